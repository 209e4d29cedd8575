// Orders: what somebody tells of theirs, and money that does not come back by itself.
import { call } from './console-call.js';
import { busyButton, field } from './console-field.js';
import { startConsole } from './console-page.js';
import { pagedTable, table } from './console-parts.js';
import { byId, el, setText } from './dom.js';
import { money, time } from './format.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';
import { orderNumberWords } from './order-number.js';
import { orderState, whatOf } from './order-state.js';
import { refundList } from './refund-list.js';
import { saleField } from './sale-field.js';

const STATUSES = ['HELD', 'WAITLISTED', 'CONFIRMED', 'REFUNDED', 'CANCELLED', 'EXPIRED', 'REJECTED'];
const asked = new URLSearchParams(location.search);

startConsole().then(start);

function start() {
  const q = field({ name: 'q', label: t('console.find.label'), placeholder: t('console.find.hint'), type: 'search', value: asked.get('q') ?? '', maxLength: 200 });
  const sale = saleField({ name: 'sale', label: t('console.find.sale'), value: asked.get('sale') ?? '' });
  const status = field({
    name: 'status', label: t('console.list.status'), type: 'select', value: asked.get('status') ?? '',
    options: [{ value: '', label: t('console.list.any') }, ...STATUSES.map((value) => ({ value, label: t(`console.orderState.${value}`) }))],
  });
  const button = el('button', { type: 'submit', class: 'primary' }, t('console.find.go'));
  const busy = busyButton(button);
  const form = el('form', { id: 'find', class: 'toolbar', role: 'search', autocomplete: 'off' }, q.element, sale.element, status.element, button);
  const missing = el('p', { id: 'missing', class: 'notice', role: 'status', hidden: '' });
  const said = el('p', { id: 'found', role: 'status', class: 'quiet' });
  const found = table(t('console.orders'), columns());
  const ofSale = pagedTable({
    caption: t('console.orders'), columns: columns(), field: 'reservations', row, empty: t('console.find.noneOfSale'),
    load: async (cursor) => {
      const wanted = new URLSearchParams({ limit: '20' });
      if (status.value) wanted.set('status', status.value);
      if (cursor) wanted.set('cursor', cursor);
      return (await call('GET', `/v1/admin/sales/${encodeURIComponent(sale.value.trim())}/reservations?${wanted}`)).body;
    },
  });
  found.element.id = 'results';

  async function find() {
    clearError();
    keep([q, sale, status]);
    missing.hidden = true;
    found.element.hidden = true;
    ofSale.element.hidden = true;
    setText(said, '');
    status.element.hidden = Boolean(q.value.trim()) || !sale.value.trim();
    if (!q.value.trim()) {
      if (!sale.value.trim()) return;
      ofSale.element.hidden = false;
      await ofSale.reload();
      return;
    }
    const wanted = new URLSearchParams({ q: q.value.trim(), limit: '50' });
    if (sale.value.trim()) wanted.set('sale', sale.value.trim());
    try {
      const { body } = await call('GET', `/v1/admin/reservations?${wanted}`);
      found.show(body.reservations.map(row));
      found.element.hidden = body.reservations.length === 0;
      setText(said, t(body.reservations.length ? 'console.find.found' : 'console.find.none', { count: body.reservations.length }));
      missing.hidden = !body.unavailable;
      if (body.unavailable) setText(missing, t('console.find.unavailable', { sales: body.unavailable.join(', ') }));
    } catch (error) {
      if (error.status === 404) sale.say(t('console.noSale'));
      else showError(error);
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sale.say('');
    busy.during(find);
  });
  status.input.addEventListener('change', () => busy.during(find));

  const refunds = el('section', { id: 'refunds', 'aria-labelledby': 'refunds-heading' }, el('h2', { id: 'refunds-heading' }, t('console.refunds.title')));
  byId('page').append(form, missing, said, found.element, ofSale.element, refunds);
  found.element.hidden = true;
  ofSale.element.hidden = true;
  q.input.focus();
  return Promise.all([find(), refundList(refunds)]);
}

function columns() {
  return [
    { label: t('console.find.order') }, { label: t('console.list.status') }, { label: t('console.find.user') }, { label: t('console.find.ofSale') },
    { label: t('console.find.what') }, { label: t('console.find.amount'), number: true }, { label: t('console.find.made') },
  ];
}

function row(reservation) {
  const { id, orderNumber, user, sale, amount, createdAt } = reservation;
  return {
    attributes: { 'data-order': id },
    cells: [
      el('a', { href: `/console/orders/${encodeURIComponent(id)}`, class: 'order-number' }, orderNumberWords(orderNumber)), orderState(reservation), user,
      el('a', { href: `/console/sales/${encodeURIComponent(sale)}` }, sale), whatOf(reservation), money(amount), time(createdAt),
    ],
  };
}

function keep(fields) {
  const address = new URL(location.href);
  for (const { input, value } of fields) {
    if (value.trim()) address.searchParams.set(input.name, value.trim());
    else address.searchParams.delete(input.name);
  }
  history.replaceState(null, '', address);
}
