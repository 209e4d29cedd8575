// Beginning to pay for a reservation: once begun, the same payment however often it is asked for.
import { call } from './call.js';
import { t } from './language.js';
import { persist } from './retry.js';

/** Resolves to the payment; goes to where it is paid, unless there is nothing to pay or it is paid already. `began(payment)` is told before. */
export async function startPayment(reservation, { signal, onWait, began = (payment) => undefined }) {
  const path = `/v1/reservations/${encodeURIComponent(reservation)}/payment`;
  const { body } = await persist(() => call('POST', path, { body: {}, signal }), { signal, onWait });
  began(body);
  if (!body.redirectUrl) return body;
  const target = new URL(body.redirectUrl, location.href);
  if (!['http:', 'https:'].includes(target.protocol)) throw new Error(t('reservation.badAddress'));
  location.assign(target);
  return body;
}
