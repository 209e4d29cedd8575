// A form that sends a table, which is taken in as a whole or not at all; what is wrong in it is said at its field.
import { field, submitButton } from './console-field.js';
import { upload } from './console-files.js';
import { el, focusOn } from './dom.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';

/** Errors of a file that are shown. */
const SHOWN = 20;

/**
 * The form; `done(answer)` is awaited once the table was taken in at `path`.
 * @param {{id: string, name: string, label: string, hint: string, act: string, path: string, done: (answer: any) => any}} options
 */
export function importForm({ id, name, label, hint, act, path, done }) {
  const file = field({ name, label, hint, type: 'file', required: true });
  file.input.setAttribute('accept', '.csv,text/csv,text/plain');
  const send = submitButton(act);
  const form = el('form', { id, class: 'form', novalidate: '' }, file.element, el('div', { class: 'actions' }, send.element));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [chosen] = /** @type {HTMLInputElement} */ (file.input).files;
    if (!chosen) {
      file.say(t('console.field.required'));
      focusOn(file.input);
      return;
    }
    send.during(async () => {
      try {
        clearError();
        file.say('');
        const answer = await upload(path, chosen, 'text/csv');
        form.reset();
        await done(answer);
      } catch (error) {
        const lines = (error.body?.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
        if (lines.length) file.say(lines.slice(0, SHOWN).join(' · '));
        else showError(error);
      }
    });
  });
  return form;
}
