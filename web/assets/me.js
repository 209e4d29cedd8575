// What the viewer has: tickets and reservations of all sales.
import { open } from './call.js';
import { badge, byId, el } from './dom.js';
import { count, money, time } from './format.js';
import { kindSummary } from './kinds.js';
import { startPage } from './page.js';
import { pagedList } from './paging.js';
import { ticketCard } from './tickets.js';

const sales = new Map();

startPage();
pagedList({
  path: '/v1/me/tickets', field: 'tickets',
  list: byId('tickets'), more: byId('more-tickets'), empty: byId('no-tickets'), missing: byId('missing-tickets'),
  render: async (ticket) => {
    const sale = await saleOf(ticket.sale);
    return ticketCard(ticket, sale, () => link(ticket.reservation, sale?.title ?? ticket.sale));
  },
});
pagedList({
  path: '/v1/me/reservations', field: 'reservations',
  list: byId('reservations'), more: byId('more-reservations'), empty: byId('no-reservations'),
  missing: byId('missing-reservations'),
  render: async (reservation) => row(reservation, await saleOf(reservation.sale)),
});

function row(reservation, sale) {
  const { id, status, quantity, amount, createdAt } = reservation;
  const summary = kindSummary(reservation, sale);
  return el('li', { class: 'reservation', 'data-reservation': id, 'data-status': status },
    el('div', {},
      el('p', {}, `${count(quantity)} × `, link(id, sale?.title ?? reservation.sale)),
      summary && el('p', {}, summary),
      el('p', { class: 'quiet' }, [amount && money(amount), createdAt && time(createdAt)].filter(Boolean).join(' · '))),
    badge(status));
}

function link(reservation, title) {
  return el('a', { href: `/reservations/${encodeURIComponent(reservation)}` }, title);
}

/** Lists name a sale by its id. It is fetched once; undefined where that fails. */
function saleOf(sale) {
  if (!sales.has(sale)) {
    sales.set(sale, open(`/v1/sales/${encodeURIComponent(sale)}`).then(({ body }) => body, () => undefined));
  }
  return sales.get(sale);
}
