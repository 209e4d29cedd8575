// Asks once before something that cannot be taken back.
import { el } from './dom.js';
import { t } from './language.js';

/**
 * Whether somebody wants it, after they were told what happens.
 * @param {{title: string, words: string | Node | (string | Node)[], act: string, danger?: boolean, fields?: {element: HTMLElement}[]}} options `act` is what
 *   the button says; `fields` are for what may be said, and Enter in one of them does nothing that cannot be taken back
 * @returns {Promise<boolean>}
 */
export function askFirst({ title, words, act, danger = true, fields = [] }) {
  const yes = el('button', { type: 'button', class: danger ? 'danger' : 'primary', id: 'ask-yes' }, act);
  const no = el('button', { type: 'button', id: 'ask-no' }, t('console.cancel'));
  const dialog = el('dialog', { class: 'ask', 'aria-labelledby': 'ask-title', 'aria-describedby': 'ask-words' },
    el('h2', { id: 'ask-title' }, title), el('div', { id: 'ask-words' }, ...[words].flat()), ...fields.map(({ element }) => element), el('div', { class: 'actions' }, yes, no));
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer = false;
    yes.addEventListener('click', () => {
      answer = true;
      dialog.close();
    });
    no.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
    no.focus();
  });
}
