// Reads rows of a map document, which may say a row in a few words: `{"label": "A", "seats": "1-24", "x": 0, "dx": 10}`. Pure.
export const ACCESSIBLE = 1;
export const COMPANION = 2;
export const RESTRICTED_VIEW = 4;
export const AISLE_AFTER = 8;

const BITS = { accessible: ACCESSIBLE, companion: COMPANION, restrictedView: RESTRICTED_VIEW, aisleAfter: AISLE_AFTER };
const PITCH = 10;

/** `[{label, name, tier, x, y, attributes}]`; `name` is undefined for a seat that is named by its place. */
export function seatsOf(row, { tier, y }) {
  const seats = typeof row.seats === 'string' ? range(row.seats) : row.seats;
  const xs = line(row.x, row.dx, 0, PITCH, seats.length);
  const ys = line(row.y, row.dy, y, 0, seats.length);
  const marks = new Map();
  for (const [word, bit] of Object.entries(BITS)) {
    for (const label of row[word] ?? []) marks.set(label, (marks.get(label) ?? 0) | bit);
  }
  return seats.map((each, i) => {
    const seat = typeof each === 'string' ? { label: each } : each;
    const own = Object.entries(BITS).reduce((sum, [word, bit]) => sum | (seat[word] === true ? bit : 0), 0);
    return {
      label: seat.label, name: seat.id, tier: seat.tier ?? row.tier ?? tier, x: seat.x ?? xs[i], y: seat.y ?? ys[i],
      attributes: own | (marks.get(seat.label) ?? 0),
    };
  });
}

/** What rows without coordinates have: one below the other. */
export function defaultY(rowNumber) {
  return (rowNumber + 1) * PITCH;
}

/** `1-24`, `24-1`, or `1-47/2` for every second one. */
function range(text) {
  const [, from, to, step] = /^(\d+)-(\d+)(?:\/(\d+))?$/.exec(text);
  const by = Number(step ?? 1);
  const length = Math.abs(Number(to) - Number(from)) / by + 1;
  return Array.from({ length }, (_, i) => String(Number(from) + i * (Number(to) < Number(from) ? -by : by)));
}

/** A number each, or where the first is and how far it is from each to the next. */
function line(first, step, start, pitch, length) {
  if (Array.isArray(first)) return first;
  return Array.from({ length }, (_, i) => (first ?? start) + i * (step ?? pitch));
}
