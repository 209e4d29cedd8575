// Which seats are free, as the server tells it: once as a whole, then by what changed. Pure.
import { bytesOf } from './bytes.js';

export class SeatState {
  #free;
  version;

  /** `{version, free}`: seat 0 is the lowest bit of byte 0, in base64. */
  constructor({ version, free }) {
    this.#free = bytesOf(free);
    this.version = version;
  }

  isFree(seat) {
    return ((this.#free[seat >> 3] >> (seat & 7)) & 1) === 1;
  }

  /** `{version, freed, taken}`: numbers of seats. Returns those of them that were otherwise before. */
  change({ version, freed, taken }) {
    const changed = { freed: freed.filter((seat) => !this.isFree(seat)), taken: taken.filter((seat) => this.isFree(seat)) };
    for (const seat of freed) this.#free[seat >> 3] |= 1 << (seat & 7);
    for (const seat of taken) this.#free[seat >> 3] &= ~(1 << (seat & 7));
    this.version = version;
    return changed;
  }

  /** How many of the seats from `first` to before `end` are free. */
  count(first, end) {
    let sum = 0;
    for (let seat = first; seat < end; seat++) sum += this.isFree(seat) ? 1 : 0;
    return sum;
  }
}
