// What a board knows of a sale: seconds of the last hour or so, longer steps of all before. Pure, and bounded however long it listens.

/** Numbers that are added up when steps are put together, as rates when they are shown. */
const COUNTS = ['arrived', 'decided', 'refused', 'held', 'sold', 'expired', 'released', 'waitlisted', 'answered'];
/** Of which the highest is shown. */
const TIMES = ['p50', 'p95', 'p99'];
/** Of which the last is shown. */
const STATES = ['stockSold', 'stockHeld', 'stockLeft', 'waitlist', 'waiting', 'inside', 'queued'];
/** Reasons that are shown by themselves; the rest is one. */
const REASONS = 5;
export const OTHERS = 'others';
/** Reasons that are told apart at all. */
const SLOTS = 24;

const FIRST_TIME = COUNTS.length;
const FIRST_STATE = FIRST_TIME + TIMES.length;
const FIRST_SLOT = FIRST_STATE + STATES.length;
const SIZE = FIRST_SLOT + SLOTS;

const MAX_FINE = 4_000;
/** Of the seconds so many become longer steps at once. */
const FOLDED = 600;
const MAX_COARSE = 1_500;
const MINUTE = 60;

/** A step is `{at, seconds, values}`; of values that nobody knows there is NaN. */
function blank(at, seconds) {
  const values = new Float64Array(SIZE);
  values.fill(NaN, FIRST_TIME, FIRST_SLOT);
  return { at, seconds, values };
}

function fold(into, from) {
  for (let i = 0; i < FIRST_TIME; i++) into[i] += from[i];
  for (let i = FIRST_TIME; i < FIRST_STATE; i++) if (!(into[i] >= from[i]) && from[i] === from[i]) into[i] = from[i];
  for (let i = FIRST_STATE; i < FIRST_SLOT; i++) if (from[i] === from[i]) into[i] = from[i];
  for (let i = FIRST_SLOT; i < SIZE; i++) into[i] += from[i];
}

function known(value) {
  return value === value ? value : null;
}

export class BoardModel {
  #fine = [];
  #coarse = [];
  #coarseSeconds = MINUTE;
  /** The slot of each reason, and how often it was heard. */
  #slots = new Map();
  #heard = new Float64Array(SLOTS);

  /** The record, in the order of time, before any second. */
  load(points) {
    for (const point of points) {
      const step = this.#step(point);
      this.#coarseSeconds = Math.max(this.#coarseSeconds, step.seconds);
      this.#coarse.push(step);
    }
    this.#shrink();
  }

