// Words that kinds share. Pure but for the viewer's locale.
import { count, money } from './format.js';
import { available, hasWaitlist, isSoldOut, lowestPrice } from './sale-state.js';

/** What it costs at least. */
export function priceWords(sale) {
  const lowest = lowestPrice(sale);
  return lowest ? (sale.tiers.length > 1 ? 'from ' : '') + money(lowest) : '';
}

/** What is left while it is open; `some` where it is not sold out. */
export function leftWords(sale, some = `${count(available(sale))} left`) {
  if (isSoldOut(sale)) return hasWaitlist(sale) ? 'There is a waitlist' : 'Units may come back when others do not pay';
  return some;
}

/** What one person may have at most. */
export function limitWords(sale) {
  return sale.limitPerUser > 0 ? `At most ${count(sale.limitPerUser)} a person.` : '';
}

/** A sentence to follow another, or nothing. */
export function positionWords({ position }) {
  return position === undefined || position === null ? '' : ` Your position: ${count(position)}.`;
}
