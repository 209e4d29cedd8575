// What this browser saw of a draw before its order was known: what was promised, and what was sealed. Whoever runs the draw cannot change that any more
// without being seen.
const MAX_NOTES = 50;
const PREFIX = 'sluice.draw.';

/** `{promise, root, entries, at}` as far as they were seen; undefined if nothing was. */
export function noted(sale) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + sale)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Notes what a page sees of a draw, as long as its order is not known; `phase` by the page's clock, as promises hold only once somebody may enter. */
export function noteDraw(sale, draw, phase) {
  const promise = { promise: promiseText(sale.fairness) };
  if (draw.phase === 'SEALED') note(sale.id, { ...promise, root: draw.root, entries: draw.entries });
  else if (phase === 'ENTERING') note(sale.id, promise);
}

/** Adds what is not noted yet; what is stays as it was first seen. */
export function note(sale, seen) {
  const known = noted(sale);
  const both = { at: Date.now(), ...seen, ...known };
  if (JSON.stringify(both) === JSON.stringify(known)) return;
  try {
    localStorage.setItem(PREFIX + sale, JSON.stringify(both));
    forgetOldest();
  } catch {
    // A browser without room, or without a memory, notes nothing.
  }
}

function forgetOldest() {
  const all = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => ({ key, at: noted(key.slice(PREFIX.length))?.at ?? 0 }));
  all.sort((a, b) => b.at - a.at).slice(MAX_NOTES).forEach(({ key }) => localStorage.removeItem(key));
}

/**
 * A promise as one text, however its members are ordered.
 * @param {{parties?: any[], beacon?: any, unproven?: boolean}} [promise]
 */
export function promiseText({ parties = [], beacon, unproven = false } = {}) {
  return JSON.stringify([parties, beacon ? [beacon.chain, beacon.round] : null, unproven]);
}
