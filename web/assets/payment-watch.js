// What became of the payment that was begun from this reservation's page. The reservation does not change when a payment is
// declined or given back, so the payment is asked for by itself.
import { call } from './call.js';
import { jittered, whileVisible } from './poll.js';

const PENDING_MILLIS = 1_000;
const REFUND_DUE_MILLIS = 5_000;

/** Calls `show(payment)` at each answer. Returns how to say that a payment began. */
export function watchPayment(reservation, show) {
  const slot = `sluice.payment.${reservation}`;

  async function look(signal) {
    const { body } = await call('GET', `/v1/payments/${encodeURIComponent(sessionStorage.getItem(slot))}`, { signal });
    show(body);
    const pause = { PENDING: PENDING_MILLIS, REFUND_DUE: REFUND_DUE_MILLIS }[body.status];
    return pause === undefined ? undefined : jittered(pause);
  }

  if (sessionStorage.getItem(slot)) whileVisible(look, (error) => error.status === 404 || error.status === 403);
  return { paymentBegan: (payment) => sessionStorage.setItem(slot, payment.id) };
}
