// A form that sends a table, a file or what is pasted, which is taken in as a whole or not at all; what is wrong in it is said at its field.
import { charsetField, charsetOf } from './charset-field.js';
import { thenShow } from './console-call.js';
import { field, submitButton } from './console-field.js';
import { upload } from './console-files.js';
import { el, focusOn } from './dom.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';
import { detailWords, placeWords } from './server-words.js';

/** Errors of a file that are shown. */
const SHOWN = 20;

/**
 * The form; `show()` is awaited once the table was sent to `path`, whatever came of it, and `done(answer)` is called once it was taken in.
 * @param {{id: string, name: string, label: string, hint: string, act: string, path: string, show: () => Promise<any>, done?: (answer: any) => void,
 *   paste?: {label: string, hint: string, heading: (text: string) => string}}} options `paste`, where somebody may paste instead of choosing a file:
 *   `heading` is the line that such a text lacks, empty of one that has it
 */
export function importForm({ id, name, label, hint, act, path, show, done, paste }) {
  const file = field({ name, label, hint, type: 'file', required: !paste });
  const text = paste && field({ name: `${name}-pasted`, label: paste.label, hint: paste.hint, type: 'textarea' });
  file.input.setAttribute('accept', '.csv,text/csv,text/plain');
  const charset = charsetField(`${name}-charset`);
  const send = submitButton(act);
  const form = el('form', { id, class: 'form', autocomplete: 'off', novalidate: '' }, file.element, charset.element, text?.element, el('div', { class: 'actions' }, send.element));
  let lacked = 0;

  /** As a table; how many lines it has more than what was pasted is kept. */
  function pasted() {
    const heading = paste.heading(text.value);
    lacked = heading ? 1 : 0;
    const lines = text.value.replaceAll(/[\t，]/g, ',');
    return heading ? `${heading}\n${lines}` : lines;
  }

  /** Lines are counted in what somebody sees. */
  function asPasted(words) {
    return words.replaceAll(/\bline (\d+)/g, (_, line) => `line ${Number(line) - lacked}`);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [chosen] = /** @type {HTMLInputElement} */ (file.input).files;
    const from = !chosen && text?.value.trim() ? text : file;
    if (!chosen && from === file) {
      file.say(t('console.field.required'));
      focusOn(file.input);
      return;
    }
    send.during(async () => {
      try {
        clearError();
        file.say('');
        text?.say('');
        lacked = 0;
        const sent = chosen ?? new Blob([pasted()]);
        const letters = chosen ? await charsetOf(chosen, charset.value) : 'utf-8';
        const answer = await thenShow(() => upload(path, sent, `text/csv; charset=${letters}`), show);
        form.reset();
        done?.(answer);
      } catch (error) {
        const lines = (error.body?.errors ?? []).map(({ pointer, detail }) => `${placeWords(asPasted(pointer))} ${detailWords(asPasted(detail))}`);
        if (lines.length) {
          from.say(lines.slice(0, SHOWN).join(' · '));
          focusOn(from.input);
        } else {
          showError(error);
        }
      }
    });
  });
  return form;
}
