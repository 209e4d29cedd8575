// All kinds of things that this page knows how to show and sell, one module each; kind-other.js says what a kind has. Whoever else
// wants something of a kind asks here, and never which kind it is.
import { el } from './dom.js';
import { counted } from './kind-counted.js';
import { journey } from './kind-journey.js';
import { other } from './kind-other.js';
import { redPacket } from './kind-red-packet.js';
import { seated } from './kind-seated.js';

/** @type {Record<string, any>[]} */
const ALL = [counted, seated, journey, redPacket];

/** All kinds, for who looks among all sales. */
export const allKinds = ALL;

/** Those that people may choose among the sales of a list. */
export const listed = ALL.filter(({ isSearched }) => !isSearched);

/** @returns {Record<string, any>} */
export function kindOf(sale) {
  return named(sale.kind);
}

/** Of a reservation whose sale may be missing, and which may have no tickets yet. */
export function kindOfReservation(reservation, sale) {
  const name = reservation.tickets?.[0]?.unit?.kind ?? sale?.kind;
  return name ? named(name) : ALL.find(({ wish }) => wish && reservation[wish]) ?? other;
}

/** Lines for a person, for what a ticket is for. */
export function unitLines(unit, sale) {
  return named(unit?.kind).lines(unit, sale);
}

/** The facts of a reservation that its kind adds: `[[name, value, id], …]`. */
export function kindFacts(reservation, sale) {
  return kindOfReservation(reservation, sale).facts(reservation, units(reservation), sale);
}

/** In one line, for lists. */
export function kindSummary(reservation, sale) {
  return kindOfReservation(reservation, sale).summary(reservation, units(reservation), sale);
}

/** A word with its sign, to tell sales apart at a glance. */
export function kindBadge(sale) {
  const { id, name, sign } = kindOf(sale);
  return el('span', { class: 'kind', 'data-kind': id }, el('span', { class: 'kind-sign', 'aria-hidden': 'true' }, sign), name(sale));
}

/** @returns {Record<string, any>} */
function named(name) {
  return ALL.find(({ id }) => id === name) ?? other;
}

function units({ tickets }) {
  return (tickets ?? []).map(({ unit }) => unit);
}
