// What a reservation's page says and allows. Pure.
import { count, time } from './format.js';
import { refusal } from './reasons.js';

const IN_LINE = ({ position }) => (position === undefined || position === null ? '' : ` Your position: ${count(position)}.`);

const WORDS = {
  QUEUED: {
    headline: 'You are in line',
    explanation: (r) => `Your request was taken in and will be decided in its turn.${IN_LINE(r)} Keep this page open; it changes by itself.`,
  },
  HELD: {
    headline: 'Yours, once it is paid',
    explanation: (r) => r.expiresAt ? `Held for you until ${time(r.expiresAt)}. What is not paid by then goes to the next in line.` : 'Held for you. There is no deadline.',
    canPay: true, canCancel: true,
  },
  CONFIRMED: { headline: 'It is yours', explanation: () => 'Paid and confirmed. Show the code of each ticket.' },
  WAITLISTED: {
    headline: 'You are on the waitlist',
    explanation: (r) => `Sold out for now.${IN_LINE(r)} If units come back and it is your turn, this page offers them to you.`,
    canCancel: true,
  },
  EXPIRED: {
    headline: 'Time ran out',
    explanation: () => 'It was not paid in time and went to the next in line. A payment still on its way either gets units that are left, or is given back.',
  },
  CANCELLED: { headline: 'Cancelled', explanation: () => 'This reservation was given up.' },
  REJECTED: { headline: 'It did not work out', explanation: (r) => refusal(r.reason, r) },
  REFUNDED: { headline: 'Refunded', explanation: () => 'The money goes back the way it came. The tickets are no longer valid.' },
};

/** `{headline, explanation, canPay, canCancel}`; a status of a newer server is shown as it is. */
export function wordsFor(reservation) {
  const words = WORDS[reservation.status];
  if (!words) return { headline: reservation.status, explanation: '', canPay: false, canCancel: false };
  return {
    headline: words.headline,
    explanation: words.explanation(reservation),
    canPay: words.canPay ?? false,
    canCancel: words.canCancel ?? false,
  };
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
