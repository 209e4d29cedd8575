// A train on a day, sold by stretch.
import { count, time } from './format.js';
import { journeyOf } from './journey.js';
import { other } from './kind-other.js';
import { t } from './language.js';
import { leftWords } from './stock-words.js';
import { dayWords, spanWords, timeOfDay } from './travel.js';

export const journey = {
  ...other,
  id: 'journey',
  name: () => t('kinds.train'),
  sign: '⇄',
  cover: () => 'trains',
  price: () => '',
  way(sale) {
    const { date, zone, stops } = journeyOf(sale);
    const [first, last] = [stops[0], stops.at(-1)];
    return t('trains.way', {
      day: dayWords(date), from: first.name, departs: timeOfDay(first.departs, zone), to: last.name, arrives: timeOfDay(last.arrives, zone),
    });
  },
  left: (sale) => leftWords(sale, { most: 0, many: () => t('kinds.plentyTrain') }),
  choice: async (parts) => (await import('./journey-choice.js')).journeyChoice(parts),
  lines,
  facts,
  summary: (reservation, units, sale) => wayWords(reservation.journey, sale),
  words: {
    WAITLISTED: {
      explanation: ({ position }) => (Number.isInteger(position) ? t('trains.waitingAt', { position: count(position) }) : t('trains.waiting')),
    },
  },
  wish: 'journey',
  isSearched: true,
};

function lines(unit, sale) {
  return [
    wayWords(unit, sale),
    t('trains.trainDay', { train: sale?.journey?.name ?? unit.train, day: dayWords(unit.date) }),
    spanWords(unit.departs, unit.arrives, sale?.journey?.timezone),
    placeWords(unit, sale),
  ];
}

function facts({ journey: { from, to, together } }, units, sale) {
  const train = sale?.journey;
  return [
    [t('trains.trainFact'), train ? t('trains.trainDay', { train: train.name ?? train.train, day: dayWords(train.date) }) : units[0]?.train, 'train'],
    [t('trains.from'), stopWords(from, sale, 'departs'), 'from'],
    [t('trains.to'), stopWords(to, sale, 'arrives'), 'to'],
    [t('trains.seatsFact'), seatsWords(units, sale, together), 'seats'],
  ];
}

function seatsWords(units, sale, together) {
  if (units.length === 0) return together ? t('trains.oneCar') : '';
  return units[0].seat ? units.map((unit) => placeWords(unit, sale)).join(' · ') : placeWords(units[0], sale);
}

function placeWords({ car, seat }, sale) {
  if (seat) return car ? t('trains.carSeat', { car, seat }) : t('trains.seat', { seat });
  const numbersAt = sale?.journey?.numbersAt;
  return numbersAt ? t('trains.numbersOn', { time: time(numbersAt) }) : t('trains.numbersLater');
}

function wayWords({ from, to }, sale) {
  return t('trains.stretch', { from: stopName(from, sale), to: stopName(to, sale) });
}

/** A stop and when the train is there. */
function stopWords(id, sale, which) {
  const stop = sale?.journey?.stops.find((each) => each.id === id);
  return stop ? t('trains.stopAt', { stop: stop.name, time: timeOfDay(stop[which], sale.journey.timezone) }) : id;
}

function stopName(id, sale) {
  return sale?.journey?.stops.find((stop) => stop.id === id)?.name ?? id;
}
