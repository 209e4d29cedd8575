// The table of what was reserved.
import { byId, el } from './dom.js';
import { count, money, time } from './format.js';
import { kindFacts } from './kinds.js';

/** The sale may still be missing: its id stands in for its title. */
export function showFacts(reservation, sale) {
  const { id, status, tier, quantity, amount, position, createdAt } = reservation;
  const facts = [
    ['Sale', sale?.title ?? reservation.sale],
    ['What', `${count(quantity)} × ${sale?.tiers.find((each) => each.id === tier)?.name ?? tier}`],
    ...kindFacts(reservation, sale),
    ['Amount', amount && money(amount)],
    ['Position', position !== undefined && position !== null && ['QUEUED', 'WAITLISTED'].includes(status) && count(position)],
    ['Made on', createdAt && time(createdAt)],
    ['Number', id],
  ];
  byId('facts').replaceChildren(...facts.filter(([, value]) => value).flatMap(([name, value, id = name.toLowerCase()]) => [
    el('dt', {}, name), el('dd', { 'data-fact': id }, value),
  ]));
}
