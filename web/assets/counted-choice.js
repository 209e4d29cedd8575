// Counted units: a tier, and how many.
import { times } from './format.js';
import { t } from './language.js';
import { quantityField } from './quantity.js';
import { hasWaitlist, takesEntries } from './sale-state.js';
import { tierChoice } from './tiers.js';

/** See choices.js. */
export function countedChoice({ place }) {
  const tiers = tierChoice();
  const quantity = quantityField('quantity');
  place.append(tiers.element, quantity.element);
  tiers.element.addEventListener('change', limit);
  let sale;

  /** Whoever may wait, or is drawn later, may ask for more than is left now. */
  function limit() {
    const tier = tiers.chosen(sale);
    const isBound = tier && tier.available > 0 && !hasWaitlist(sale) && !takesEntries(sale);
    quantity.limit(sale.limitPerUser, isBound ? tier.available : undefined);
  }

  return {
    get missing() {
      return tiers.chosen(sale) ? quantity.problem() : t('seats.chooseTier');
    },
    show(next) {
      sale = next;
      tiers.show(sale);
      limit();
    },
    asked() {
      const tier = tiers.chosen(sale);
      const number = quantity.get();
      if (!tier || !number) return undefined;
      return {
        body: { tier: tier.id, quantity: number }, count: number, total: times(tier.price, number),
        left: tier.available < number && hasWaitlist(sale) ? 0 : tier.available,
      };
    },
    restore(body) {
      tiers.choose(body.tier);
      quantity.set(body.quantity);
      if (sale) limit();
    },
  };
}
