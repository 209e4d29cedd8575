// What the viewer has and waits for, order by order: first what is to be done, then what is to come, then what was.
import { open } from './call.js';
import { countdown } from './countdown.js';
import { badge, byId, el, setText } from './dom.js';
import { eventWords } from './event.js';
import { duration, money, time } from './format.js';
import { kindSummary } from './kinds.js';
import { t } from './language.js';
import { orderNumberWords } from './order-number.js';
import { startPage } from './page.js';
import { pagedList } from './paging.js';
import { clock } from './shop-clock.js';
import { stillGoodWords, unitsWords, whatWords } from './units.js';

const LIVE = ['HELD', 'QUEUED', 'WAITLISTED'];
const sales = new Map();

startPage();
pagedList({
  path: '/v1/me/reservations', field: 'reservations',
  list: { add }, more: byId('more-reservations'), empty: byId('no-reservations'), missing: byId('missing-reservations'),
  render: async (reservation) => ({ reservation, sale: await saleOf(reservation.sale) }),
});

/** Pages come newest first; within a part what is soonest comes first, and what has no time in the order in which it came. */
function add(orders) {
  for (const order of orders) {
    const [list, when] = partOf(order);
    const row = orderRow(order);
    row.dataset.when = when;
    const next = [...list.children].find((each) => Number(each.dataset.when) > when);
    list.insertBefore(row, next ?? null);
    byId(`${list.id}-section`).hidden = false;
  }
}

/** In which part an order is listed, and where. */
function partOf({ reservation, sale }) {
  const { status, expiresAt } = reservation;
  if (LIVE.includes(status)) return [byId('to-do'), status === 'HELD' && expiresAt ? Date.parse(expiresAt) : Number.MAX_SAFE_INTEGER];
  const ends = Date.parse(sale?.event?.endsAt ?? sale?.event?.startsAt ?? reservation.tickets?.[0]?.unit?.arrives ?? '');
  if (status === 'CONFIRMED' && !(ends < clock.now())) return [byId('coming'), Number.isNaN(ends) ? Number.MAX_SAFE_INTEGER : ends];
  return [byId('past'), 0];
}

function orderRow({ reservation, sale }) {
  const { id, status, amount, createdAt, orderNumber } = reservation;
  const href = `/reservations/${encodeURIComponent(id)}`;
  const { when } = eventWords(sale?.event);
  const summary = [whatWords(reservation, sale), kindSummary(reservation, sale)].filter(Boolean).join(' · ');
  return el('li', { class: 'reservation card', 'data-reservation': id, 'data-status': status },
    el('div', { class: 'order-words' },
      el('p', { class: 'item-title' }, el('a', { href }, sale?.title ?? reservation.sale)),
      when ? el('p', {}, when) : undefined,
      summary ? el('p', {}, summary) : undefined,
      status === 'CONFIRMED' && stillGoodWords(sale, reservation) ? el('p', {}, stillGoodWords(sale, reservation)) : undefined,
      el('p', { class: 'quiet small' }, [orderNumber && t('ticket.order', { number: orderNumberWords(orderNumber) }), amount && money(amount), createdAt && time(createdAt)].filter(Boolean).join(' · '))),
    el('div', { class: 'order-end' }, badge(status), wayOn(reservation, sale, href)));
}

/** What there is to do about it. */
function wayOn(reservation, sale, href) {
  const { status, expiresAt } = reservation;
  if (status === 'HELD') {
    const link = el('a', { href, class: 'button primary' });
    if (expiresAt) countdown(Date.parse(expiresAt), clock, (left) => setText(link, left > 0 ? t('me.payWithin', { time: duration(left) }) : t('sale.timeRanOut')));
    else setText(link, t('me.pay'));
    return link;
  }
  if (status === 'CONFIRMED' && reservation.tickets?.length) return el('a', { href, class: 'button' }, unitsWords(sale, reservation, 'show'));
  return el('a', { href, class: 'button quiet-button' }, t('me.look'));
}

/** Lists name a sale by its id. It is fetched once; undefined where that fails. */
function saleOf(sale) {
  if (!sales.has(sale)) {
    sales.set(sale, open(`/v1/sales/${encodeURIComponent(sale)}`).then(({ body }) => body, () => undefined));
  }
  return sales.get(sale);
}
