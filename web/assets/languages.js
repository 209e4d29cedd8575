// A way to the other languages.
import { byId, el } from './dom.js';
import { language, languages, setLanguage } from './language.js';

/** A button for each other language, in its own words. */
export function offerLanguages() {
  for (const { tag, name } of languages.filter((each) => each.tag !== language)) {
    const button = el('button', { type: 'button', class: 'link', lang: tag }, name);
    button.addEventListener('click', () => setLanguage(tag));
    byId('languages').append(button);
  }
}
