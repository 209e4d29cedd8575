// One train that was found: when it goes, and what is left in each class.
import { badge, el, setStatus, setText } from './dom.js';
import { count, money } from './format.js';
import { laterDays, timeOfDay, travelTime } from './travel.js';

/** `{element, show(journey), press(classId)}`; `choose(journey, classId)` is called for a class that somebody wants. */
export function trainCard({ sale, train, name, departs, arrives, timezone: zone }, choose) {
  const status = badge('');
  const classes = el('ul', { class: 'classes' });
  const buttons = new Map();
  const days = laterDays(departs, arrives, zone);
  const element = el('li', { class: 'train card', 'data-sale': sale },
    el('div', { class: 'train-head' },
      el('h2', { class: 'train-times' }, timeOfDay(departs, zone), el('span', { class: 'train-way', 'aria-label': 'to' }), timeOfDay(arrives, zone), days && el('sup', {}, days)),
      el('p', { class: 'quiet' }, travelTime(departs, arrives)),
      el('p', {}, el('a', { href: `/sales/${encodeURIComponent(sale)}` }, name ?? train)), status),
    classes);
  let journey;

  function button({ id, name }) {
    const price = el('span', {});
    const left = el('span', { class: 'class-left' });
    const one = el('button', { type: 'button', class: 'class', 'data-class': id }, el('strong', {}, name), price, left);
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
        one.dataset.left = each.left ?? '';
      }
    },
    /** Shows this class as the chosen one; undefined for none. */
    press(classId) {
      for (const [id, { one }] of buttons) one.setAttribute('aria-pressed', id === classId);
    },
  };
}

/** A server that has just started may not know yet. */
function leftWords(left) {
  if (left === undefined) return '';
  return left > 0 ? `${count(left)} left` : 'none left';
}
