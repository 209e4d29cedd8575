// Words that kinds share.
import { money } from './format.js';
import { t } from './language.js';
import { available, hasWaitlist, isSoldOut, lowestPrice } from './sale-state.js';

/** Up to so many are few: they are counted out, and no more is made of it than that. */
export const FEW = 10;

/** What it costs at least. */
export function priceWords(sale) {
  const lowest = lowestPrice(sale);
  if (!lowest) return '';
  return sale.tiers.some(({ price }) => price.amount !== lowest.amount) ? t('kinds.from', { price: money(lowest) }) : money(lowest);
}

/** What is left while it is open: a number only where that is `most` at most. `few(count)` and `many()` are a kind's own words. */
export function leftWords(sale, { few = (count) => t('kinds.left', { count }), many = () => t('kinds.plenty'), most = FEW } = {}) {
  const left = available(sale);
  if (isSoldOut(sale)) return hasWaitlist(sale) ? t('kinds.waitlist') : t('kinds.none');
  return left <= most ? few(left) : many();
}

/** Whether so few are left that it is worth a colour. */
export function isScarce(sale) {
  return !isSoldOut(sale) && available(sale) <= FEW;
}
