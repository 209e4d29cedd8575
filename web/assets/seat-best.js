// Which seats the sale would give just now to whoever leaves the choice to it: the rule of docs/reference/seat-maps.md, "What is
// best", worked out from what everybody sees. Somebody may be quicker, so it is a preview and no promise. Pure.
import { ACCESSIBLE, AISLE_AFTER, COMPANION } from './seat-rows.js';

const NOT_PLAIN = ACCESSIBLE | COMPANION;

/** A finder for one map: `find({tier, quantity, section, orphans, isFree})` gives numbers of seats, ascending; undefined if there are too few. */
export function bestSeats(map) {
  const distance = distances(map);
  const isPlain = (seat) => (map.attributes[seat] & NOT_PLAIN) === 0;

  /** `[start, end]` of every run of free plain seats of the tier in a row. */
  function runsOf({ first, end }, { tier, isFree }) {
    const runs = [];
    let start = -1;
    for (let seat = first; seat <= end; seat++) {
      const isIn = seat < end && map.tier[seat] === tier && isPlain(seat) && isFree(seat);
      if (isIn && start < 0) start = seat;
      const isLast = start >= 0 && (!isIn || (map.attributes[seat] & AISLE_AFTER) !== 0);
      if (isLast) {
        runs.push([start, isIn ? seat + 1 : seat]);
        start = -1;
      }
    }
    return runs;
  }

  /** The block of a row that costs least, `{cost, start}`, and the first of equal ones; `isTidy` ones leave no seat alone. */
  function block(runs, quantity, isTidy) {
    let best = { cost: Infinity, start: -1 };
    for (const [from, to] of runs) {
      for (let start = from; start + quantity <= to; start++) {
        if (isTidy && (start - from === 1 || to - start - quantity === 1)) continue;
        let cost = 0;
        for (let seat = start; seat < start + quantity; seat++) cost += distance[seat];
        if (cost < best.cost) best = { cost, start };
      }
    }
    return best;
  }

  function together(rows, wish, isTidy) {
    let best = { cost: Infinity, start: -1 };
    for (const { runs } of rows) {
      const one = block(runs, wish.quantity, isTidy);
      if (one.cost < best.cost) best = one;
    }
    return best.start < 0 ? undefined : blockOf(best.start, wish.quantity);
  }

  /** One block in a row and one in the next of the same section; of equal ones the lowest numbers. */
  function split(rows, { quantity }) {
    let best = { cost: Infinity };
    for (let i = 0; i + 1 < rows.length; i++) {
      if (rows[i].row.section !== rows[i + 1].row.section) continue;
      let inPair = { cost: Infinity };
      const longest = ({ runs }) => runs.reduce((most, [from, to]) => Math.max(most, to - from), 0);
      const fewest = Math.max(1, quantity - longest(rows[i + 1]));
      for (let inFirst = fewest; inFirst <= Math.min(longest(rows[i]), quantity - 1); inFirst++) {
        const front = block(rows[i].runs, inFirst, false);
        const rear = block(rows[i + 1].runs, quantity - inFirst, false);
        const cost = front.cost + rear.cost;
        if (cost < inPair.cost || (cost === inPair.cost && front.start <= inPair.front.start)) inPair = { cost, front, rear, inFirst };
      }
      if (inPair.cost < best.cost) best = inPair;
    }
    if (best.cost === Infinity) return undefined;
    return [...blockOf(best.front.start, best.inFirst), ...blockOf(best.rear.start, quantity - best.inFirst)];
  }

  /** The nearest that are left, plain ones before others. */
  function anywhere(sections, { tier, quantity, isFree }) {
    const found = [];
    for (const { first, end } of sections) {
      for (let seat = first; seat < end; seat++) if (map.tier[seat] === tier && isFree(seat)) found.push(seat);
    }
    if (found.length < quantity) return undefined;
    const rank = (a, b) => Number(isPlain(b)) - Number(isPlain(a)) || distance[a] - distance[b] || a - b;
    return found.sort(rank).slice(0, quantity).sort((a, b) => a - b);
  }

  return {
    /** `section` is an index, undefined for the whole hall; `orphans` as the sale says. */
    find(wish) {
      const sections = wish.section === undefined ? map.sections : [map.sections[wish.section]];
      const rows = sections.flatMap((section) => section.rows).map((row) => ({ row, runs: runsOf(row, wish) }));
      return (wish.orphans === 'off' ? undefined : together(rows, wish, true))
        ?? together(rows, wish, false)
        ?? (wish.quantity > 1 ? split(rows, wish) : undefined)
        ?? anywhere(sections, wish);
    },
  };
}

/** Each seat's from the focal point, weighted by its section: a whole number, as the server has it. */
function distances(map) {
  const distance = new Float64Array(map.count);
  for (const { first, end, weight } of map.sections) {
    for (let seat = first; seat < end; seat++) {
      const [dx, dy] = [map.x[seat] - map.focal.x, map.y[seat] - map.focal.y];
      distance[seat] = Math.trunc(Math.sqrt(dx * dx + dy * dy) * weight);
    }
  }
  return distance;
}

function blockOf(start, quantity) {
  return Array.from({ length: quantity }, (_, i) => start + i);
}
