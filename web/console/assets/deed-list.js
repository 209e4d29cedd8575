// Who did what, newest first: of one sale, or of all that one may see.
import { call } from './console-call.js';
import { field } from './console-field.js';
import { pagedTable } from './console-parts.js';
import { el } from './dom.js';
import { time } from './format.js';
import { has, t } from './language.js';
import { saleField } from './sale-field.js';
import { reasonWords } from './server-words.js';

const AFTER_TYPING_MILLIS = 400;
/** How a detail begins that says why. */
const REASON = 'reason=';

/**
 * Fills a place with them.
 * @param {HTMLElement} place
 * @param {{sale?: string}} [only] of one sale alone, without a form that asks for others
 */
export async function deedList(place, only = {}) {
  const sale = saleField({ name: 'deed-sale', label: t('console.deeds.sale') });
  const subject = field({ name: 'deed-subject', label: t('console.deeds.subject'), maxLength: 200 });
  const from = field({ name: 'deed-from', label: t('console.deeds.from'), type: 'date' });
  const until = field({ name: 'deed-until', label: t('console.deeds.until'), type: 'date' });
  const fields = only.sale ? [subject] : [sale, subject, from, until];
  const form = el('form', { id: 'deed-filter', class: 'toolbar', role: 'search', 'aria-label': t('console.deeds.filter') }, ...fields.map(({ element }) => element));
  const all = pagedTable({
    caption: t('console.deeds.title'), field: 'deeds', empty: t('console.deeds.none'),
    columns: [{ label: t('console.deeds.at') }, { label: t('console.deeds.subject') }, { label: t('console.deeds.act') }, { label: t('console.deeds.about') }, { label: t('console.deeds.outcome') }],
    load: async (cursor) => (await call('GET', `/v1/admin/deeds?${query(cursor)}`)).body,
    row: (deed) => ({
      attributes: { 'data-deed': deed.id },
      cells: [
        el('span', { title: deed.at }, time(deed.at)),
        el('div', {}, deed.subject, deed.key ? el('p', { class: 'quiet small' }, t('console.deeds.byKey', { key: deed.key })) : ''),
        actWords(deed.act),
        el('div', { class: 'small' }, deed.sale ? el('a', { href: `/console/sales/${encodeURIComponent(deed.sale)}` }, deed.sale) : '', ' ', ...detailsOf(deed)),
        outcome(deed),
      ],
    }),
  });

  function query(cursor) {
    const wanted = new URLSearchParams({ limit: '20' });
    const set = (name, value) => value && wanted.set(name, value);
    set('sale', only.sale ?? sale.value.trim());
    set('subject', subject.value.trim());
    if (from.value) set('from', new Date(`${from.value}T00:00:00`).toISOString());
    if (until.value) set('until', new Date(new Date(`${until.value}T00:00:00`).getTime() + 86_400_000).toISOString());
    set('cursor', cursor);
    return wanted;
  }

  let timer;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(all.reload, AFTER_TYPING_MILLIS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    all.reload();
  });
  place.append(form, all.element);
  await all.reload();
}

/** `POST /v1/admin/sales/{sale}/pause` as somebody says it; what nobody has words for as it is. */
export function actWords(act) {
  const key = act.replace(/\/v1\/(admin\/)?/, '').replaceAll(/[{}]/g, '').replaceAll(/[^A-Za-z]+/g, '_');
  return has(`console.acts.${key}`) ? t(`console.acts.${key}`) : el('code', {}, act);
}

/** Why somebody did it, as they said. */
export function becauseWords(reason) {
  return t('console.deeds.because', { reason });
}

/** What else it was about, and why; a reservation leads to its order. */
function detailsOf({ details }) {
  const reason = details.find((detail) => detail.startsWith(REASON));
  const order = details.find((detail) => /^id=[0-9a-f-]{36}$/.test(detail))?.slice('id='.length);
  return [
    order ? el('a', { href: `/console/orders/${order}` }, t('console.order')) : details.filter((detail) => detail !== reason).join(', '),
    reason ? el('p', { 'data-reason': '' }, becauseWords(reason.slice(REASON.length))) : '',
  ];
}

function outcome({ status, code }) {
  if (status === undefined) return t('console.deeds.unknown');
  if (status >= 200 && status < 300) return t('console.deeds.done');
  return t('console.deeds.refused', { why: reasonWords(code) ?? code ?? String(status) });
}
