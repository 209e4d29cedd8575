// Fields of forms: a label above, a hint below, and what is wrong at the field itself.
import { el, focusOn, setText } from './dom.js';
import { t } from './language.js';
import { showError } from './notices.js';
import { detailWords } from './server-words.js';

/**
 * A field: `{element, input, label, value, say(words)}`; empty words take back what was said.
 * @param {{name: string, label: string, hint?: string, type?: string, value?: string, options?: {value: string, label: string}[], required?: boolean,
 *   maxLength?: number, min?: string | number, max?: string | number, step?: string | number, placeholder?: string, autocomplete?: string,
 *   inputMode?: string, pointer?: string, check?: (value: string) => string | undefined}} options `type` is that of an input, or `select`, `textarea`
 *   or `checkbox`; `pointer` is where the value is in what is sent, as `/tiers/0/price`; `check` says what is wrong with a value
 */
export function field({ name, label, hint, type = 'text', value, options = [], required, maxLength, min, max, step, placeholder, autocomplete = 'off', inputMode, pointer, check }) {
  const id = `field-${name}`;
  const input = element(type, options, {
    id, name, required: required ? '' : undefined, maxlength: maxLength, min, max, step, placeholder, autocomplete, inputmode: inputMode, spellcheck: 'false',
  });
  const isCheck = type === 'checkbox';
  if (isCheck) input.checked = value === 'true';
  else if (value !== undefined) input.value = value;
  const hintPlace = hint ? el('p', { id: `${id}-hint`, class: 'hint quiet small' }, hint) : undefined;
  const error = el('p', { id: `${id}-error`, class: 'field-error', hidden: '' });
  input.setAttribute('aria-describedby', [hintPlace?.id, error.id].filter(Boolean).join(' '));
  const labelled = el('label', { for: id }, label);
  const whole = el('div', { class: isCheck ? 'form-field form-check' : 'form-field', 'data-pointer': pointer },
    ...(isCheck ? [input, labelled] : [labelled, input]), hintPlace, error);

  let said = 0;
  const self = {
    element: whole,
    input,
    label,
    pointer,
    get value() {
      return isCheck ? String(input.checked) : input.value;
    },
    set value(text) {
      if (isCheck) input.checked = text === 'true';
      else input.value = text;
    },
    say(words) {
      said++;
      setText(error, words ?? '');
      error.hidden = !words;
      if (words) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    },
    /** Whether it is right; says what is not. */
    check() {
      const wrong = required && !isCheck && !input.value.trim() ? t('console.field.required') : check?.(self.value);
      self.say(wrong);
      return !wrong;
    },
  };
  input.addEventListener('change', () => {
    const before = said;
    // The button that is pressed may have said more by then, of all fields together.
    afterPress(() => said === before && self.check());
  });
  input.addEventListener('input', () => {
    if (input.hasAttribute('aria-invalid')) self.check();
  });
  return self;
}

let isPressed = false;
addEventListener('pointerdown', () => {
  isPressed = true;
}, true);
for (const name of ['pointerup', 'pointercancel']) {
  addEventListener(name, () => {
    isPressed = false;
  }, true);
}

/** What is said at a field moves what is below it: not while somebody presses a button there, whose click would miss it. */
function afterPress(say) {
  if (isPressed) addEventListener('pointerup', () => setTimeout(say), { once: true });
  else say();
}

function element(type, options, attributes) {
  if (type === 'select') return el('select', attributes, ...options.map(({ value, label }) => el('option', { value }, label)));
  if (type === 'textarea') return el('textarea', { rows: '6', ...attributes });
  return el('input', { type, ...attributes });
}

/**
 * Whether all fields are right; says what is not, and the first of these gets the focus.
 * @param {{input: HTMLElement, check: () => boolean}[]} fields
 */
export function areRight(fields) {
  const wrong = fields.filter((each) => !each.check());
  if (wrong.length) focusOn(wrong[0].input);
  return !wrong.length;
}

/**
 * Says each error of a refused request at its field, and what belongs to none on top, or as `tell` tells it; the first field gets the focus.
 * @param {{pointer?: string, element: HTMLElement, input: HTMLElement, say: (words: string) => void}[]} fields
 */
export function showErrors(fields, error, tell = showError) {
  const errors = error.body?.errors ?? [];
  const at = (pointer) => fields.find((each) => each.pointer === pointer);
  for (const { pointer, detail } of errors) at(pointer)?.say(detailWords(detail));
  const first = fields.find((each) => errors.some(({ pointer }) => pointer === each.pointer));
  if (first) focusOn(first.input);
  if (!errors.length || errors.some(({ pointer }) => !at(pointer))) tell(error);
}

/** A button that is busy while what it does is under way, so that a second click does nothing: `{element, during(work)}`. */
export function submitButton(words, attributes = {}) {
  return busyButton(el('button', { type: 'submit', class: 'primary', ...attributes }, words));
}

/** The same of a button that is there: `work` is done by `during`. */
export function busyButton(element) {
  let isBusy = false;
  return {
    element,
    async during(work) {
      if (isBusy) return;
      isBusy = true;
      element.setAttribute('aria-disabled', 'true');
      try {
        await work();
      } finally {
        isBusy = false;
        element.removeAttribute('aria-disabled');
      }
    },
  };
}
