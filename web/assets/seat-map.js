// The seats of a hall, from the map document: numbered through from 0 in the order in which they stand there. Pure.
//
// Numbers of all seats lie in typed arrays, and rows and sections know their first and last seat and the box around them, so
// that 60,000 seats are painted and searched without an object each.

import { defaultY, seatsOf } from './seat-rows.js';

const OUTLINE_STEPS = 12;

export class SeatMap {
  #numbers;
  #tierOfMap;

  /** `tierIds`: those of the sale, in its order; a seat of a tier that it does not know is never for sale. */
  constructor(document, tierIds) {
    this.tierIds = tierIds;
    this.sections = [];
    this.rows = [];
    this.labels = [];
    this.ownNames = new Map();
    let y = 0;
    const read = document.sections.map((section) => section.rows.map(
      (row) => seatsOf(row, { tier: section.tier ?? document.tier, y: defaultY(y++) })));
    this.count = read.flat().reduce((sum, seats) => sum + seats.length, 0);
    this.x = new Float32Array(this.count);
    this.y = new Float32Array(this.count);
    this.tier = new Int8Array(this.count);
    this.attributes = new Uint8Array(this.count);
    document.sections.forEach((section, i) => this.#addSection(section, read[i], document.sections.length === 1));
    this.box = around(this.sections.map((section) => section.box));
    this.focal = document.focalPoint ?? { x: Math.trunc((this.box.left + this.box.right) / 2), y: this.box.top };
    this.#tierOfMap = this.tier.slice();
    this.#nameTiers();
    this.pitch = pitchOf(this);
  }

  #addSection(section, seatsOfRows, isOnly) {
    const firstRow = this.rows.length;
    const first = this.labels.length;
    section.rows.forEach((row, i) => {
      const start = this.labels.length;
      for (const seat of seatsOfRows[i]) this.#addSeat(seat);
      this.rows.push({
        label: row.label, section: this.sections.length, first: start, end: this.labels.length,
        prefix: isOnly ? `${row.label}-` : `${section.id}-${row.label}-`, box: this.#boxOf(start, this.labels.length),
      });
    });
    const rows = this.rows.slice(firstRow);
    const outline = outlineOf(this, rows);
    this.sections.push({
      id: section.id, name: section.name ?? section.id, weight: section.weight ?? 100, rows, first, end: this.labels.length, box: around(rows.map((row) => row.box)),
      outline, label: labelOf(rows, this, outline),
    });
  }

  #addSeat({ label, name, tier, x, y, attributes }) {
    const number = this.labels.length;
    this.labels.push(label);
    if (name) this.ownNames.set(number, name);
    this.x[number] = x;
    this.y[number] = y;
    this.tier[number] = this.tierIds.indexOf(tier);
    this.attributes[number] = attributes;
  }

  /** A section is shown as of the tier that most of its seats are in. */
  #nameTiers() {
    for (const section of this.sections) {
      const seats = new Uint32Array(this.tierIds.length);
      for (let seat = section.first; seat < section.end; seat++) seats[this.tier[seat]]++;
      section.tier = seats.indexOf(Math.max(...seats));
    }
  }

  #boxOf(first, end) {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (let seat = first; seat < end; seat++) {
      box.left = Math.min(box.left, this.x[seat]);
      box.right = Math.max(box.right, this.x[seat]);
      box.top = Math.min(box.top, this.y[seat]);
      box.bottom = Math.max(box.bottom, this.y[seat]);
    }
    return box;
  }

  /** Puts seats in the tiers where the sale has them, `[{tier, seats}]`, and all others where the map does. */
  move(tiers) {
    this.tier.set(this.#tierOfMap);
    for (const { tier, seats } of tiers) {
      const index = this.tierIds.indexOf(tier);
      for (const seat of seats) this.tier[seat] = index;
    }
    this.#nameTiers();
  }

  rowOf(seat) {
    let low = 0;
    for (let high = this.rows.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if (this.rows[middle].first <= seat) low = middle;
      else high = middle - 1;
    }
    return this.rows[low];
  }

  /** As requests name it. */
  name(seat) {
    return this.ownNames.get(seat) ?? this.rowOf(seat).prefix + this.labels[seat];
  }

  /** The number of the seat with this name, or undefined. */
  seat(name) {
    if (!this.#numbers) {
      this.#numbers = new Map();
      for (let seat = 0; seat < this.count; seat++) this.#numbers.set(this.name(seat), seat);
    }
    return this.#numbers.get(name);
  }

  has(seat, attribute) {
    return (this.attributes[seat] & attribute) !== 0;
  }

  /** The seat nearest to a place, not farther from it than `reach`; -1 if there is none. */
  nearest(x, y, reach) {
    let found = -1;
    let least = reach * reach;
    for (const { box, first, end } of this.rows) {
      if (x < box.left - reach || x > box.right + reach || y < box.top - reach || y > box.bottom + reach) continue;
      for (let seat = first; seat < end; seat++) {
        const distance = (this.x[seat] - x) ** 2 + (this.y[seat] - y) ** 2;
        if (distance <= least) {
          least = distance;
          found = seat;
        }
      }
    }
    return found;
  }

  /** The index of the section whose outline a place lies in; -1 for none. */
  sectionAt(x, y) {
    return this.sections.findIndex(({ box, outline }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom && isInside(outline, x, y));
  }

  /** Whether a seat is in a box. */
  hasSeatIn(box) {
    for (const { box: around, first, end } of this.rows) {
      if (around.right < box.left || around.left > box.right || around.bottom < box.top || around.top > box.bottom) continue;
      for (let seat = first; seat < end; seat++) {
        if (this.x[seat] >= box.left && this.x[seat] <= box.right && this.y[seat] >= box.top && this.y[seat] <= box.bottom) return true;
      }
    }
    return false;
  }

  /** The place `[x, y]` of the seat nearest to a place, however far that is. */
  nearestPlace(x, y) {
    let found = 0;
    let least = Infinity;
    for (const { box, first, end } of this.rows) {
      const aside = Math.max(box.left - x, x - box.right, 0);
      const above = Math.max(box.top - y, y - box.bottom, 0);
      if (aside * aside + above * above >= least) continue;
      for (let seat = first; seat < end; seat++) {
        const distance = (this.x[seat] - x) ** 2 + (this.y[seat] - y) ** 2;
        if (distance < least) {
          least = distance;
          found = seat;
        }
      }
    }
    return [this.x[found], this.y[found]];
  }
}

export function around(boxes) {
  return boxes.reduce((a, b) => ({
    left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom),
  }));
}

