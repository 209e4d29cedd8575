// What a card of the list says of a sale of each kind. Pure but for the viewer's locale.
import { count, money } from './format.js';
import { journeyOf } from './journey.js';
import { kindOf } from './kinds.js';
import { available, hasWaitlist, isSoldOut, lowestPrice } from './sale-state.js';
import { dayWords, timeOfDay } from './travel.js';

/** What it costs, or what is in it. */
export function priceWords(sale) {
  if (kindOf(sale) === 'redPacket') return `${money(sale.total)} in ${count(sale.shares)} shares`;
  if (kindOf(sale) === 'journey') return '';
  const lowest = lowestPrice(sale);
  return lowest ? (sale.tiers.length > 1 ? 'from ' : '') + money(lowest) : '';
}

/** Where a train goes, and when; empty for other kinds. */
export function wayWords(sale) {
  if (kindOf(sale) !== 'journey') return '';
  const { date, zone, stops } = journeyOf(sale);
  const [first, last] = [stops[0], stops.at(-1)];
  return `${dayWords(date)}: ${first.name} ${timeOfDay(first.departs, zone)} – ${last.name} ${timeOfDay(last.arrives, zone)}`;
}

/** What is left while it is open. */
export function leftWords(sale) {
  if (kindOf(sale) === 'redPacket') return isSoldOut(sale) ? 'Every share has been grabbed' : `${count(available(sale))} shares left`;
  if (isSoldOut(sale)) return hasWaitlist(sale) ? 'There is a waitlist' : 'Units may come back when others do not pay';
  if (kindOf(sale) === 'journey') return 'Seats left, on the whole way or a part of it';
  return `${count(available(sale))} ${kindOf(sale) === 'seated' ? 'seats ' : ''}left`;
}
