// A hall that is drawn and not saved yet, kept in this browser for whoever drew it: a reload, or an empty battery, loses nothing of it.
import { EMPTY, documentOf, planOf, rowsOf, seatCount, withhold } from './seat-plan.js';
import { staffName } from './staff.js';

const KEY = 'sluice.seat-plan';
/** What is to be withheld of halls that are saved, by their versions: the halls themselves do not say it. */
const WITHHELD = 'sluice.seat-plan.withheld';
const MOST_VERSIONS = 20;
const PAUSE_MILLIS = 400;
let timer;
/** As long as the page is open; somebody who has signed out has a drawing all the same. */
let owner;

/** The plan that is kept; undefined if there is none. */
export function keptDraft() {
  try {
    const { document, tiers, names = {}, withheld } = JSON.parse(localStorage.getItem(own(KEY)));
    const plan = { ...planOf(document), tiers, names };
    return withhold(plan, new Set(withheld), true);
  } catch {
    return undefined;
  }
}

/** Soon: not at each move of a hand. @param {(kept: boolean) => void} done */
export function keepDraft(plan, done) {
  clearTimeout(timer);
  timer = setTimeout(() => done(write(plan)), PAUSE_MILLIS);
}

/** What is kept at once, when the page goes. */
export function keepDraftNow(plan) {
  clearTimeout(timer);
  write(plan);
}

export function dropDraft() {
  clearTimeout(timer);
  localStorage.removeItem(own(KEY));
}

/** Of a hall that is saved: until a sale with it withholds them. */
export function keepWithheld(version, plan) {
  const others = withheldByVersion().filter(([each]) => each !== version).slice(-MOST_VERSIONS);
  const numbers = withheldOf(plan);
  localStorage.setItem(own(WITHHELD), JSON.stringify(numbers.length ? [...others, [version, numbers]] : others));
}

/** The plan of a version, with what is to be withheld. */
export function withWithheld(version, plan) {
  const [, numbers] = withheldByVersion().find(([each]) => each === version) ?? [version, []];
  return withhold(plan, new Set(numbers), true);
}

function own(name) {
  owner ??= staffName();
  return `${name}.${owner}`;
}

function withheldByVersion() {
  try {
    return JSON.parse(localStorage.getItem(own(WITHHELD))) ?? [];
  } catch {
    return [];
  }
}

function withheldOf(plan) {
  return [...rowsOf(plan)].flatMap(({ row, first }) => row.seats.flatMap((seat, i) => (seat.withheld ? [first + i] : [])));
}

function write(plan) {
  if (plan === EMPTY || seatCount(plan) === 0) return true;
  try {
    localStorage.setItem(own(KEY), JSON.stringify({ document: documentOf(plan), tiers: plan.tiers, names: plan.names, withheld: withheldOf(plan) }));
    return true;
  } catch {
    return false;
  }
}
