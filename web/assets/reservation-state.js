// What a reservation's page says and allows, where its kind does not say it in its own way. Pure.
import { time } from './format.js';
import { kindOfReservation } from './kinds.js';
import { refusal } from './reasons.js';
import { goesToFirstPayers } from './sale-state.js';
import { positionWords } from './stock-words.js';

const WORDS = {
  QUEUED: {
    headline: 'You are in line',
    explanation: (r) => `Your request was taken in and will be decided in its turn.${positionWords(r)} Keep this page open; it changes by itself.`,
  },
  HELD: {
    headline: (r, sale) => {
      if (isFree(r)) return 'Yours, once you confirm';
      return goesToFirstPayers(sale) ? 'Whoever pays first gets it' : 'Yours, once it is paid';
    },
    explanation: (r, sale) => {
      if (isFree(r)) return r.expiresAt ? `Held for you until ${time(r.expiresAt)}. There is nothing to pay.` : 'Held for you. There is nothing to pay.';
      if (goesToFirstPayers(sale)) return `More people ordered than there are units. Until you pay, none is yours${r.expiresAt ? `; this order ends on ${time(r.expiresAt)}` : ''}.`;
      return r.expiresAt ? `Held for you until ${time(r.expiresAt)}. What is not paid by then goes to the next in line.` : 'Held for you. There is no deadline.';
    },
    canPay: true, canCancel: true,
  },
  CONFIRMED: {
    headline: 'It is yours',
    explanation: (r) => `${isFree(r) ? 'Confirmed' : 'Paid and confirmed'}. Show the code of each ticket.`,
  },
  WAITLISTED: {
    headline: 'You are on the waitlist',
    explanation: (r, sale) => `${sale?.status === 'CLOSED' ? 'Nothing new is sold any more.' : 'Sold out for now.'}${positionWords(r)} If units come back and it is your turn, this page offers them to you.`,
    canCancel: true,
  },
  EXPIRED: {
    headline: (r) => (waitedInVain(r) ? (r.reason === 'DEPARTED' ? 'The train has left' : 'The sale is over') : 'Time ran out'),
    explanation: (r) => {
      if (waitedInVain(r)) return 'You were on the waitlist until the end, and nothing came back for you. Nothing was charged.';
      if (r.reason) return `It was not paid in time. ${LATE[r.reason] ?? 'When it was, the units could not be had any more.'} The money goes back.`;
      return 'It was not paid in time and went to the next in line. A payment still on its way either gets units that are left, or is given back.';
    },
  },
  CANCELLED: { headline: 'Cancelled', explanation: () => 'This reservation was given up.' },
  REJECTED: { headline: 'It did not work out', explanation: (r) => refusal(r.reason, r) },
  REFUNDED: { headline: 'Refunded', explanation: () => 'The money goes back the way it came. The tickets are no longer valid.' },
};

/** Why a payment that came too late goes back. */
const LATE = {
  CLOSED: 'When it was, the sale was over.',
  DEPARTED: 'When it was, the train had left.',
  TIERS_DIFFER: 'When it was, the seats had another price.',
  LIMIT_EXCEEDED: 'When it was, you had as much as a person may have in this sale.',
};

/** A wait has no deadline, a hold that ended had one. */
function waitedInVain(reservation) {
  return ['CLOSED', 'DEPARTED'].includes(reservation.reason) && !reservation.expiresAt;
}

/** `{headline, explanation, canPay, canCancel}`; a status of a newer server is shown as it is. The sale may be missing. */
export function wordsFor(reservation, sale) {
  const usual = WORDS[reservation.status];
  if (!usual) return { headline: reservation.status, explanation: '', canPay: false, canCancel: false };
  const words = { ...usual, ...kindOfReservation(reservation, sale).words?.[reservation.status] };
  return {
    headline: typeof words.headline === 'function' ? words.headline(reservation, sale) : words.headline,
    explanation: words.explanation(reservation, sale),
    canPay: words.canPay ?? false,
    canCancel: words.canCancel ?? false,
  };
}

export function isFree(reservation) {
  return reservation.amount?.amount === 0;
}

/** What to say about a payment beside its reservation; empty if the reservation says it all. */
export function paymentWords(paymentStatus, reservationStatus) {
  switch (paymentStatus) {
    case 'DECLINED': return reservationStatus === 'HELD' ? 'The payment was declined. Nothing was charged; you may try again.' : '';
    case 'REFUND_DUE': return 'You paid, and get your money back: it is on its way.';
    case 'REFUNDED': return 'You paid, and your money was given back.';
    default: return '';
  }
}

const MOVING = new Set(['QUEUED', 'HELD', 'WAITLISTED']);
const FINAL = new Set(['REJECTED', 'REFUNDED']);
const AFTER_CHANGE_MILLIS = 250;
const WITHOUT_CHANGE_MILLIS = 1_000;
const SETTLED_MILLIS = 30_000;

/** Milliseconds until the next look; undefined if nothing can change. Late payments and refunds may move settled ones. */
export function nextLookMillis(status, hasChanged) {
  if (FINAL.has(status)) return undefined;
  if (!MOVING.has(status)) return SETTLED_MILLIS;
  return hasChanged ? AFTER_CHANGE_MILLIS : WITHOUT_CHANGE_MILLIS;
}
