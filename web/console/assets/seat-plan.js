// A hall that is being drawn: sections with rows with seats, each plain and never changed. What is done to it makes another, which shares all that stayed, so that undoing costs
// nothing. Seats are numbered through in the order in which they stand there, as in the shop's map. Pure.
import { defaultY, seatsOf } from './seat-rows.js';

/**
 * @typedef {{label: string, tier: string, x: number, y: number, marks: number, name?: string, withheld?: boolean}} Seat
 * @typedef {{label: string, seats: Seat[]}} Row
 * @typedef {{id: string, name: string, weight: number, rows: Row[]}} Section
 * @typedef {{focal?: {x: number, y: number}, tiers: string[], names: Record<string, string>, sections: Section[]}} Plan
 */

export const MOST_SEATS = 200_000;
const MARKS = { accessible: 1, companion: 2, restrictedView: 4, aisleAfter: 8 };
const WEIGHT = 100;
const MOST_TIERS = 100;

/** @type {Plan} */
export const EMPTY = { tiers: ['standard'], names: {}, sections: [] };

/** The plan of a map document. @returns {Plan} */
export function planOf(document) {
  let y = 0;
  const sections = document.sections.map((section) => ({
    id: section.id, name: section.name ?? section.id, weight: section.weight ?? WEIGHT,
    rows: section.rows.map((row) => ({
      label: row.label,
      seats: seatsOf(row, { tier: section.tier ?? document.tier, y: defaultY(y++) }).map(({ attributes, ...seat }) => ({ ...seat, marks: attributes })),
    })),
  }));
  const tiers = [...new Set(sections.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats.map(({ tier }) => tier))))].filter(Boolean);
  return { focal: document.focalPoint, tiers: tiers.length ? tiers : EMPTY.tiers, names: Object.fromEntries((document.tiers ?? []).map(({ id, name }) => [id, name])), sections };
}

/** The map document of a plan: as short as the format allows where a row is even. */
export function documentOf(plan) {
  const { focal, names, sections } = plan;
  const counts = Object.keys(names).length ? tierCounts(plan) : new Map();
  const tiers = Object.entries(names).filter(([id]) => counts.get(id)).map(([id, name]) => ({ id, name }));
  return { ...(focal && { focalPoint: focal }), ...(tiers.length && { tiers }), sections: sections.map(({ id, name, weight, rows }) => ({ id, name, ...(weight !== WEIGHT && { weight }), rows: rows.map(rowDocument) })) };
}

function rowDocument({ label, seats }) {
  const { tier } = seats[0];
  const labels = seats.map((seat) => seat.label);
  const isPlain = new Set(labels).size === labels.length && seats.every((seat) => !seat.name && seat.tier === tier);
  const row = { label, tier, ...line(seats.map(({ x }) => x), 'x', 'dx'), ...line(seats.map(({ y }) => y), 'y', 'dy') };
  if (!isPlain) return { ...row, seats: seats.map((seat) => seatDocument(seat, tier)) };
  const marked = Object.entries(MARKS).flatMap(([word, bit]) => {
    const all = seats.filter(({ marks }) => marks & bit).map((seat) => seat.label);
    return all.length ? [[word, all]] : [];
  });
  return { ...row, seats: labels, ...Object.fromEntries(marked) };
}

function seatDocument({ label, name, tier, marks }, usual) {
  const marked = Object.entries(MARKS).filter(([, bit]) => marks & bit).map(([word]) => [word, true]);
  return { label, ...(name && { id: name }), ...(tier !== usual && { tier }), ...Object.fromEntries(marked) };
}

/** Where the first is and how far it is from each to the next, or a number for each. */
function line(numbers, name, step) {
  const by = numbers.length > 1 ? numbers[1] - numbers[0] : 0;
  const isEven = numbers.every((each, i) => each === numbers[0] + i * by);
  return isEven ? { [name]: numbers[0], [step]: by } : { [name]: numbers };
}

export function seatCount(plan) {
  return plan.sections.reduce((sum, { rows }) => sum + rows.reduce((seats, row) => seats + row.seats.length, 0), 0);
}

/** Each row with where it is: `{section, row, index: [s, r], first, end}`. */
export function* rowsOf(plan) {
  let first = 0;
  for (const [s, section] of plan.sections.entries()) {
    for (const [r, row] of section.rows.entries()) {
      yield { section, row, index: [s, r], first, end: first + row.seats.length };
      first += row.seats.length;
    }
  }
}

/** @returns {Seat} */
export function seatAt(plan, number) {
  for (const { row, first, end } of rowsOf(plan)) if (number < end) return row.seats[number - first];
  return undefined;
}

/** Of each tier how many seats it has, in the order of the tiers. */
export function tierCounts(plan) {
  const counts = new Map(plan.tiers.map((tier) => [tier, 0]));
  for (const { row } of rowsOf(plan)) for (const { tier } of row.seats) counts.set(tier, (counts.get(tier) ?? 0) + 1);
  return counts;
}

/** Names of seats that are to be withheld, as requests name them. */
export function withheldNames(plan) {
  const isOnly = plan.sections.length === 1;
  return [...rowsOf(plan)].flatMap(({ section, row }) => row.seats.filter(({ withheld }) => withheld).map((seat) => seat.name ?? `${isOnly ? '' : `${section.id}-`}${row.label}-${seat.label}`));
}

