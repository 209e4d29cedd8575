// The number of an order that people read to one another: in two groups, and copied with one click.
import { copyButton } from './copy-button.js';
import { el } from './dom.js';
import { t } from './language.js';

/** `K7M3P 9XQ2T`. */
export function orderNumberWords(number) {
  return `${number.slice(0, 5)} ${number.slice(5)}`;
}

/** In the element `place`; nothing where the server gives none. */
export function showOrderNumber(place, { orderNumber }) {
  place.hidden = !orderNumber;
  if (!orderNumber || place.dataset.number === orderNumber) return;
  place.dataset.number = orderNumber;
  const number = el('strong', { class: 'order-number' }, orderNumberWords(orderNumber));
  place.replaceChildren(el('span', { class: 'quiet' }, t('order.number')), ' ', number, ' ', ...copyButton(orderNumber, number, { class: 'link' }));
}
