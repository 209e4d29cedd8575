// The number of an order that people read to one another: in two groups, and copied with one click.
import { el, setText } from './dom.js';
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
  const said = el('span', { class: 'quiet', role: 'status' });
  const copy = el('button', { type: 'button', class: 'link' }, t('common.copy'));
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(orderNumber);
      setText(said, t('common.copied'));
    } catch {
      getSelection().selectAllChildren(number);
    }
  });
  const number = el('strong', { class: 'order-number' }, orderNumberWords(orderNumber));
  place.replaceChildren(el('span', { class: 'quiet' }, t('order.number')), ' ', number, ' ', copy, ' ', said);
}
