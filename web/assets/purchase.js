// One purchase, from the click to an answer: the same request under the same key until the server has decided.
import { request } from './api.js';
import { call } from './call.js';
import { finish } from './intent.js';
import { persist } from './retry.js';

/** Resolves to the page of the reservation; throws the refusal, which is final, or the error that outlasted the patience. */
export async function purchase(intent, { signal, onWait }) {
  const path = `/v1/sales/${encodeURIComponent(intent.sale)}/reservations`;
  const options = {
    body: intent.body,
    headers: { 'Idempotency-Key': intent.key },
    signal,
  };
  try {
    const answer = await persist(() => buy(path, options), { signal, onWait });
    finish(intent);
    return reservationPage(answer);
  } catch (error) {
    if (error.status && !error.isPassing) finish(intent);
    throw error;
  }
}

/** As the viewer; with a pass of the sale, where it wants one. */
async function buy(path, options) {
  try {
    return await call('POST', path, options);
  } catch (error) {
    if (error.reason !== 'PASS_REQUIRED') throw error;
    const { body } = await call('POST', error.body.pass, { signal: options.signal });
    return request('POST', path, { ...options, token: body.pass });
  }
}

/** The page carries on the receipt of the Location, which is the server's proof that it took the request in. */
export function reservationPage({ body, location }) {
  const query = location?.includes('?') ? location.slice(location.indexOf('?')) : '';
  return `/reservations/${encodeURIComponent(body.id)}${query}`;
}