/** By how often a line to the right crosses the outline. */
function isInside(outline, x, y) {
  let inside = false;
  outline.forEach(([fromX, fromY], i) => {
    const [toX, toY] = outline[(i + 1) % outline.length];
    if ((fromY > y) !== (toY > y) && x < fromX + (toX - fromX) * (y - fromY) / (toY - fromY)) inside = !inside;
  });
  return inside;
}

/** How far seats stand apart: the lesser of the usual distance in a row and between rows. */
function pitchOf(map) {
  const gap = (a, b) => Math.hypot(map.x[a] - map.x[b], map.y[a] - map.y[b]);
  const inRows = map.rows.flatMap(({ first, end }) => (end - first > 1 ? [gap(first, first + 1)] : []));
  const betweenRows = map.sections.flatMap(({ rows }) => rows.slice(1).map((row, i) => (row.first < row.end ? Math.min(...[row.first, row.end - 1].map((seat) => gap(seat, rows[i].first))) : 0)));
  const usual = (gaps) => {
    const sorted = gaps.filter((each) => each > 0).sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  };
  const { left, top, right, bottom } = map.box;
  return Math.min(usual(inRows) ?? Infinity, usual(betweenRows) ?? Infinity, Math.max(right - left, bottom - top, 1));
}

/** Around the seats of a section, along its front row, the ends of its rows and its back row: `[[x, y], …]`. */
function outlineOf(map, rows) {
  const filled = rows.filter(({ first, end }) => end > first);
  const along = ({ first, end }) => {
    const step = Math.max(1, (end - 1 - first) / OUTLINE_STEPS);
    const seats = [];
    for (let seat = first; seat < end - 1; seat += step) seats.push(Math.round(seat));
    return [...seats, end - 1];
  };
  const sides = filled.slice(1, -1);
  const back = filled.length > 1 ? along(filled.at(-1)) : [];
  const seats = [...along(filled[0]), ...sides.map(({ end }) => end - 1), ...back.toReversed(), ...sides.toReversed().map(({ first }) => first)];
  return seats.map((seat) => [map.x[seat], map.y[seat]]);
}

/** Where a label of a section goes, `{x, y, side}`: its middle seat of the middle row, and how large a square there could be. */
function labelOf(rows, map, outline) {
  const { first, end } = rows[rows.length >> 1];
  const seat = (first + end - 1) >> 1;
  let twice = 0;
  outline.forEach(([x, y], i) => {
    const [nextX, nextY] = outline[(i + 1) % outline.length];
    twice += x * nextY - nextX * y;
  });
  return { x: map.x[seat], y: map.y[seat], side: Math.sqrt(Math.abs(twice) / 2) };
}
