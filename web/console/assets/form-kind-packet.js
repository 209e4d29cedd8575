// An amount that is split into shares.
import { el } from './dom.js';
import { money, whole } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid } from './form-part.js';
import { currencyField } from './form-tiers.js';
import { t } from './language.js';

export const redPacket = {
  id: 'redPacket',
  name: () => t('form.sorts.packet'),
  hint: () => t('form.sorts.packetHint'),
  form() {
    const { one: currency, now } = currencyField('packet-currency');
    const total = formField({ name: 'total', label: t('form.packet.total'), required: true, inputMode: 'decimal', codec: money(now), pointer: '/inventory/total' });
    const shares = formField({ name: 'shares', label: t('form.packet.shares'), required: true, inputMode: 'numeric', codec: whole(1, 100_000_000), pointer: '/inventory/shares' });
    const split = formField({
      name: 'split', label: t('form.packet.split'), type: 'select', pointer: '/inventory/split',
      options: ['doubleMean', 'uniformCuts', 'equal'].map((value) => ({ value, label: t(`form.packet.${value}`) })),
    });
    return {
      element: el('div', { class: 'form' }, grid(total, currency), grid(shares, split)),
      fields: () => [currency, total, shares, split],
      start(draft) {
        if (draft.total) currency.value = draft.total.currency;
      },
    };
  },
};
