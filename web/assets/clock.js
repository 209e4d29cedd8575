// The server's clock, as seen from here. A sale opens when the server says so, not when this machine thinks so.
//
// A sample asks the server for its time and assumes the answer is as old as half the round trip. The sample with the
// shortest round trip is the best one: it had the least room to be wrong. Should the two ways differ in length, the
// error is half their difference; a click at the estimated opening still arrives half a round trip after the real one.

const SAMPLES = 5;

/** What to add to the local monotonic time. All in milliseconds; `sentAt` and `receivedAt` are local. */
export function offsetOf({ sentAt, receivedAt, serverMillis }) {
  return serverMillis + (receivedAt - sentAt) / 2 - receivedAt;
}

export function best(samples) {
  return samples.reduce((a, b) => (b.receivedAt - b.sentAt < a.receivedAt - a.sentAt ? b : a));
}

export class ServerClock {
  #offset = Date.now() - performance.now();
  #readServerMillis;

  /** `readServerMillis` asks the server for its epoch milliseconds. Until the first sync this is the local clock. */
  constructor(readServerMillis) {
    this.#readServerMillis = readServerMillis;
  }

  now() {
    return performance.now() + this.#offset;
  }

  /** Takes a few samples, one after the other. Fails only if none succeeds. */
  async sync() {
    const samples = [];
    let failure;
    for (let i = 0; i < SAMPLES; i++) {
      const sentAt = performance.now();
      try {
        const serverMillis = await this.#readServerMillis();
        samples.push({ sentAt, receivedAt: performance.now(), serverMillis });
      } catch (error) {
        failure = error;
      }
    }
    if (samples.length === 0) throw failure;
    this.#offset = offsetOf(best(samples));
  }
}
