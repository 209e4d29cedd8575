// A secret of one's own for a draw: made here, kept by whoever makes it, and promised by its hash.
import { el, focusOn } from './dom.js';
import { busyButton } from './console-field.js';
import { shownOnce } from './console-parts.js';
import { hashOfText } from './hash.js';
import { hex } from './bytes.js';
import { t } from './language.js';

const BYTES = 24;

/** A place with a button that makes one; `promise(hash)` is told its SHA-256. The secret itself goes nowhere. */
export function partySecret(promise) {
  const made = el('div', {});
  const button = busyButton(el('button', { type: 'button', id: 'make-secret' }, t('form.order.makeSecret')));
  const place = el('div', { class: 'form' }, el('p', {}, button.element, ' ', el('span', { class: 'quiet small' }, t('form.order.makeSecretHint'))), made);
  button.element.addEventListener('click', () => button.during(async () => {
    const secret = hex(crypto.getRandomValues(new Uint8Array(BYTES)));
    promise(await hashOfText(secret));
    const shown = shownOnce('own-secret', t('form.order.secretHere'), t('form.order.secretWords'), secret);
    made.replaceChildren(shown);
    focusOn(shown.querySelector('h3'));
  }));
  return place;
}
