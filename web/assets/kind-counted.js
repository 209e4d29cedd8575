// Units that cannot be told apart: what all kinds have in common says everything of them.
import { other } from './kind-other.js';

export const counted = {
  ...other,
  id: 'counted',
  name: 'Tickets',
  sign: '▤',
  cover: (sale) => (sale.goods === 'ITEM' ? 'items' : 'tickets'),
  choice: async (parts) => (await import('./counted-choice.js')).countedChoice(parts),
};
