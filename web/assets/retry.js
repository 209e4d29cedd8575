// When to try again, and when to give up. Pure but for `persist`, which waits.
import { sleep } from './sleep.js';

export const MAX_ATTEMPTS = 20;
export const MAX_MILLIS = 180_000;
const FIRST_DELAY_MILLIS = 500;
const LONGEST_DELAY_MILLIS = 10_000;

/** The milliseconds of a Retry-After header (seconds or an HTTP date), or undefined. */
export function retryAfterMillis(header, nowMillis) {
  if (!header) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMillis);
}

/** Doubles from half a second to ten, spread over its upper half so that a crowd does not come back as one. */
export function backoffMillis(failures, random = Math.random()) {
  const delay = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS * 2 ** (failures - 1));
  return delay * (0.5 + random / 2);
}

/**
 * How long to wait after `failures` failed attempts, or undefined to give up. Never comes back earlier than the server
 * asked, and up to a fifth later.
 */
export function retryDelayMillis({ failures, elapsedMillis, askedMillis }, random = Math.random()) {
  const delay = askedMillis === undefined
    ? backoffMillis(failures, random)
    : Math.max(askedMillis, FIRST_DELAY_MILLIS) * (1 + random / 5);
  return failures >= MAX_ATTEMPTS || elapsedMillis + delay > MAX_MILLIS ? undefined : delay;
}

/**
 * Repeats `attempt` while it fails with an error that `isPassing`, within the bounds above. Before each wait calls
 * `onWait({error, failures, delayMillis})`. Throws the last error, or an AbortError once `signal` says so.
 */
export async function persist(attempt, { signal, onWait }) {
  const startedAt = performance.now();
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!error.isPassing) throw error;
      const elapsedMillis = performance.now() - startedAt;
      const delayMillis = retryDelayMillis({ failures, elapsedMillis, askedMillis: error.retryAfterMillis });
      if (delayMillis === undefined) throw error;
      onWait({ error, failures, delayMillis });
      await sleep(delayMillis, signal);
    }
  }
}
