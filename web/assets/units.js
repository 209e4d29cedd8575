// What a sale calls what it sells: tickets, or things.
import { count } from './format.js';
import { t } from './language.js';

/** What a unit has that is a place in a hall or on a train. */
const PLACES = ['row', 'seat', 'car', 'train'];

/** `tickets` or `items`: what the sale says, or what can be told of it where it is missing. */
export function unitsOf(sale, reservation) {
  if (sale?.goods) return sale.goods === 'ITEM' ? 'items' : 'tickets';
  const hasPlace = (reservation?.tickets ?? []).some(({ unit }) => unit && PLACES.some((name) => name in unit));
  return sale?.event || sale?.journey || hasPlace ? 'tickets' : 'items';
}

/** One of the messages below `ticket.tickets` or `ticket.items`, for as many as the reservation has. */
export function unitsWords(sale, reservation, message) {
  const units = unitsOf(sale, reservation);
  return t(`ticket.${units}.${message}`, { count: reservation.quantity });
}

/** `2 × Standing`; of several tiers `2 × Standing, 1 × Child`. */
export function whatWords({ quantity, tier, items, tickets }, sale) {
  if (items) return items.map((item) => whatWords({ ...item, tickets: tickets?.filter((ticket) => ticket.tier === item.tier) }, sale)).join(t('seats.comma'));
  const name = sale?.tiers.find(({ id }) => id === tier)?.name ?? tickets?.[0]?.tierName ?? tier ?? '';
  return name ? `${count(quantity)} × ${name}` : '';
}

/** How many are still good, where some were given back and some not; else undefined. */
export function stillGoodWords(sale, reservation) {
  const tickets = reservation.tickets ?? [];
  const good = tickets.filter(isGood).length;
  if (good === 0 || good === tickets.length) return undefined;
  return t(`ticket.${unitsOf(sale, reservation)}.stillGood`, { count: good, all: tickets.length });
}

export function isGood({ status }) {
  return status !== 'REFUNDED';
}
