// The picture of an event: chosen, sent, and looked at.
import { call } from './console-call.js';
import { el, focusOn } from './dom.js';
import { formField } from './form-field.js';
import { t } from './language.js';
import { sentence } from './reasons.js';

const TYPES = ['image/jpeg', 'image/png'];
const MAX_BYTES = 8 * 1024 * 1024;

/** A field whose value is the hash of a picture that was sent. */
export function pictureField() {
  const one = formField({ name: 'picture', label: t('form.about.picture'), hint: t('form.about.pictureHint'), type: 'file', pointer: '/event/picture' });
  one.input.accept = TYPES.join();
  const image = el('img', { class: 'form-picture', alt: t('form.about.picturePreview'), width: '320', height: '180', hidden: '' });
  const remove = el('button', { type: 'button', class: 'link', hidden: '' }, t('form.about.pictureRemove'));
  one.element.append(image, remove);
  let hash;

  function showPicture(next) {
    hash = next;
    image.hidden = remove.hidden = !hash;
    if (hash) image.src = `/pictures/${encodeURIComponent(hash)}?width=640`;
  }

  async function send(file) {
    if (!TYPES.includes(file.type)) return one.say(t('form.wrong.picture'));
    if (file.size > MAX_BYTES) return one.say(t('form.wrong.pictureSize'));
    one.input.setAttribute('aria-busy', 'true');
    try {
      const { body } = await call('POST', '/v1/admin/pictures', { body: file, timeoutMillis: 60_000 });
      one.say('');
      showPicture(body.picture);
      one.input.dispatchEvent(new CustomEvent('change', { bubbles: true, detail: 'sent' }));
    } catch (error) {
      one.say(sentence(error));
    } finally {
      one.input.removeAttribute('aria-busy');
    }
  }

  one.input.addEventListener('change', (event) => {
    if (event instanceof CustomEvent) return;
    event.stopImmediatePropagation();
    const [file] = one.input.files;
    if (file) send(file);
  }, { capture: true });
  remove.addEventListener('click', () => {
    showPicture(undefined);
    one.input.value = '';
    one.input.dispatchEvent(new CustomEvent('change', { bubbles: true, detail: 'sent' }));
    focusOn(one.input);
  });
  one.json = () => hash;
  one.show = showPicture;
  one.check = () => true;
  // A file cannot be put back; its hash can.
  Object.defineProperty(one, 'value', { get: () => hash ?? '', set: (text) => showPicture(text || undefined) });
  return one;
}
