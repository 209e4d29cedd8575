// Seats, rows and sections as people say them: one name of each thing, on the map, in lists, on tickets.
import { t } from './language.js';
import { ACCESSIBLE, COMPANION, RESTRICTED_VIEW } from './seat-rows.js';

/** @type {[number, () => string][]} */
const NOTES = [[ACCESSIBLE, () => t('seats.accessible')], [COMPANION, () => t('seats.companion')], [RESTRICTED_VIEW, () => t('seats.restricted')]];
/** A name that does not say of what: `7`, `A12`, `B`, `东`. */
const BARE = /^[A-Za-z]?\d+[A-Za-z]?$|^[A-Za-z]{1,2}$|^[东南西北中]$/;

/** A section's own name; one that is only a number or a letter gets the word: `Block 7`, but `Section 7` for `7`. */
export function sectionWords(name) {
  return BARE.test(name) ? t('seats.section', { name }) : name;
}

export function rowWords(label) {
  return t('seats.row', { row: rowLabel(label) });
}

/** `Stalls, row A, seat 12`; without the section where a hall has only one. */
export function seatWords(map, seat) {
  const row = map.rowOf(seat);
  return placeWords({ sectionName: map.sections.length > 1 ? map.sections[row.section].name : undefined, row: row.label }, [map.labels[seat]]);
}

/** Seats of one row: `Stalls, row D, seats 13, 14`. */
export function placeWords({ sectionName, row }, labels) {
  const values = { count: labels.length, row: rowLabel(row), seats: labels.map(seatLabel).join(t('seats.comma')) };
  return sectionName ? t('seats.placeIn', { ...values, section: sectionWords(sectionName) }) : t('seats.place', values);
}

/** Row by row, for seats of a map in any order. */
export function seatsWords(map, seats) {
  const rows = new Map();
  for (const seat of seats.toSorted((a, b) => a - b)) {
    const row = map.rowOf(seat);
    rows.set(row, [...rows.get(row) ?? [], map.labels[seat]]);
  }
  return [...rows].map(([row, labels]) => placeWords(
    { sectionName: map.sections.length > 1 ? map.sections[row.section].name : undefined, row: row.label }, labels)).join(' · ');
}

/** What is special about a seat. */
export function noteWords(map, seat) {
  return NOTES.filter(([bit]) => map.has(seat, bit)).map(([, words]) => words());
}

/**
 * What of each name tells it from all others, where there is little room: `101` of `Block 101`. The last word, if the last words
 * differ; else the whole name.
 */
export function shortNames(names) {
  const lasts = names.map((name) => name.trim().split(/\s+/).at(-1));
  return new Set(lasts).size === names.length ? lasts : names;
}

/** A merchant may have written the word into the label: it is not said twice. */
function rowLabel(label) {
  return label.replace(/^row\s+|排$/i, '') || label;
}

function seatLabel(label) {
  return label.replace(/^seat\s+|[号座]$/i, '') || label;
}
