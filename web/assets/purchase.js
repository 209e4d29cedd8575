// One purchase, from the click to an answer: the same request under the same key until the server has decided.
import { finish } from './intent.js';
import { callWithPass } from './pass.js';
import { placeIn } from './place.js';
import { persist } from './retry.js';

/**
 * Resolves to the page of the reservation; throws the refusal, which is final, or the error that outlasted the patience. `code` is what the viewer typed
 * where the sale is for who has one.
 */
export async function purchase(intent, parts) {
  return reservationPage(await sendUntilDecided(intent, 'POST', `/v1/sales/${encodeURIComponent(intent.sale)}/reservations`, parts));
}

/** Sends what was intended, under its key, until there is an answer; one that `requireDecided` throws a passing error for is none. */
export async function sendUntilDecided(intent, method, path, { code, signal, onWait, requireDecided = (answer) => {} }) {
  const options = {
    body: intent.body,
    headers: { 'Idempotency-Key': intent.key },
    signal,
  };
  try {
    const known = { code, ticket: placeIn(intent.sale, intent.user)?.ticket };
    const answer = await persist(async () => {
      const sent = await callWithPass(method, path, options, known);
      requireDecided(sent);
      return sent;
    }, { signal, onWait });
    finish(intent);
    return answer;
  } catch (error) {
    if (error.status && !error.isPassing) finish(intent);
    throw error;
  }
}

/** The page carries on the receipt of the Location, which is the server's proof that it took the request in. */
export function reservationPage({ body, location }) {
  const query = location?.includes('?') ? location.slice(location.indexOf('?')) : '';
  return `/reservations/${encodeURIComponent(body.id)}${query}`;
}
