// A copy of an earlier sale: all of it but its id, with its times moved.
import { el } from './dom.js';
import { whole } from './form-codecs.js';
import { formField } from './form-field.js';
import { daysLater } from './form-zone.js';
import { t } from './language.js';

const WEEK_DAYS = 7;
const DAY_MILLIS = 86_400_000;

/** Where one says by how many days: `{element}`. @param {{title: string, opensAt: string}} sale @param {() => any[]} fields */
export function copyBar(sale, fields) {
  const days = formField({ name: 'move-days', label: t('form.copy.days'), required: true, inputMode: 'numeric', codec: whole(0, 36_500), value: String(daysAhead(sale.opensAt)) });
  const move = el('button', { type: 'button', id: 'move-times' }, t('form.copy.move'));
  const said = el('p', { role: 'status', class: 'quiet' });
  move.addEventListener('click', () => {
    if (!days.check()) return;
    for (const { input } of fields()) {
      if (['datetime-local', 'date'].includes(input.type) && input.value) {
        input.value = input.type === 'date' ? daysLater(`${input.value}T00:00`, days.json()).slice(0, 10) : daysLater(input.value, days.json());
        input.dispatchEvent(new Event('change', { bubbles: true }));
      }
    }
    said.textContent = t('form.copy.moved', { count: days.json() });
  });
  return {
    element: el('section', { class: 'panel form', id: 'copy' },
      el('p', {}, t('form.copy.of', { title: sale.title })), el('div', { class: 'toolbar' }, days.element, move), said),
  };
}

/** Whole weeks, so that it opens on the same day of the week: the fewest after which that is to come. */
function daysAhead(opensAt) {
  const past = Date.now() - Date.parse(opensAt);
  return past < 0 ? 0 : Math.ceil(past / (WEEK_DAYS * DAY_MILLIS)) * WEEK_DAYS;
}
