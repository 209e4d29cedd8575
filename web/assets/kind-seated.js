// Seats of a hall.
import { count } from './format.js';
import { other } from './kind-other.js';
import { available } from './sale-state.js';
import { leftWords } from './stock-words.js';

export const seated = {
  ...other,
  id: 'seated',
  name: 'Seats',
  sign: '▦',
  cover: () => 'seats',
  left: (sale) => leftWords(sale, `${count(available(sale))} seats left`),
  choice: async (parts) => (await import('./seated-choice.js')).seatedChoice(parts),
  lines: (unit) => [`${rowWords(unit)}, seat ${unit.label}`],
  facts: (reservation, units) => (units.length ? [[units.length === 1 ? 'Seat' : 'Seats', seatsWords(units)]] : []),
  summary: (reservation, units) => seatsWords(units),
};

function rowWords({ section, sectionName = section, row }) {
  return `${sectionName ? `${sectionName}, ` : ''}row ${row}`;
}

/** Row by row: `Stalls, row D, seats 13, 14 · Balcony, row A, seat 1`. */
function seatsWords(units) {
  const rows = new Map();
  for (const unit of units) rows.set(rowWords(unit), [...rows.get(rowWords(unit)) ?? [], unit.label]);
  return [...rows].map(([row, labels]) => `${row}, ${labels.length === 1 ? 'seat' : 'seats'} ${labels.join(', ')}`).join(' · ');
}
