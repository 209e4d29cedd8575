// Units that cannot be told apart: what all kinds have in common says everything of them, but what they are called.
import { other } from './kind-other.js';
import { t } from './language.js';
import { leftWords } from './stock-words.js';

export const counted = {
  ...other,
  id: 'counted',
  name: (sale) => (isItem(sale) ? t('kinds.items') : t('kinds.tickets')),
  names: () => t('kinds.allTickets'),
  sign: '▤',
  cover: (sale) => (isItem(sale) ? 'items' : 'tickets'),
  left: (sale) => leftWords(sale, { few: (count) => (isItem(sale) ? t('kinds.leftItems', { count }) : t('kinds.leftTickets', { count })) }),
  choice: async (parts) => (await import('./counted-choice.js')).countedChoice(parts),
};

function isItem({ goods }) {
  return goods === 'ITEM';
}
