// What the viewer has: tickets and reservations of all sales.
import { open } from './call.js';
import { badge, byId, el } from './dom.js';
import { count, money, time } from './format.js';
import { startPage } from './page.js';
import { pagedList } from './paging.js';
import { ticketCard } from './tickets.js';

const titles = new Map();

startPage();
pagedList({
  path: '/v1/me/tickets', field: 'tickets',
  list: byId('tickets'), more: byId('more-tickets'), empty: byId('no-tickets'),
  render: async (ticket) => {
    const title = await titleOf(ticket.sale);
    return ticketCard(ticket, () => link(ticket.reservation, title));
  },
});
pagedList({
  path: '/v1/me/reservations', field: 'reservations',
  list: byId('reservations'), more: byId('more-reservations'), empty: byId('no-reservations'),
  render: async (reservation) => row(reservation, await titleOf(reservation.sale)),
});

function row(reservation, title) {
  const { id, status, quantity, amount, createdAt } = reservation;
  return el('li', { class: 'reservation', 'data-reservation': id, 'data-status': status },
    el('div', {},
      el('p', {}, `${count(quantity)} × `, link(id, title)),
      el('p', { class: 'quiet' }, [amount && money(amount), createdAt && time(createdAt)].filter(Boolean).join(' · '))),
    badge(status));
}

function link(reservation, title) {
  return el('a', { href: `/reservations/${encodeURIComponent(reservation)}` }, title);
}

/** Lists name a sale by its id; its title is fetched once, and the id stands in where that fails. */
function titleOf(sale) {
  if (!titles.has(sale)) {
    titles.set(sale, open(`/v1/sales/${encodeURIComponent(sale)}`).then(({ body }) => body.title, () => sale));
  }
  return titles.get(sale);
}
