// What a process does, in words.
import './board-words.js';
import { has, t } from './language.js';

/** Of its roles, as `gateway`; none does everything. */
export function nodeDoes(roles) {
  return roles.map((role) => (has(`board.operators.does.${role}`) ? t(`board.operators.does.${role}`) : role)).join(', ') || t('board.everything');
}