/** Each of these seats becomes what `change(seat)` makes of it; null takes it away. Rows without any of them stay as they are. @param {Set<number>} numbers @returns {Plan} */
export function change(plan, numbers, change) {
  const sorted = Uint32Array.from(numbers).sort();
  let next = 0;
  let first = 0;
  const changeRow = (row) => {
    const start = first;
    first += row.seats.length;
    while (sorted[next] < start) next++;
    if (!(sorted[next] < first)) return row;
    let isSame = true;
    const seats = row.seats.flatMap((seat, i) => {
      if (!numbers.has(start + i)) return [seat];
      const changed = change(seat);
      if (changed !== seat) isSame = false;
      return changed ? [changed] : [];
    });
    return isSame ? row : { ...row, seats };
  };
  const sections = plan.sections.map((section) => {
    const rows = section.rows.map(changeRow);
    return rows.every((row, i) => row === section.rows[i]) ? section : { ...section, rows: rows.filter(({ seats }) => seats.length) };
  });
  return sections.every((section, i) => section === plan.sections[i]) ? plan : { ...plan, sections: sections.filter(({ rows }) => rows.length) };
}

export function remove(plan, numbers) {
  return change(plan, numbers, () => null);
}

export function move(plan, numbers, dx, dy) {
  return dx || dy ? change(plan, numbers, (seat) => ({ ...seat, x: seat.x + dx, y: seat.y + dy })) : plan;
}

export function paintTier(plan, numbers, tier) {
  return change(plan, numbers, (seat) => (seat.tier === tier ? seat : { ...seat, tier }));
}

/** @param {number} bit of seat-rows.js */
export function mark(plan, numbers, bit, isOn) {
  return change(plan, numbers, (seat) => (Boolean(seat.marks & bit) === isOn ? seat : { ...seat, marks: isOn ? seat.marks | bit : seat.marks & ~bit }));
}

export function withhold(plan, numbers, isOn) {
  return change(plan, numbers, (seat) => (Boolean(seat.withheld) === isOn ? seat : { ...seat, withheld: isOn }));
}

/** A section's rows, by its index. */
function changeSection(plan, s, change) {
  return { ...plan, sections: plan.sections.map((section, i) => (i === s ? change(section) : section)) };
}

/** Row `r` of section `s`. */
export function changeRow(plan, [s, r], change) {
  return changeSection(plan, s, (section) => ({ ...section, rows: section.rows.map((row, i) => (i === r ? change(row) : row)) }));
}

/** The labels of a row and of its seats. */
export function relabel(plan, index, { label, labels }) {
  return changeRow(plan, index, (row) => ({ label: label ?? row.label, seats: labels ? row.seats.map((seat, i) => ({ ...seat, label: labels[i] })) : row.seats }));
}

/** Other places for the seats of a row. */
export function place(plan, index, places) {
  return changeRow(plan, index, (row) => ({ ...row, seats: row.seats.map((seat, i) => ({ ...seat, x: places[i][0], y: places[i][1] })) }));
}

/**
 * What is not said stays.
 * @param {Plan} plan
 * @param {number} s
 * @param {{id?: string, name?: string, weight?: number}} named
 */
export function renameSection(plan, s, named) {
  const { id, name, weight } = named;
  return changeSection(plan, s, (section) => ({ ...section, id: id ?? section.id, name: name ?? section.name, weight: weight ?? section.weight }));
}

/** @param {Section} section at the end; if one has its id already, its rows behind the others of that one */
export function addSection(plan, section) {
  const s = plan.sections.findIndex(({ id }) => id === section.id);
  if (s >= 0) return changeSection(plan, s, (known) => ({ ...known, rows: [...known.rows, ...section.rows] }));
  return { ...plan, sections: [...plan.sections, section] };
}

/** How people call a tier: as the plan says, else by its id. */
export function tierName(plan, tier) {
  return plan.names[tier] ?? tier;
}

/** @param {string} [name] how people call it; by its id where nothing is said */
export function addTier(plan, tier, name) {
  return plan.tiers.includes(tier) || plan.tiers.length >= MOST_TIERS ? plan : { ...plan, tiers: [...plan.tiers, tier], names: named(plan.names, tier, name) };
}

/** Another id and another name for a tier, also of its seats; those of a tier of that id are then the same. */
export function renameTier(plan, tier, id, name) {
  const all = new Set(Array.from({ length: seatCount(plan) }, (_, i) => i));
  const renamed = id === tier ? plan : change(plan, all, (seat) => (seat.tier === tier ? { ...seat, tier: id } : seat));
  const { [tier]: _, ...others } = plan.names;
  return { ...renamed, tiers: [...new Set(plan.tiers.map((each) => (each === tier ? id : each)))], names: named(others, id, name) };
}

function named(names, tier, name) {
  return name && name !== tier ? { ...names, [tier]: name } : names;
}

/** One that no seat has. */
export function dropTier(plan, tier) {
  return tierCounts(plan).get(tier) || plan.tiers.length < 2 ? plan : { ...plan, tiers: plan.tiers.filter((each) => each !== tier), names: Object.fromEntries(Object.entries(plan.names).filter(([id]) => id !== tier)) };
}

export function focus(plan, focal) {
  return { ...plan, focal };
}

/** What would be refused, as `{kind, section, row?}`: two rows or seats of one label, and sections of one id cannot be told apart. */
export function faults(plan) {
  const found = [];
  const ids = new Set();
  for (const section of plan.sections) {
    if (ids.has(section.id)) found.push({ kind: 'section', section: section.name });
    ids.add(section.id);
    const labels = new Set();
    for (const row of section.rows) {
      if (labels.has(row.label)) found.push({ kind: 'row', section: section.name, row: row.label });
      labels.add(row.label);
      if (new Set(row.seats.map(({ label }) => label)).size < row.seats.length) found.push({ kind: 'seat', section: section.name, row: row.label });
    }
  }
  return found;
}