  /** A second. One that is known already, or older than the newest, is passed over. */
  add(point) {
    const at = Date.parse(point.at) / 1000;
    if (at <= (this.#fine.at(-1)?.at ?? -Infinity)) return;
    if (this.#fine.length === 0) this.#forgetFrom(at);
    this.#fine.push(this.#step(point));
    if (this.#fine.length > MAX_FINE) this.#foldOldest();
  }

  /** How many steps are in memory. */
  get size() {
    return this.#fine.length + this.#coarse.length;
  }

  get isEmpty() {
    return this.size === 0;
  }

  /** The second at which the first step begins; undefined without any. */
  get begins() {
    return (this.#coarse[0] ?? this.#fine[0])?.at;
  }

  /** The second at which the last step ends; undefined without any. */
  get ends() {
    const newest = this.#fine.at(-1) ?? this.#coarse.at(-1);
    return newest && newest.at + newest.seconds;
  }

  /** The reasons that are shown by themselves, the most frequent first. */
  get reasons() {
    return [...this.#slots].filter(([reason]) => reason !== OTHERS).sort(([, a], [, b]) => this.#heard[b] - this.#heard[a]).slice(0, REASONS).map(([reason]) => reason);
  }

  /**
   * What is between two seconds, in about `most` steps of the same length: `{seconds, at: [...], arrived: [...], …, reasons: {SOLD_OUT: […], others: […]}}`. Counts are rates, per second.
   */
  view(from, until, most) {
    const all = this.#coarse.concat(this.#fine);
    let first = 0;
    while (first < all.length && all[first].at + all[first].seconds <= from) first++;
    let longest = 1;
    for (let i = first; i < all.length && all[i].at < until; i++) longest = Math.max(longest, all[i].seconds);
    const seconds = longest * Math.max(1, Math.ceil((until - from) / most / longest));
    const start = Math.floor(from / seconds) * seconds;
    const end = Math.min(until, this.ends ?? from);
    const steps = Array.from({ length: Math.max(0, Math.ceil((end - start) / seconds)) });
    for (let i = first; i < all.length && all[i].at < until; i++) {
      const place = Math.max(0, Math.floor((all[i].at - start) / seconds));
      steps[place] ??= blank(start + place * seconds, seconds);
      fold(steps[place].values, all[i].values);
    }
    return this.#columns(steps, start, seconds, all[first - 1]);
  }

  /** A step in which nothing is known to have happened is one in which nothing happened: the state goes on, the rates are 0. */
  #columns(steps, start, seconds, before) {
    const begins = this.begins ?? Infinity;
    const isKnown = (i) => steps[i] !== undefined || start + (i + 1) * seconds > begins;
    const rate = (place) => steps.map((step, i) => (step ? step.values[place] / seconds : isKnown(i) ? 0 : null));
    const view = { seconds, at: steps.map((_, i) => start + i * seconds), reasons: {} };
    // Array.from has made places of all of them, so that map comes to each.
    COUNTS.forEach((name, i) => { view[name] = rate(i); });
    TIMES.forEach((name, i) => { view[name] = steps.map((step) => (step ? known(step.values[FIRST_TIME + i]) : null)); });
    STATES.forEach((name, i) => {
      let last = before ? known(before.values[FIRST_STATE + i]) : null;
      view[name] = steps.map((step) => {
        last = (step && known(step.values[FIRST_STATE + i])) ?? last;
        return last;
      });
    });
    const others = [...view.refused];
    for (const reason of this.reasons) {
      const column = rate(FIRST_SLOT + this.#slots.get(reason));
      column.forEach((count, i) => { if (count !== null) others[i] -= count; });
      view.reasons[reason] = column;
    }
    view.reasons[OTHERS] = others.map((count) => (count === null ? null : Math.max(0, count)));
    return view;
  }

  #step(point) {
    const step = blank(Date.parse(point.at) / 1000, point.seconds);
    const { values } = step;
    COUNTS.forEach((name, i) => { values[i] = point[name] ?? 0; });
    values[COUNTS.indexOf('refused')] = 0;
    for (const [reason, count] of Object.entries(point.refused)) {
      values[COUNTS.indexOf('refused')] += count;
      const slot = this.#slotOf(reason);
      values[FIRST_SLOT + slot] += count;
      this.#heard[slot] += count;
    }
    TIMES.forEach((name, i) => { values[FIRST_TIME + i] = point.latencyMillis?.[name] ?? NaN; });
    const { stock, room } = point;
    const states = [stock?.sold, stock?.held, stock?.available, point.waitlist, room?.waiting, room?.inside, point.queued];
    states.forEach((value, i) => { values[FIRST_STATE + i] = value ?? NaN; });
    return step;
  }

  #slotOf(reason) {
    const name = this.#slots.has(reason) || this.#slots.size < SLOTS - 1 ? reason : OTHERS;
    if (!this.#slots.has(name)) this.#slots.set(name, this.#slots.size);
    return this.#slots.get(name);
  }

  /** Seconds are known better than the minutes of the record that they are in. */
  #forgetFrom(second) {
    const isBetterKnown = ({ at, seconds }) => at >= second || (seconds <= MINUTE && at + seconds > second);
    while (this.#coarse.length > 0 && isBetterKnown(this.#coarse.at(-1))) this.#coarse.pop();
  }

  #foldOldest() {
    this.#coarse = this.#folded(this.#coarse, this.#fine.splice(0, FOLDED));
    this.#shrink();
  }

  /** Twice as long steps, half as many. */
  #shrink() {
    while (this.#coarse.length > MAX_COARSE) {
      this.#coarseSeconds *= 2;
      this.#coarse = this.#folded([], this.#coarse);
    }
  }

  #folded(into, steps) {
    for (const step of steps) {
      const at = Math.floor(step.at / this.#coarseSeconds) * this.#coarseSeconds;
      if (into.at(-1)?.at !== at) into.push(blank(at, this.#coarseSeconds));
      fold(into.at(-1).values, step.values);
    }
    return into;
  }
}
