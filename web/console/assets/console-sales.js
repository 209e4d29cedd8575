// Sales: one's own, an operator's all; with what stands, and the way to new ones.
import { call } from './console-call.js';
import { field } from './console-field.js';
import { startConsole } from './console-page.js';
import { actButton, pagedTable, sumWords } from './console-parts.js';
import { badge, byId, el, setText } from './dom.js';
import { draftPage, handOf, removeDraft } from './drafts.js';
import { count, time } from './format.js';
import { allKinds, kindBadge } from './kinds.js';
import { t } from './language.js';
import { staff } from './staff.js';

const AFTER_TYPING_MILLIS = 300;
/** What is no sale yet is beside these. */
const DRAFT = 'DRAFT';
const STATUSES = [DRAFT, 'SCHEDULED', 'OPEN', 'PAUSED', 'CLOSED'];
/** Sales whose money is asked for at once. */
const AT_ONCE = 4;

const asked = new URLSearchParams(location.search);
const q = field({ name: 'q', label: t('console.list.search'), type: 'search', value: asked.get('q') ?? '', maxLength: 200, placeholder: t('console.list.searchHint') });
const status = field({
  name: 'status', label: t('console.list.status'), type: 'select', value: asked.get('status') ?? '',
  options: [{ value: '', label: t('console.list.any') }, ...STATUSES.map((value) => ({ value, label: t(`console.saleState.${value}`) }))],
});
const kind = field({
  name: 'kind', label: t('console.list.sort'), type: 'select', value: asked.get('kind') ?? '',
  options: [{ value: '', label: t('console.list.any') }, ...allKinds.map(({ id, names, name }) => ({ value: id, label: names ? names() : name({}) }))],
});
const form = el('form', { id: 'filter', class: 'toolbar', role: 'search' }, q.element, status.element, kind.element);
const missing = el('p', { id: 'missing-sales', class: 'notice', role: 'status', hidden: '' });
const said = el('p', { id: 'found', class: 'visually-hidden', role: 'status' });
const waiting = [];
let underWay = 0;

startConsole().then(start);

function start() {
  const isOperator = staff()?.roles?.includes('operator');
  const list = pagedTable({
    caption: t('console.sales'),
    columns: [
      { label: t('console.list.title') }, { label: t('console.list.status') }, { label: t('console.list.times') },
      { label: t('console.sold'), number: true }, { label: t('console.held'), number: true }, { label: t('console.left'), number: true },
      { label: t('console.kept'), number: true }, { label: t('console.list.actions') },
    ],
    field: 'rows',
    load: page,
    row: ({ draft, sale }) => (draft ? draftRow(draft, isOperator, reload) : row(sale, isOperator)),
    empty: nothing,
  });

  async function reload() {
    waiting.length = 0;
    const body = await list.reload();
    if (!body) return;
    missing.hidden = !body.unavailable;
    if (body.unavailable) setText(missing, t('console.list.unavailable', { sales: body.unavailable.join(', ') }));
    setText(said, t(body.nextCursor ? 'console.list.foundMore' : 'console.list.found', { count: body.rows.length }));
  }

  let timer;
  const tell = (millis) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const address = new URL(location.href);
      for (const each of [q, status, kind]) {
        if (each.value.trim()) address.searchParams.set(each.input.name, each.value.trim());
        else address.searchParams.delete(each.input.name);
      }
      history.replaceState(null, '', address);
      reload();
    }, millis);
  };
  form.addEventListener('input', (event) => tell(event.target === q.input ? AFTER_TYPING_MILLIS : 0));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tell(0);
  });

  byId('sales').append(form, missing, said, list.element);
  return reload();
}

/** Drafts come first, and then sales; a cursor says what is still to come of which. @param {{drafts?: string, sales?: string}} [cursor] */
async function page(cursor = { drafts: '', sales: '' }) {
  const [{ drafts = [], nextCursor: moreDrafts }, { sales = [], nextCursor: moreSales, unavailable }] = await Promise.all([
    status.value && status.value !== DRAFT ? nothingOf() : part('/v1/admin/drafts', cursor.drafts, [q, kind]),
    status.value === DRAFT ? nothingOf() : part('/v1/admin/sales', cursor.sales, [q, status, kind]),
  ]);
  const before = drafts.map((draft) => ({ draft }));
  if (moreDrafts) return { rows: before, nextCursor: { drafts: moreDrafts, sales: '' } };
  return { rows: [...before, ...sales.map((sale) => ({ sale }))], nextCursor: moreSales && { sales: moreSales }, unavailable };
}

/** @returns {Record<string, any>} */
function nothingOf() {
  return {};
}

