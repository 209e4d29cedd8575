// What a list says of a sale in a line. Pure but for the viewer's language.
import { eventWords } from './event.js';
import { duration, timeNear } from './format.js';
import { kindOf } from './kinds.js';
import { t } from './language.js';
import { entriesAt, statusAt, takesEntries } from './sale-state.js';

const DAY_MILLIS = 86_400_000;

/** When and where it takes place, or where it goes; empty where nobody says. */
export function aboutWords(sale) {
  return eventWords(sale.event).when ?? kindOf(sale).way(sale);
}

/** What one can do now, or when. */
export function stateWords(sale, nowMillis) {
  const status = statusAt(sale, nowMillis);
  if (status === 'OPEN') return kindOf(sale).left(sale);
  if (status !== 'SCHEDULED') return t(`status.${status}`);
  if (takesEntries(sale)) return entryWords(sale, nowMillis);
  const left = Date.parse(sale.opensAt) - nowMillis;
  return left < DAY_MILLIS ? t('front.opensInTime', { time: duration(left) }) : t('front.opensAt', { time: timeNear(sale.opensAt, nowMillis) });
}

function entryWords(sale, nowMillis) {
  switch (entriesAt(sale, nowMillis)) {
    case 'BEFORE': return t('front.entriesFrom', { time: timeNear(sale.order.entriesFrom, nowMillis) });
    case 'ENTERING': return t('front.entriesUntil', { time: timeNear(sale.order.entriesUntil, nowMillis) });
    default: return t('front.drawnAt', { time: timeNear(sale.opensAt, nowMillis) });
  }
}

/** What comes first in a list: what one can buy, then what opens next, then the rest; what nobody can have comes last. */
export function inOrder(sales, nowMillis) {
  const rank = (sale) => {
    const status = statusAt(sale, nowMillis);
    if (status === 'OPEN') return isGone(sale) ? 3 : 0;
    return status === 'SCHEDULED' ? 1 : 2;
  };
  const ranked = sales.map((sale, i) => ({ sale, i, rank: rank(sale), opens: Date.parse(sale.opensAt) }));
  ranked.sort((a, b) => a.rank - b.rank || (a.rank === 1 ? a.opens - b.opens : 0) || a.i - b.i);
  return ranked.map(({ sale }) => sale);
}

/** Whether nothing is left of it. */
export function isGone(sale) {
  return sale.tiers.every((tier) => tier.available === 0);
}
