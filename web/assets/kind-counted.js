// Units that cannot be told apart: what all kinds have in common says everything of them, but what they are called.
import { countedChoice } from './counted-choice.js';
import { other } from './kind-other.js';
import { t } from './language.js';
import { mixedChoice } from './mixed-choice.js';
import { takesEntries } from './sale-state.js';
import { leftWords } from './stock-words.js';

export const counted = {
  ...other,
  id: 'counted',
  name: (sale) => (isItem(sale) ? t('kinds.items') : t('kinds.tickets')),
  names: () => t('kinds.allTickets'),
  sign: '▤',
  cover: (sale) => (isItem(sale) ? 'items' : 'tickets'),
  left: (sale) => leftWords(sale, { few: (count) => (isItem(sale) ? t('kinds.leftItems', { count }) : t('kinds.leftTickets', { count })) }),
  // So short that they are not worth a request of their own.
  choice: async (parts) => (isMixed(parts.sale) ? mixedChoice(parts) : countedChoice(parts)),
};

/** Whoever enters for a draw does so for one tier. */
function isMixed(sale) {
  return Boolean(sale.mixedTiers) && sale.tiers.length > 1 && !takesEntries(sale);
}

function isItem({ goods }) {
  return goods === 'ITEM';
}
