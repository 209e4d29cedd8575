// What all kinds have in common, and how one is shown that this page does not know: with what every sale says of itself, and
// without a purchase, for nobody knows what it would ask for. A kind has
//   id                              its name in documents, and in `data-kind` of what is styled by it,
//   name(sale), names(), sign       to tell sales apart at a glance; of one, and of all of them,
//   cover(sale)                     which drawing stands for it where there is no picture, and in which colours; see cover.js,
//   price(sale), way(sale), left(sale)
//                                   words: what it costs, where it goes, what is left while it is open,
//   choice(parts)                   a promise of what a purchase asks for; see choices.js,
//   lines(unit, sale)               what a ticket is for, the most telling first; empty where a unit is one of many alike,
//   facts(reservation, units, sale) what it adds to the table of a reservation: `[[name, value, id], …]`,
//   summary(reservation, units, sale)
//                                   the same in one line, for lists,
// and may have
//   words      what a reservation's page says instead of the usual, by status: `{headline?, explanation?}`, see reservation-state.js,
//   prize(reservation)              an element that is shown instead of tickets, of what nobody takes back: it is not refunded,
//   wish       a field that only its reservations have, by which they are known without their sale,
//   isSearched whether there are so many of its sales, by day, that people search them instead of reading a list.
// The sale of a unit or reservation may still be missing.
import { t } from './language.js';
import { leftWords, priceWords } from './stock-words.js';

/** @type {Record<string, any>} */
export const other = {
  id: 'other',
  name: () => t('kinds.unknown'),
  names: () => t('kinds.unknown'),
  sign: '•',
  cover: () => 'other',
  price: priceWords,
  way: () => '',
  left: (sale) => leftWords(sale),
  choice: async (parts) => (await import('./other-choice.js')).otherChoice(parts),
  lines: () => [],
  facts: () => [],
  summary: () => '',
};
