// From seat to seat by the arrow keys. Pure.
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** How much farther a seat counts that lies beside the way. */
const ASIDE = 2;
/** Rows are curved: a neighbour in the row may lie this far off the way, as a share of how far it is along it. */
const OFF_THE_WAY = 1.2;

/** The seat that a key leads to; the same one where there is none that way, undefined for other keys. */
export function stepFrom(map, seat, key) {
  const row = map.rowOf(seat);
  if (key === 'Home') return row.first;
  if (key === 'End') return row.end - 1;
  if (key === 'PageDown' || key === 'PageUp') return inSection(map, row.section + (key === 'PageDown' ? 1 : -1));
  if (!STEPS[key]) return undefined;
  return alongRow(map, seat, row, STEPS[key]) ?? overRows(map, seat, row, STEPS[key]) ?? seat;
}

/** The middle seat of a section's first row; sections follow one another in a ring. */
function inSection({ sections }, index) {
  const { rows } = sections[(index + sections.length) % sections.length];
  return (rows[0].first + rows[0].end - 1) >> 1;
}

/** A neighbour in the same row, if the key points to it. */
function alongRow(map, seat, { first, end }, [dx, dy]) {
  return [seat - 1, seat + 1].filter((each) => each >= first && each < end).find((each) => {
    const along = (map.x[each] - map.x[seat]) * dx + (map.y[each] - map.y[seat]) * dy;
    const aside = Math.abs((map.x[each] - map.x[seat]) * dy - (map.y[each] - map.y[seat]) * dx);
    return along > 0 && aside < along * OFF_THE_WAY;
  });
}

/** The nearest seat of another row that lies that way. */
function overRows(map, seat, { first, end }, [dx, dy]) {
  const least = map.pitch * 0.2;
  let found;
  let cost = Infinity;
  for (let other = 0; other < map.count; other++) {
    if (other >= first && other < end) continue;
    const along = (map.x[other] - map.x[seat]) * dx + (map.y[other] - map.y[seat]) * dy;
    if (along < least) continue;
    const aside = Math.abs((map.x[other] - map.x[seat]) * dy - (map.y[other] - map.y[seat]) * dx);
    if (aside > along * 3) continue;
    const sum = along + ASIDE * aside;
    if (sum < cost) {
      cost = sum;
      found = other;
    }
  }
  return found;
}
