// The server's clock, as seen from here. A sale opens when the server says so, not when this machine thinks so.
//
// Every answer that is this page's alone says what time it was when it left. It left after it was asked for and before it
// was here: so the server's clock is ahead of ours by no less than what it said less our time of receiving, and by no more
// than what it said less our time of asking. Each answer narrows that; one that was long awaited still bounds one side. The
// middle is off by half of what is left at most. A click at the estimated opening still arrives half a round trip later.

const SAMPLES = 5;
/** A clock that is known as well as this is in step, for a person. */
const IN_STEP_MILLIS = 1_000;

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
  #readServerMillis;

  /** `readServerMillis` asks the server for its epoch milliseconds. Until the first answer this is the local clock. */
  constructor(readServerMillis) {
    this.#readServerMillis = readServerMillis;
  }

  now() {
    return performance.now() + this.#ahead;
  }

  get isInStep() {
    return Boolean(this.#known) && this.#known.most - this.#known.least < IN_STEP_MILLIS;
  }

  /** Learns from an answer; `sentAt` and `receivedAt` are of the local monotonic clock, all in milliseconds. */
  hear(sample) {
    const newer = bounds(sample);
    this.#known = this.#known ? narrowed(this.#known, newer) : newer;
    this.#ahead = (this.#known.least + this.#known.most) / 2;
  }

  /** Begins anew, with a few answers one after the other. Fails only if there is none. */
  async sync() {
    let fresh = true;
    let failure;
    for (let i = 0; i < SAMPLES; i++) {
      const sentAt = performance.now();
      try {
        const serverMillis = await this.#readServerMillis();
        if (fresh) this.#known = undefined;
        fresh = false;
        this.hear({ sentAt, receivedAt: performance.now(), serverMillis });
      } catch (error) {
        failure = error;
      }
    }
    if (fresh) throw failure;
  }
}
