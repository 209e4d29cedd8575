// The seats that somebody chose, and what they cost.
import { el, setText } from './dom.js';
import { money } from './format.js';

/** `{element, show(seats)}`: `seats` are `{seat, words, price, isTaken}`; `drop(seat)` is called to give one up. */
export function seatTray(drop) {
  const list = el('ul', { id: 'chosen-seats', class: 'chosen' });
  const empty = el('p', { class: 'quiet' });
  const element = el('section', { class: 'tray', 'aria-label': 'Chosen seats' }, list, empty);
  const chips = new Map();

  function chip({ seat, words }) {
    const price = el('span', { class: 'chip-price' });
    const button = el('button', { type: 'button', class: 'chip-drop', 'aria-label': `Give up ${words}` }, '×');
    button.addEventListener('click', () => drop(seat));
    return { element: el('li', { class: 'chip', 'data-seat': seat }, el('span', {}, words), price, button), price };
  }

  return {
    element,
    show(seats, missing) {
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
      setText(empty, seats.length ? '' : missing);
      empty.hidden = seats.length > 0;
    },
  };
}
