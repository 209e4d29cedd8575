// Units that cannot be told apart, in tiers.
import { el } from './dom.js';
import { currencyField, tierRows } from './form-tiers.js';
import { t } from './language.js';

export const counted = {
  id: 'counted',
  name: () => t('form.sorts.units'),
  hint: () => t('form.sorts.unitsHint'),
  form() {
    const { one: currency, now } = currencyField('counted-currency');
    const tiers = tierRows({ currency: now, name: 'tier' });
    return {
      element: el('div', { class: 'form' }, currency.element, tiers.element),
      fields: () => [currency, ...tiers.fields()],
      lists: { tiers },
      start(draft) {
        if (draft.tiers?.[0]?.price) currency.value = draft.tiers[0].price.currency;
        tiers.fill(draft.tiers ?? []);
      },
    };
  },
};
