// What best seats there would be just now, in words and on the map, before anybody buys.
import { el, setText } from './dom.js';
import { t } from './language.js';
import { bestSeats } from './seat-best.js';
import { seatsWords } from './seat-words.js';

/** `{element, show(wish), seats()}`: a wish as in seat-best.js, undefined for none. `look(seats)` and `take(seats)` are asked for by its buttons. */
export function seatPreview(hall, { look, take }) {
  const words = el('p', { id: 'best-words' });
  const note = el('p', { class: 'quiet small' }, t('seats.mayChange'));
  const button = (id, text, act) => {
    const element = el('button', { id, type: 'button', class: 'link' }, text);
    element.addEventListener('click', () => act(found));
    return element;
  };
  const buttons = el('p', { class: 'best-acts' }, button('best-look', t('seats.lookAt'), look), button('best-take', t('seats.takeThese'), take));
  const element = el('div', { id: 'best-now', class: 'best-now', hidden: '' }, words, note, buttons);
  let finder;
  let found = [];

  return {
    element,
    seats: () => found,
    show(wish) {
      element.hidden = !wish || !hall.map;
      found = [];
      if (element.hidden) return;
      if (finder?.map !== hall.map) finder = { map: hall.map, ...bestSeats(hall.map) };
      found = finder.find({ ...wish, isFree: hall.isFree }) ?? [];
      setText(words, found.length ? t('seats.bestNow', { seats: seatsWords(hall.map, found) }) : t('seats.noBest'));
      note.hidden = found.length === 0;
      buttons.hidden = found.length === 0;
    },
  };
}
