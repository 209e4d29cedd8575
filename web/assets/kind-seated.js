// Seats of a hall.
import { other } from './kind-other.js';
import { t } from './language.js';
import { placeWords } from './seat-words.js';
import { leftWords } from './stock-words.js';

export const seated = {
  ...other,
  id: 'seated',
  name: () => t('kinds.seats'),
  names: () => t('kinds.allSeats'),
  sign: '▦',
  cover: () => 'seats',
  left: (sale) => leftWords(sale, { few: (count) => t('kinds.leftSeats', { count }), many: () => t('kinds.plentySeats') }),
  choice: async (parts) => (await import('./seated-choice.js')).seatedChoice(parts),
  lines: (unit) => [seatsWords([unit])],
  facts: (reservation, units) => (units.length === 0 ? [] : [
    units.length === 1 ? [t('kinds.seatFact'), seatsWords(units), 'seat'] : [t('kinds.seatsFact'), seatsWords(units), 'seats'],
  ]),
  summary: (reservation, units) => seatsWords(units),
};

/** Row by row: `Stalls, row D, seats 13, 14 · Balcony, row A, seat 1`. */
function seatsWords(units) {
  const rows = new Map();
  for (const { section, sectionName = section, row, label } of units) {
    const key = JSON.stringify([sectionName, row]);
    if (!rows.has(key)) rows.set(key, { sectionName, row, labels: [] });
    rows.get(key).labels.push(label);
  }
  return [...rows.values()].map(({ labels, ...row }) => placeWords(row, labels)).join(' · ');
}
