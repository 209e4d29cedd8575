// An intent to buy, and its Idempotency-Key. It outlives reloads, so that however often the request is sent, the server
// sees one; it ends with a final answer.
const RESUME_WITHIN_MILLIS = 180_000;

/** The intent for exactly this content: the one that is still unanswered, or a new one. */
export function intentFor({ sale, user, body }) {
  const kept = read(sale);
  const isSame = kept && kept.user === user && JSON.stringify(kept.body) === JSON.stringify(body);
  const intent = { key: isSame ? kept.key : newKey(), sale, user, body, at: Date.now() };
  sessionStorage.setItem(slot(sale), JSON.stringify(intent));
  return intent;
}

/** What a reload interrupted, if it was this user's and just now; undefined else. */
export function interrupted(sale, user) {
  const kept = read(sale);
  return kept?.body && !kept.stopped && kept.user === user && Date.now() - kept.at < RESUME_WITHIN_MILLIS ? kept : undefined;
}

/** The viewer stopped trying. The key stays: the request may have been taken in, and asking again must not buy twice. */
export function stop(intent) {
  sessionStorage.setItem(slot(intent.sale), JSON.stringify({ ...intent, stopped: true }));
}

export function finish(intent) {
  sessionStorage.removeItem(slot(intent.sale));
}

function read(sale) {
  try {
    return JSON.parse(sessionStorage.getItem(slot(sale)));
  } catch {
    return null;
  }
}

function slot(sale) {
  return `sluice.intent.${sale}`;
}

/** randomUUID exists only on secure origins; a demo opened from another machine is not one. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
