// The table of what was ordered, with what only whoever helps needs.
import { byId, el } from './dom.js';
import { count, money, time } from './format.js';
import { kindFacts } from './kinds.js';
import { t } from './language.js';
import { whatWords } from './units.js';

/** The sale may still be missing: its id stands in for its title. */
export function showFacts(reservation, sale) {
  const { id, status, amount, refundedAmount, position, createdAt } = reservation;
  const facts = [
    ['sale', t('reservation.fact.sale'), sale?.title ?? reservation.sale],
    ['what', t('reservation.fact.what'), whatWords(reservation, sale)],
    ...kindFacts(reservation, sale).map(([name, value, fact = name.toLowerCase()]) => [fact, name, value]),
    ['amount', t('reservation.fact.amount'), amount && money(amount)],
    ['refunded', t('reservation.fact.refunded'), refundedAmount?.amount > 0 && money(refundedAmount)],
    ['position', t('reservation.fact.position'), Number.isInteger(position) && ['QUEUED', 'WAITLISTED'].includes(status) && count(position)],
    ['made', t('reservation.fact.made'), createdAt && time(createdAt)],
    ['id', t('reservation.fact.id'), el('code', { class: 'id' }, id)],
  ];
  byId('facts').replaceChildren(...facts.filter(([, , value]) => value).flatMap(([fact, name, value]) => [
    el('dt', {}, name), el('dd', { 'data-fact': fact }, value),
  ]));
}
