// Tickets with their codes. `label(ticket)` may name what the ticket is for; `sale` tells names of what it is a part of.
import { badge, el } from './dom.js';
import { unitLines } from './kinds.js';

export function showTickets(list, tickets, sale) {
  list.replaceChildren(...tickets.map((ticket) => ticketCard(ticket, sale)));
}

export function ticketCard(ticket, sale, label = () => undefined) {
  const name = label(ticket);
  const [first, ...others] = [...unitLines(ticket.unit, sale), ticket.tierName].filter(Boolean);
  return el('li', { class: 'ticket', 'data-ticket': ticket.id, 'data-status': ticket.status },
    name && el('p', {}, name),
    first && el('p', { class: 'ticket-unit' }, first),
    ...others.map((line) => el('p', { class: 'quiet' }, line)),
    el('p', { class: 'ticket-code' }, ticket.code ?? '–'),
    el('p', {}, badge(ticket.status)));
}
