// The seats that somebody chose, and what they cost.
import { el, setText } from './dom.js';
import { money } from './format.js';
import { t } from './language.js';

/** `{element, show(seats)}`: `seats` are `{seat, words, price}`; `drop(seat)` is called to release one, `emptied()` when the focus has nowhere to stay. */
export function seatTray({ drop, emptied }) {
  const list = el('ul', { id: 'chosen-seats', class: 'chosen' });
  const empty = el('p', { class: 'quiet' }, t('seats.noneChosen'));
  const element = el('section', { class: 'tray', 'aria-label': t('seats.chosenSeats') }, list, empty);
  const chips = new Map();

  function chip({ seat, words }) {
    const price = el('span', { class: 'chip-price num' });
    const button = el('button', { type: 'button', class: 'chip-drop', 'aria-label': t('seats.release', { seat: words }), title: t('seats.release', { seat: words }) }, '×');
    button.addEventListener('click', () => {
      const at = button.closest('li');
      const next = (at.nextElementSibling ?? at.previousElementSibling)?.querySelector('button');
      drop(seat);
      if (next) next.focus();
      else emptied();
    });
    return { element: el('li', { class: 'chip', 'data-seat': seat }, el('span', {}, words), price, button), price };
  }

  return {
    element,
    show(seats) {
      const wanted = new Set(seats.map(({ seat }) => seat));
      for (const [seat, { element: gone }] of chips) {
        if (!wanted.has(seat)) {
          gone.remove();
          chips.delete(seat);
        }
      }
      for (const each of seats) {
        if (!chips.has(each.seat)) {
          chips.set(each.seat, chip(each));
          list.append(chips.get(each.seat).element);
        }
        setText(chips.get(each.seat).price, money(each.price));
      }
      empty.hidden = seats.length > 0;
    },
  };
}
