// A kind that this page does not know: what there is, and no way to buy it here.
import { el } from './dom.js';
import { money } from './format.js';
import { t } from './language.js';

/** See choices.js. */
export function otherChoice({ place }) {
  const list = el('ul', { id: 'tiers' });
  place.append(list);
  return {
    missing: t('seats.unknownKind'),
    show(sale) {
      list.replaceChildren(...sale.tiers.map(({ name, price, available, capacity }) =>
        el('li', {}, t('seats.tiers.line', { tier: name, price: money(price), count: available, all: capacity }))));
    },
    asked: () => undefined,
    restore: () => undefined,
  };
}
