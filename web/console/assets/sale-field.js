// A field for a sale, by its short name: those that fit what is typed are offered with their titles.
import { call } from './console-call.js';
import { field } from './console-field.js';
import { el } from './dom.js';

const AFTER_TYPING_MILLIS = 300;

/** As `field`. @param {any} options */
export function saleField(options) {
  const offered = el('datalist', { id: `${options.name}-offered` });
  const one = field({ maxLength: 63, ...options });
  one.input.setAttribute('list', offered.id);
  one.element.append(offered);
  let timer;
  let turn = 0;

  async function offer() {
    const mine = ++turn;
    try {
      const { body } = await call('GET', `/v1/admin/sales?${new URLSearchParams({ limit: '20', q: one.value.trim() })}`);
      if (mine === turn) offered.replaceChildren(...body.sales.map(({ id, title }) => el('option', { value: id }, title)));
    } catch {
      // It can be typed without.
    }
  }

  one.input.addEventListener('focus', offer);
  one.input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(offer, AFTER_TYPING_MILLIS);
  });
  return one;
}
