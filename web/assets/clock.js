// The server's clock, as seen from here. A sale opens when the server says so, not when this machine thinks so.
//
// Every answer that is this page's alone says what time it was when it left. It left after it was asked for and before it
// was here: so the server's clock is ahead of ours by no less than what it said less our time of receiving, and by no more
// than what it said less our time of asking. Each answer narrows that; one that was long awaited still bounds one side. The
// middle is off by half of what is left at most. A click at the estimated opening still arrives half a round trip later.

/** A clock that is known as well as this is in step, for a person. */
const IN_STEP_MILLIS = 1_000;
/** So that whoever counts down every second looks again then. */
const HELD_MILLIS = 1_000;

/** What an answer is older than its second, on average. */
const ROUGH_MILLIS = 500;

/** Between which two numbers of milliseconds the server's clock is ahead. What it says is cut to a whole one. */
export function bounds({ sentAt, receivedAt, serverMillis }) {
  return { least: serverMillis - receivedAt, most: serverMillis + 1 - sentAt };
}

/** What both say; where they contradict each other, as after a clock was set, what the newer says. */
export function narrowed(known, newer) {
  const least = Math.max(known.least, newer.least);
  const most = Math.min(known.most, newer.most);
  return least <= most ? { least, most } : newer;
}

export class ServerClock {
  #ahead = Date.now() - performance.now();
  #known;
  #held = Infinity;
  #isTold = false;
  #readServerMillis;

  /** `readServerMillis` asks the server for its epoch milliseconds. Until the first answer this is the local clock. */
  constructor(readServerMillis) {
    this.#readServerMillis = readServerMillis;
  }

  now() {
    const now = performance.now() + this.#ahead;
    return this.#known ? now : Math.min(now, this.#held);
  }

  /** What opens at `millis` does not open by a clock that nobody has compared: until the server says what time it is, it is not that late. */
  holdBefore(millis) {
    this.#held = millis - HELD_MILLIS;
  }

  /** Learns from an answer that says the second alone, and may be a little old; of use until more is known. */
  hearRoughly({ receivedAt, serverMillis }) {
    if (!this.#known) this.#ahead = serverMillis + ROUGH_MILLIS - receivedAt;
    this.#isTold = true;
  }

  /** Whether the server said what time it is, if only to the second. */
  get isTold() {
    return this.#isTold || this.isKnown;
  }

  /** Whether the server said what time it is, to the millisecond. */
  get isKnown() {
    return this.#known !== undefined;
  }

  get isInStep() {
    return this.uncertainMillis < IN_STEP_MILLIS;
  }

  /** How far apart the two ends are between which the server's clock is; infinite where nothing is known. */
  get uncertainMillis() {
    return this.#known ? this.#known.most - this.#known.least : Infinity;
  }

  /** Learns from an answer; `sentAt` and `receivedAt` are of the local monotonic clock, all in milliseconds. */
  hear(sample) {
    const newer = bounds(sample);
    this.#learn(this.#known ? narrowed(this.#known, newer) : newer);
  }

  /** Asks once, and learns from the answer. */
  async sample() {
    this.hear(await this.#asked());
  }

  /** Begins anew, with one answer. Fails if there is none. */
  async sync() {
    const asked = await this.#asked();
    this.#known = undefined;
    this.hear(asked);
  }

  /** What is known, said of another clock that shows `millis` now: `{least, most}`, as of `bounds`. */
  aheadOf(millis) {
    const off = millis - performance.now();
    return { least: this.#known.least - off, most: this.#known.most - off };
  }

  /** Knows again what `aheadOf` said, of the same other clock, which shows `millis` now. */
  recall({ least, most }, millis) {
    const off = millis - performance.now();
    this.#learn({ least: least + off, most: most + off });
  }

  #learn(known) {
    this.#known = known;
    this.#ahead = (known.least + known.most) / 2;
  }

  async #asked() {
    const sentAt = performance.now();
    const serverMillis = await this.#readServerMillis();
    return { sentAt, receivedAt: performance.now(), serverMillis };
  }
}
