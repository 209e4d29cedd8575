// Tiers with their prices, all in one currency.
import { currency as code, money, slug, slugOf, whole } from './form-codecs.js';
import { formField } from './form-field.js';
import { rowList } from './form-rows.js';
import { t } from './language.js';

const MOST_UNITS = 100_000_000;

/** The currency of a sale; `now()` is its code, of one that is none yet the usual one. */
export function currencyField(name) {
  const one = formField({ name, label: t('form.goods.currency'), required: true, value: 'CNY', maxLength: 3, codec: code });
  return { one, now: () => one.json() ?? 'CNY' };
}

/** Rows of tiers. @param {{currency: () => string, name: string, isCounted?: boolean, isIdFixed?: boolean}} options */
export function tierRows({ currency, name, isCounted = true, isIdFixed = false }) {
  const rows = rowList({
    label: t('form.goods.tiers'), add: t('form.goods.addTier'), row: (number) => t('form.goods.tier', { number }), pointer: '/inventory/tiers',
    columns: [
      { name: `${name}-name`, label: t('form.goods.name'), required: true, maxLength: 100, pointer: '/name' },
      { name: `${name}-id`, label: t('form.goods.id'), required: true, maxLength: 63, codec: slug, pointer: '/id' },
      { name: `${name}-price`, label: t('form.goods.price'), required: true, inputMode: 'decimal', codec: money(currency), pointer: '/price' },
      ...(isCounted ? [{ name: `${name}-capacity`, label: t('form.goods.capacity'), required: true, inputMode: 'numeric', codec: whole(0, MOST_UNITS), pointer: '/capacity' }] : []),
    ],
  });
  if (isIdFixed) rows.element.classList.add('tiers-of-map');
  else rows.element.addEventListener('input', (event) => nameIds(rows, event.target));
  return rows;
}

/** A tier's short name follows its name as long as nobody says another. */
function nameIds(rows, input) {
  const all = rows.fields();
  const i = all.findIndex((one) => one.input === input);
  if (i < 0) return;
  if (all[i].pointer.endsWith('/id')) all[i].isOwn = all[i].value !== '';
  if (all[i].pointer.endsWith('/name') && !all[i + 1].isOwn) {
    all[i + 1].value = slugOf(all[i].value)
      || all[i].pointer.replace(/^.*\/(\d+)\/name$/, (_, index) => `tier-${Number(index) + 1}`);
  }
}
