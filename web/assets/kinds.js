// What a sale can sell, in words and signs. A kind of a newer server is shown like counted units.
import { el } from './dom.js';

const KINDS = {
  counted: { name: 'Tickets', sign: '▤' },
  seated: { name: 'Seats', sign: '▦' },
  journey: { name: 'Journey', sign: '⇄' },
  redPacket: { name: 'Red packet', sign: '¥' },
};

export function kindOf(sale) {
  return KINDS[sale.kind] ? sale.kind : 'counted';
}

/** A word with its sign, to tell sales apart at a glance. */
export function kindBadge(sale) {
  const { name, sign } = KINDS[kindOf(sale)];
  return el('span', { class: 'kind', 'data-kind': kindOf(sale) }, el('span', { class: 'kind-sign', 'aria-hidden': 'true' }, sign), name);
}
