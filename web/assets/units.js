// What a ticket is for, in words: a seat, a stretch of a journey, a share of a red packet. The sale may still be missing. Pure
// but for the viewer's locale.
import { money, time } from './format.js';
import { dayWords, laterDays, timeOfDay } from './travel.js';

/** Lines for a person, the most telling first; empty where a unit is one of many alike. */
export function unitLines(unit, sale) {
  switch (unit?.kind) {
    case 'seated': return [seatWords(unit)];
    case 'journey': return journeyLines(unit, sale);
    case 'redPacket': return [money(unit.amount)];
    default: return [];
  }
}

/** The facts of a reservation that its kind adds: `[[name, value], …]`. */
export function kindFacts(reservation, sale) {
  const units = (reservation.tickets ?? []).map(({ unit }) => unit);
  if (units[0]?.kind === 'seated') return [[units.length === 1 ? 'Seat' : 'Seats', seatsWords(units)]];
  if (reservation.journey) return journeyFacts(reservation, units, sale);
  return [];
}

/** In one line, for lists. */
export function kindSummary(reservation, sale) {
  const units = (reservation.tickets ?? []).map(({ unit }) => unit);
  if (units[0]?.kind === 'seated') return seatsWords(units);
  if (!reservation.journey) return '';
  const { from, to } = reservation.journey;
  return `${stopName(from, sale)} → ${stopName(to, sale)}`;
}

function seatWords(unit) {
  return `${rowWords(unit)}, seat ${unit.label}`;
}

function rowWords({ section, row }) {
  return `${section ? `${section}, ` : ''}row ${row}`;
}

/** Row by row: `Stalls, row D, seats 13, 14 · Balcony, row A, seat 1`. */
function seatsWords(units) {
  const rows = new Map();
  for (const unit of units) rows.set(rowWords(unit), [...rows.get(rowWords(unit)) ?? [], unit.label]);
  return [...rows].map(([row, labels]) => `${row}, ${labels.length === 1 ? 'seat' : 'seats'} ${labels.join(', ')}`).join(' · ');
}

function journeyLines(unit, sale) {
  const zone = sale?.journey?.timezone;
  const days = laterDays(unit.departs, unit.arrives, zone);
  return [
    `${stopName(unit.from, sale)} → ${stopName(unit.to, sale)}`,
    `${sale?.journey?.name ?? unit.train}, ${dayWords(unit.date)}`,
    `${timeOfDay(unit.departs, zone)} – ${timeOfDay(unit.arrives, zone)}${days && ` (${days} day)`}`,
    placeWords(unit, sale),
  ];
}

function journeyFacts({ journey: { from, to, together } }, units, sale) {
  const train = sale?.journey;
  const stop = (id) => train?.stops.find((each) => each.id === id);
  const at = (id, which) => (stop(id) ? `, ${timeOfDay(stop(id)[which], train.timezone)}` : '');
  return [
    ['Train', train ? `${train.name ?? train.train}, ${dayWords(train.date)}` : units[0]?.train],
    ['From', stopName(from, sale) + at(from, 'departs')],
    ['To', stopName(to, sale) + at(to, 'arrives')],
    ['Seats', units.length ? (units[0].seat ? units.map((unit) => placeWords(unit, sale)).join(' · ') : placeWords(units[0], sale)) : together && 'all in one car'],
  ];
}

function placeWords({ car, seat }, sale) {
  if (seat) return car ? `car ${car}, seat ${seat}` : `seat ${seat}`;
  const numbersAt = sale?.journey?.numbersAt;
  return numbersAt ? `seat numbers are given on ${time(numbersAt)}` : 'seat numbers are given later';
}

function stopName(id, sale) {
  return sale?.journey?.stops.find((stop) => stop.id === id)?.name ?? id;
}
