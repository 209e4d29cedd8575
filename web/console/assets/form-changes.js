// What of a sale is another than it was, as a change says it. Pure.

/** Each with what says that there is none of it any more. */
const NONE = { event: {}, guards: {}, waitlist: { capacity: 0 }, description: '', mixedTiers: false };

/** The members of `now` that are not as in `before`, each whole. */
export function changesOf(before, now) {
  const changes = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (JSON.stringify(before[name]) !== JSON.stringify(now[name])) changes[name] = now[name] ?? NONE[name];
  }
  return changes;
}