/** @returns {Promise<Record<string, any>>} */
async function part(path, cursor, filters) {
  if (cursor === undefined) return nothingOf();
  const wanted = new URLSearchParams({ limit: '20' });
  for (const each of filters) if (each.value.trim()) wanted.set(each.input.name, each.value.trim());
  if (cursor) wanted.set('cursor', cursor);
  return (await call('GET', `${path}?${wanted}`)).body;
}

function draftRow(draft, isOperator, reload) {
  const { title = t('console.drafts.untitled'), kind: sort, saleId, owner } = draft;
  const about = [saleId, isOperator ? owner : ''].filter(Boolean);
  const none = () => el('span', { class: 'quiet' }, '–');
  return {
    attributes: { 'data-draft': draft.id },
    cells: [
      el('div', {}, el('a', { href: draftPage(draft.id), class: 'item-title' }, title), el('p', { class: 'quiet small' }, sort ? kindBadge(draft) : '', ...about.map((each, i) => (i || sort ? ` · ${each}` : each)))),
      saleBadge(DRAFT),
      el('p', { class: 'small' }, t('console.drafts.saved', { time: time(draft.changed.at), by: handOf(draft.changed) })),
      none(), none(), none(), none(),
      el('div', { class: 'row-actions' },
        el('a', { href: `${draftPage(draft.id)}&publish`, 'aria-label': t('console.drafts.publishOf', { title }) }, t('console.drafts.publish')), ' ',
        actButton(t('console.drafts.delete'), async () => {
          try {
            if (await removeDraft(draft)) reload();
          } catch (error) {
            if (error.reason === 'VERSION_CONFLICT' || error.reason === 'DRAFT_PUBLISHED') await reload();
            throw error;
          }
        }, { class: 'link', 'aria-label': t('console.drafts.deleteOf', { title }) })),
    ],
  };
}

function row(sale, isOperator) {
  const address = `/console/sales/${encodeURIComponent(sale.id)}`;
  const sum = (name) => sale.tiers.reduce((all, tier) => all + tier[name], 0);
  const kept = el('span', { 'data-kept': sale.id }, '…');
  waiting.push({ sale, kept });
  askForMoney();
  return {
    attributes: { 'data-sale': sale.id },
    cells: [
      el('div', {}, el('a', { href: address, class: 'item-title' }, sale.title), el('p', { class: 'quiet small' }, kindBadge(sale), ` · ${sale.id}`, isOperator && sale.owner ? ` · ${sale.owner}` : '')),
      saleBadge(sale.status),
      el('div', { class: 'small times' }, el('p', {}, t('console.list.opens', { time: time(sale.opensAt) })), sale.closesAt ? el('p', {}, t('console.list.closes', { time: time(sale.closesAt) })) : ''),
      count(sum('sold')), count(sum('held')), count(sum('available')), kept,
      el('div', { class: 'row-actions' },
        el('a', { href: `${address}/board`, 'aria-label': t('console.list.boardOf', { title: sale.title }) }, t('console.list.board')), ' ',
        el('a', { href: `/console/sales/new?copy=${encodeURIComponent(sale.id)}`, 'aria-label': t('console.list.copyOf', { title: sale.title }) }, t('console.list.copy'))),
    ],
  };
}

/** For those who run a sale its states have other words than for those who buy. */
function saleBadge(state) {
  const element = badge(state);
  setText(element, t(`console.saleState.${state}`));
  return element;
}

/** A few at a time: a list is there before all its sums are. */
async function askForMoney() {
  if (underWay >= AT_ONCE) return;
  const next = waiting.shift();
  if (!next) return;
  underWay++;
  try {
    const { body } = await call('GET', `/v1/admin/sales/${encodeURIComponent(next.sale.id)}/money`);
    setText(next.kept, sumWords(body.money, 'kept'));
  } catch {
    setText(next.kept, '?');
  }
  underWay--;
  askForMoney();
}

function nothing() {
  if (q.value.trim() || status.value || kind.value) return el('p', { id: 'none-fits' }, t('console.list.noneFits'));
  return el('div', { id: 'no-sales', class: 'empty-state' },
    el('h2', {}, t('console.list.noneYet')), el('p', {}, t('console.list.noneYetWords')),
    el('p', { class: 'actions centred' },
      el('a', { class: 'button primary', href: '/console/sales/new' }, t('console.newSale')),
      el('a', { class: 'button', href: '/console/timetables' }, t('console.list.importTimetable')),
      el('a', { class: 'button', href: '/console/seat-maps' }, t('console.list.importSeats'))));
}
