// A kind that this page does not know: what there is, and no way to buy it here.
import { el } from './dom.js';
import { count, money } from './format.js';

/** See choices.js. */
export function otherChoice({ place }) {
  const list = el('ul', { id: 'tiers' });
  place.append(list);
  return {
    missing: 'This page does not know how to sell this. Reload it; if that does not help, the shop can tell you how to buy.',
    show(sale) {
      list.replaceChildren(...sale.tiers.map(({ name, price, available, capacity }) =>
        el('li', {}, `${name}, ${money(price)}: ${count(available)} of ${count(capacity)} left`)));
    },
    asked: () => undefined,
    restore: () => undefined,
  };
}
