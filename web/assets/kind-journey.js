// A train on a day, sold by stretch.
import { time } from './format.js';
import { journeyOf } from './journey.js';
import { other } from './kind-other.js';
import { dayWords, laterDays, timeOfDay } from './travel.js';
import { leftWords, positionWords } from './stock-words.js';

export const journey = {
  ...other,
  id: 'journey',
  name: 'Journey',
  sign: '⇄',
  cover: () => 'trains',
  price: () => '',
  way(sale) {
    const { date, zone, stops } = journeyOf(sale);
    const [first, last] = [stops[0], stops.at(-1)];
    return `${dayWords(date)}: ${first.name} ${timeOfDay(first.departs, zone)} – ${last.name} ${timeOfDay(last.arrives, zone)}`;
  },
  left: (sale) => leftWords(sale, 'Seats left, on the whole way or a part of it'),
  choice: async (parts) => (await import('./journey-choice.js')).journeyChoice(parts),
  lines,
  facts,
  summary: (reservation, units, sale) => `${stopName(reservation.journey.from, sale)} → ${stopName(reservation.journey.to, sale)}`,
  words: {
    WAITLISTED: {
      explanation: (r) => `Sold out on this stretch for now.${positionWords(r)} Seats that come back are offered in order to those whom they fit; this page tells when it is your turn.`,
    },
  },
  wish: 'journey',
  group: {
    heading: 'Trains',
    most: 4,
    search: 'Find a train',
    address: (sales) => `/journeys?${new URLSearchParams({ date: sales.map((sale) => sale.journey.date).reduce((a, b) => (b < a ? b : a)) })}`,
  },
};

function lines(unit, sale) {
  const zone = sale?.journey?.timezone;
  const days = laterDays(unit.departs, unit.arrives, zone);
  return [
    `${stopName(unit.from, sale)} → ${stopName(unit.to, sale)}`,
    `${sale?.journey?.name ?? unit.train}, ${dayWords(unit.date)}`,
    `${timeOfDay(unit.departs, zone)} – ${timeOfDay(unit.arrives, zone)}${days && ` (${days} day)`}`,
    placeWords(unit, sale),
  ];
}

function facts({ journey: { from, to, together } }, units, sale) {
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
