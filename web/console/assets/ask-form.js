// Asks for something in a dialog, with the server's errors at their fields.
import { areRight, busyButton, showErrors } from './console-field.js';
import { el } from './dom.js';
import { t } from './language.js';
import { sentence } from './reasons.js';

/**
 * Resolves with what `send()` gave, once it worked; undefined where somebody thought better of it.
 * @param {{title: string, words?: string | Node, fields: {element: HTMLElement, input: HTMLElement, pointer?: string, check: () => boolean, say: (words: string) => void}[],
 *   act: string, danger?: boolean, send: () => Promise<any>}} options
 */
export function askForm({ title, words, fields, act, danger = false, send }) {
  const message = el('p', { class: 'field-error', role: 'alert', hidden: '' });
  const yes = busyButton(el('button', { type: 'submit', id: 'ask-yes', class: danger ? 'danger' : 'primary' }, act));
  const no = el('button', { type: 'button', id: 'ask-no' }, t('console.cancel'));
  const form = el('form', { class: 'form', autocomplete: 'off', novalidate: '' },
    el('h2', { id: 'ask-title' }, title), words ? el('p', { id: 'ask-words' }, words) : undefined,
    ...fields.map(({ element }) => element), message, el('div', { class: 'actions' }, yes.element, no));
  const dialog = el('dialog', { class: 'ask', 'aria-labelledby': 'ask-title', 'aria-describedby': words ? 'ask-words' : undefined }, form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let result;
    no.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(result);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!areRight(fields)) return;
      yes.during(async () => {
        message.hidden = true;
        try {
          result = await send();
          dialog.close();
        } catch (error) {
          showErrors(fields, error, tell);
        }
      });
    });

    function tell(error) {
      message.textContent = sentence(error);
      message.hidden = false;
    }

    dialog.showModal();
    (fields[0]?.input ?? yes.element).focus();
  });
}
