// An intent to buy or to enter a draw, and its Idempotency-Key. It outlives reloads, so that however often the request is sent,
// the server sees one; it ends with a final answer.
import { hex } from './bytes.js';

const RESUME_WITHIN_MILLIS = 180_000;

/** What an intent is for: each kind has a place of its own in a sale. */
export const BUY = 'intent';
export const ENTER = 'entry';

/** The intent for exactly this content: the one that is still unanswered, or a new one. `replaces` whether it takes the place of an entry. */
export function intentFor({ sale, user, body, act = BUY, replaces = false }) {
  const kept = read({ sale, act });
  const isSame = kept && kept.user === user && Boolean(kept.replaces) === replaces && JSON.stringify(kept.body) === JSON.stringify(body);
  const intent = { key: isSame ? kept.key : newKey(), sale, user, body, act, replaces, at: Date.now() };
  sessionStorage.setItem(slot(intent), JSON.stringify(intent));
  return intent;
}

/** What a reload interrupted, if it was this user's and just now; undefined else. */
export function interrupted(sale, user, act = BUY) {
  const kept = read({ sale, act });
  return kept?.body && !kept.stopped && kept.user === user && Date.now() - kept.at < RESUME_WITHIN_MILLIS ? { ...kept, act } : undefined;
}

/** The viewer stopped trying. The key stays: the request may have been taken in, and asking again must not buy twice. */
export function stop(intent) {
  sessionStorage.setItem(slot(intent), JSON.stringify({ ...intent, stopped: true }));
}

export function finish(intent) {
  sessionStorage.removeItem(slot(intent));
}

function read(intent) {
  try {
    return JSON.parse(sessionStorage.getItem(slot(intent)));
  } catch {
    return null;
  }
}

function slot({ sale, act }) {
  return `sluice.${act}.${sale}`;
}

/** randomUUID exists only on secure origins; a demo opened from another machine is not one. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}
