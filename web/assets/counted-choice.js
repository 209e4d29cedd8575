// Counted units: a tier, and how many.
import { times } from './format.js';
import { quantityField } from './quantity.js';
import { tierChoice } from './tiers.js';

/** See choices.js. */
export function countedChoice({ place }) {
  const tiers = tierChoice();
  const quantity = quantityField('quantity');
  place.append(tiers.element, quantity.element);
  let sale;
  return {
    missing: 'Choose what you would like first.',
    show(next) {
      sale = next;
      tiers.show(sale);
      quantity.limit(sale.limitPerUser);
    },
    asked() {
      const tier = tiers.chosen(sale);
      const number = quantity.get();
      if (!tier || !number) return undefined;
      return { body: { tier: tier.id, quantity: number }, total: times(tier.price, number), count: number, left: tier.available };
    },
    restore(body) {
      tiers.choose(body.tier);
      quantity.set(body.quantity);
    },
  };
}
