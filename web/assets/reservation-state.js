// What an order's page says and allows, where its kind does not say it in its own way. Pure but for the viewer's language.
import { money, spanOf, timeNear } from './format.js';
import { kindOfReservation } from './kinds.js';
import { has, t } from './language.js';
import { refusal } from './reasons.js';
import { goesToFirstPayers } from './sale-state.js';

const WORDS = {
  QUEUED: {
    headline: () => t('reservation.queued'),
    explanation: ({ position, estimateSeconds }) => {
      if (!Number.isInteger(position) || position < 1) return t('reservation.queuedWords');
      return estimateSeconds ? t('reservation.queuedAbout', { position, time: spanOf(estimateSeconds) }) : t('reservation.queuedAt', { position });
    },
  },
  HELD: {
    headline: (r, sale, isOffered) => {
      if (isOffered) return t('reservation.yourTurn');
      if (isFree(r)) return t('reservation.heldFree');
      const isRace = goesToFirstPayers(sale);
      return t(isRace ? 'reservation.heldRace' : 'reservation.held');
    },
    explanation: (r, sale, isOffered, nowMillis) => {
      if (!r.expiresAt) return t('reservation.heldForEver');
      const time = timeNear(r.expiresAt, nowMillis);
      if (isFree(r)) return t('reservation.heldFreeUntil', { time });
      if (goesToFirstPayers(sale)) return t('reservation.heldRaceUntil', { time });
      return isOffered ? t('reservation.offeredUntil', { time }) : t('reservation.heldUntil', { time });
    },
    canPay: true, canCancel: true,
  },
  CONFIRMED: {
    headline: () => t('reservation.confirmed'),
    explanation: (r) => {
      if (r.refundedAmount?.amount > 0) return t('reservation.confirmedInPart', { refunded: money(r.refundedAmount) });
      return t(isFree(r) ? 'reservation.confirmedFree' : 'reservation.confirmedPaid');
    },
  },
  WAITLISTED: {
    headline: (r) => (Number.isInteger(r.position) ? t('reservation.waitlistedAt', { position: r.position }) : t('reservation.waitlisted')),
    explanation: (r, sale) => {
      const isOver = sale?.status === 'CLOSED';
      return t(isOver ? 'reservation.waitlistedOver' : 'reservation.waitlistedWords');
    },
    canCancel: true,
  },
  EXPIRED: {
    headline: (r) => {
      if (!waitedInVain(r)) return t('reservation.expired');
      const hasLeft = r.reason === 'DEPARTED';
      return t(hasLeft ? 'reservation.departed' : 'reservation.over');
    },
    explanation: (r) => {
      if (waitedInVain(r)) return t('reservation.waitedInVain');
      if (!r.reason) return t('reservation.expiredWords');
      return has(`reservation.late.${r.reason}`) ? t(`reservation.late.${r.reason}`) : t('reservation.late.unknown');
    },
  },
  CANCELLED: { headline: () => t('reservation.cancelled'), explanation: () => t('reservation.cancelledWords') },
  REJECTED: { headline: () => t('reservation.rejected'), explanation: (r) => refusal(r.reason, r) },
  REFUNDED: { headline: () => t('reservation.refunded'), explanation: () => t('reservation.refundedWords') },
};

/** A wait has no deadline, a hold that ended had one. */
function waitedInVain(reservation) {
  return ['CLOSED', 'DEPARTED'].includes(reservation.reason) && !reservation.expiresAt;
}

/** `{headline, explanation, canPay, canCancel}`; a status of a newer server is shown as it is. The sale may be missing. `isOffered` says that the units came back to whoever waited for them. */
export function wordsFor(reservation, sale, { isOffered = false, nowMillis }) {
  const usual = WORDS[reservation.status];
  if (!usual) return { headline: reservation.status, explanation: '', canPay: false, canCancel: false };
  const words = { ...usual, ...kindOfReservation(reservation, sale).words?.[reservation.status] };
  return {
    headline: typeof words.headline === 'function' ? words.headline(reservation, sale, isOffered) : words.headline,
    explanation: words.explanation(reservation, sale, isOffered, nowMillis),
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
    case 'DECLINED': return reservationStatus === 'HELD' ? t('reservation.payment.declined') : '';
    case 'REFUND_DUE': return t('reservation.payment.refundDue');
    case 'REFUNDED': return t('reservation.payment.refunded');
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
