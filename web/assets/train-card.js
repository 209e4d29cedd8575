// One train that was found: when it goes, and what is left in each class.
import { badge, el, setStatus, setText } from './dom.js';
import { money } from './format.js';
import { t } from './language.js';
import { FEW } from './stock-words.js';
import { laterDays, timeOfDay, travelTime } from './travel.js';

/** `{element, show(journey), press(classId), isSoldUntil()}`; `choose(journey, classId)` is called for a class that somebody wants. */
export function trainCard(first, { from, to }, choose) {
  const { sale, train, name, departs, arrives, timezone: zone, stopsBetween } = first;
  const status = badge('');
  const classes = el('ul', { class: 'classes' });
  const buttons = new Map();
  const way = new URLSearchParams({ from, to });
  const later = laterDays(departs, arrives, zone);
  const facts = [travelTime(departs, arrives), stopsWords(stopsBetween)].filter(Boolean);
  const element = el('li', { class: 'train', 'data-sale': sale },
    el('div', { class: 'train-head' },
      el('h2', { class: 'train-times num' }, el('span', {}, timeOfDay(departs, zone)), el('span', { class: 'train-way', 'aria-hidden': 'true' }, ' – '),
        el('span', {}, timeOfDay(arrives, zone)), later && ' ', later && el('span', { class: 'train-later' }, later)),
      el('p', { class: 'train-facts quiet' }, el('a', { href: `/sales/${encodeURIComponent(sale)}?${way}` }, name ?? train), ...facts.map((fact) => el('span', {}, fact)), status)),
    classes);
  let journey;

  function button({ id, name: label }) {
    const price = el('span', { class: 'num' });
    const left = el('span', { class: 'class-left num' });
    const one = el('button', { type: 'button', class: 'class', 'data-class': id, 'aria-pressed': 'false' }, el('span', { class: 'class-name' }, label), price, left);
    one.addEventListener('click', () => choose(journey, id));
    classes.append(el('li', {}, one));
    return { one, price, left };
  }

  return {
    element,
    show(next) {
      journey = next;
      setStatus(status, journey.status ?? 'OPEN');
      status.hidden = !journey.status || journey.status === 'OPEN';
      for (const each of journey.classes) {
        if (!buttons.has(each.id)) buttons.set(each.id, button(each));
        const { one, price, left } = buttons.get(each.id);
        setText(price, money(each.price));
        setText(left, leftWords(each.left));
        one.dataset.left = each.left === undefined || each.left > FEW ? '' : each.left && 'few';
      }
    },
    /** Shows this class as the chosen one; undefined for none. */
    press(classId) {
      for (const [id, { one }] of buttons) one.setAttribute('aria-pressed', String(id === classId));
    },
    /** Until when it can be bought; a train without an end is there until the server leaves it out. */
    isOver: (nowMillis) => nowMillis >= Date.parse(journey.soldUntil ?? ''),
  };
}

function stopsWords(number) {
  if (number === undefined) return '';
  return number === 0 ? t('trains.direct') : t('trains.stopsBetween', { count: number });
}

/** A server that has just started may not know yet. */
function leftWords(left) {
  if (left === undefined) return '';
  return left > 0 ? t('trains.left', { count: left }) : t('trains.noneInClass');
}
