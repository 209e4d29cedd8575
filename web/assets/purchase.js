// One purchase, from the click to an answer: the same request under the same key until the server has decided.
import { request } from './api.js';
import { call } from './call.js';
import { finish } from './intent.js';
import { fetchPass } from './pass.js';
import { persist } from './retry.js';

/**
 * Resolves to the page of the reservation; throws the refusal, which is final, or the error that outlasted the patience. `code` is what the viewer typed
 * where the sale is for who has one.
 */
export async function purchase(intent, { code, signal, onWait }) {
  const path = `/v1/sales/${encodeURIComponent(intent.sale)}/reservations`;
  const options = {
    body: intent.body,
    headers: { 'Idempotency-Key': intent.key },
    signal,
  };
  try {
    const answer = await persist(() => buy(path, options, code), { signal, onWait });
    finish(intent);
    return reservationPage(answer);
  } catch (error) {
    if (error.status && !error.isPassing) finish(intent);
    throw error;
  }
}

/** As the viewer; with a pass of the sale, where it wants one. */
async function buy(path, options, code) {
  try {
    return await call('POST', path, options);
  } catch (error) {
    if (error.reason !== 'PASS_REQUIRED') throw error;
    const pass = await fetchPass(error.body.pass, { code, signal: options.signal });
    return request('POST', path, { ...options, token: pass });
  }
}

/** The page carries on the receipt of the Location, which is the server's proof that it took the request in. */
export function reservationPage({ body, location }) {
  const query = location?.includes('?') ? location.slice(location.indexOf('?')) : '';
  return `/reservations/${encodeURIComponent(body.id)}${query}`;
}
