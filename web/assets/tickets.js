// Passes: what somebody owns, to be shown, printed and read by a scanner.
import { badge, el } from './dom.js';
import { eventWords } from './event.js';
import { unitLines } from './kinds.js';
import { t } from './language.js';
import { orderNumberWords } from './order-number.js';

/** A pass for each ticket in `list`; the same stay the elements that they are. `about` is `{sale?, reservation, holder?}`. */
export function showPasses(list, tickets, about) {
  const text = JSON.stringify([tickets, about.sale?.title, about.sale?.event, about.reservation.orderNumber]);
  if (list.dataset.shown === text) return;
  list.dataset.shown = text;
  list.replaceChildren(...tickets.map((ticket) => pass(ticket, about)));
}

function pass(ticket, { sale, reservation, holder }) {
  const isGood = ticket.status === 'VALID';
  const tier = ticket.tierName ?? sale?.tiers.find(({ id }) => id === (ticket.tier ?? reservation.tier))?.name;
  const [first, ...others] = [...unitLines(ticket.unit, sale), tier].filter(Boolean);
  const { when } = eventWords(sale?.event);
  const code = el('div', { class: 'pass-code' });
  if (isGood && ticket.code) drawCode(code, ticket);
  return el('li', { class: 'pass ticket', 'data-ticket': ticket.id, 'data-status': ticket.status },
    el('div', { class: 'pass-main' },
      el('p', { class: 'pass-title' }, sale?.title ?? ''),
      when ? el('p', { class: 'pass-when' }, when) : undefined,
      first ? el('p', { class: 'pass-unit' }, first) : undefined,
      ...others.map((line) => el('p', { class: 'pass-line' }, line)),
      el('p', { class: 'pass-small' }, [holder && t('ticket.holder', { name: ticket.holder ?? holder }), reservation.orderNumber && t('ticket.order', { number: orderNumberWords(reservation.orderNumber) })]
        .filter(Boolean).join(' · '))),
    el('div', { class: 'pass-stub' },
      isGood ? code : badge(ticket.status),
      ticket.code && el('p', { class: 'ticket-code' }, ticket.code),
      isGood ? undefined : el('p', { class: 'pass-small' }, t('ticket.notValid'))));
}

/** Signed where the server signs, so that a door without a network can read it. The drawing is fetched where one is shown, and what cannot be drawn can still be read. */
async function drawCode(place, { qr, code }) {
  try {
    const { qrSvg } = await import('./qr.js');
    place.replaceChildren(qrSvg(qr ?? code, t('ticket.scan', { code })));
  } catch {
    place.remove();
  }
}
