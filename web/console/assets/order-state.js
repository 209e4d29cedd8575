// How an order stands, in the words of those who run the sale.
import { badge, setText } from './dom.js';
import { t } from './language.js';

/** A badge. One that keeps some of its tickets says so. */
export function orderState({ status, tickets = [] }) {
  const element = badge(status);
  const isPart = status === 'CONFIRMED' && tickets.some((ticket) => ticket.status === 'REFUNDED');
  if (isPart) element.dataset.part = '';
  setText(element, isPart ? t('console.orderState.PART') : t(`console.orderState.${status}`));
  return element;
}
