// A button that copies.
import { el, setText } from './dom.js';
import { t } from './language.js';

/** Copies `text`, and says so behind it; where the browser does not allow that, the text is marked in `shown`, to be copied by hand. @param {Record<string, string>} [attributes] */
export function copyButton(text, shown, attributes = {}) {
  const said = el('span', { class: 'quiet', role: 'status' });
  const button = el('button', { type: 'button', ...attributes }, t('common.copy'));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      setText(said, t('common.copied'));
    } catch {
      getSelection()?.selectAllChildren(shown);
    }
  });
  return [button, ' ', said];
}
