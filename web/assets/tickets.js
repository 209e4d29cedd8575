// Tickets with their codes. `label(ticket)` may name what the ticket is for.
import { badge, el } from './dom.js';

export function showTickets(list, tickets, label) {
  list.replaceChildren(...tickets.map((ticket) => ticketCard(ticket, label)));
}

export function ticketCard(ticket, label = () => undefined) {
  const name = label(ticket);
  return el('li', { class: 'ticket', 'data-ticket': ticket.id, 'data-status': ticket.status },
    name && el('p', {}, name),
    el('p', { class: 'ticket-code' }, ticket.code ?? '–'),
    el('p', {}, badge(ticket.status)));
}
