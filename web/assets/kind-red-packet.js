// An amount in shares, grabbed one a person: nothing to pay, and an amount to be glad of.
import { el } from './dom.js';
import { count, money } from './format.js';
import { other } from './kind-other.js';
import { available, isSoldOut } from './sale-state.js';

export const redPacket = {
  ...other,
  id: 'redPacket',
  name: 'Red packet',
  sign: '¥',
  cover: () => 'packet',
  price: (sale) => `${money(sale.total)} in ${count(sale.shares)} shares`,
  left: (sale) => (isSoldOut(sale) ? 'Every share has been grabbed' : `${count(available(sale))} shares left`),
  limit: () => '',
  choice: async (parts) => (await import('./packet-choice.js')).packetChoice(parts),
  lines: (unit) => [money(unit.amount)],
  words: {
    CONFIRMED: {
      headline: (r) => `You got ${money(r.amount)}`,
      explanation: () => 'Your share of the red packet. It is yours already; there is nothing to pay.',
    },
  },
  prize: (reservation) => el('div', { id: 'packet', class: 'packet opened' },
    el('div', { class: 'packet-flap', 'aria-hidden': 'true' }),
    el('p', { id: 'packet-amount', class: 'packet-total' }, money(reservation.amount))),
};
