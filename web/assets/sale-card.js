// One sale in a list: its cover, and what one has to know to go there. All of the card is its link.
import { cover } from './cover.js';
import { badge, el, setStatus, setText } from './dom.js';
import { kindBadge, kindOf } from './kinds.js';
import { badgeAt, statusAt } from './sale-state.js';
import { aboutWords, isGone, stateWords } from './sale-words.js';
import { isScarce } from './stock-words.js';

/** `{element, update(sale), tick(nowMillis)}`. It is made once and updated in place, so that the focus stays where it is. */
export function saleCard(first) {
  const link = el('a', { href: `/sales/${encodeURIComponent(first.id)}` });
  const status = badge('');
  const event = el('p', { class: 'quiet' });
  const price = el('span', { class: 'num' });
  const state = el('span', { class: 'num sale-state' });
  const element = el('li', { class: 'sale-card', 'data-sale': first.id, 'data-kind': kindOf(first).id },
    cover(first),
    el('div', { class: 'sale-words' },
      el('p', { class: 'over' }, kindBadge(first), status), el('h3', {}, link), event, el('p', { class: 'sale-foot' }, price, state)));
  let sale = first;

  function tick(nowMillis) {
    const isOpen = statusAt(sale, nowMillis) === 'OPEN';
    setStatus(status, badgeAt(sale, nowMillis));
    setText(state, stateWords(sale, nowMillis));
    element.classList.toggle('is-gone', isOpen && isGone(sale));
    state.classList.toggle('is-scarce', isOpen && isScarce(sale));
  }

  return {
    element,
    update(next, nowMillis) {
      sale = next;
      setText(link, sale.title);
      setText(event, aboutWords(sale));
      event.hidden = event.textContent === '';
      setText(price, kindOf(sale).price(sale));
      tick(nowMillis);
    },
    tick,
    isOver: (nowMillis) => statusAt(sale, nowMillis) === 'CLOSED',
  };
}
