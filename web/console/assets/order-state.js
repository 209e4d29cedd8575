// How an order stands, in the words of those who run the sale.
import { badge, setText } from './dom.js';
import { count } from './format.js';
import { t } from './language.js';

/** A badge. One that keeps some of its tickets says so. */
export function orderState({ status, tickets = [] }) {
  const element = badge(status);
  const isPart = status === 'CONFIRMED' && tickets.some((ticket) => ticket.status === 'REFUNDED');
  if (isPart) element.dataset.part = '';
  setText(element, isPart ? t('console.orderState.PART') : t(`console.orderState.${status}`));
  return element;
}

/** `2 × Stalls`, or of several tiers each. */
export function whatOf({ items, tier, quantity, tickets = [] }) {
  const called = (id) => tickets.find((ticket) => ticket.tier === id)?.tierName ?? id;
  return (items ?? [{ tier, quantity }]).map((each) => `${count(each.quantity)} × ${called(each.tier)}`).join(', ');
}
