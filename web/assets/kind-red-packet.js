// An amount in shares, grabbed one a person: nothing to pay, and an amount to be glad of.
import { el } from './dom.js';
import { money } from './format.js';
import { other } from './kind-other.js';
import { t } from './language.js';
import { isSoldOut } from './sale-state.js';
import { leftWords } from './stock-words.js';

export const redPacket = {
  ...other,
  id: 'redPacket',
  name: () => t('kinds.packet'),
  names: () => t('kinds.allPackets'),
  sign: '¥',
  cover: () => 'packet',
  price: (sale) => (sale.total ? t('kinds.shares', { total: money(sale.total), count: sale.shares }) : ''),
  left: (sale) => (isSoldOut(sale) ? t('kinds.grabbed') : leftWords(sale, { few: (count) => t('kinds.leftShares', { count }), many: () => t('kinds.plentyShares') })),
  choice: async (parts) => (await import('./packet-choice.js')).packetChoice(parts),
  lines: (unit) => [money(unit.amount)],
  words: {
    CONFIRMED: {
      headline: (r) => t('packet.got', { amount: money(r.amount) }),
      explanation: () => t('packet.yours'),
    },
  },
  prize: (reservation) => el('div', { id: 'packet', class: 'packet opened' },
    el('div', { class: 'packet-flap', 'aria-hidden': 'true' }),
    el('p', { id: 'packet-amount', class: 'packet-total' }, money(reservation.amount))),
};
