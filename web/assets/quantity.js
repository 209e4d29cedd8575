// How many: a whole number of at least one, typed or stepped; what is wrong with it stands at the field.
import { el, setText } from './dom.js';
import { t } from './language.js';

/**
 * `{element, limit(most, left), get(), set(value), problem()}`. `least` may be 0. `of` is for one of several fields that share what a person may have: what it is of, said where only it
 * would not be clear; whoever has the fields tells how many all of them may be. `most` is what a person may have, `left` what there is, each undefined where
 * that bounds nothing. `get` gives 0 for what cannot be asked for, and `problem` says why, undefined otherwise.
 */
export function quantityField(id, label = t('seats.quantity.label'), { least = 1, of = '' } = {}) {
  const input = el('input', {
    id, type: 'text', inputmode: 'numeric', autocomplete: 'off', enterkeyhint: 'done', value: String(least), class: 'num', role: 'spinbutton', 'aria-valuemin': String(least), 'aria-describedby': `${id}-note`,
  });
  const note = el('p', { id: `${id}-note`, class: 'stepper-note small', 'aria-live': 'polite' });
  const fewer = stepButton(`${id}-fewer`, of ? t('seats.quantity.fewerOf', { tier: of }) : t('seats.quantity.fewer'), '−', -1);
  const more = stepButton(`${id}-more`, of ? t('seats.quantity.moreOf', { tier: of }) : t('seats.quantity.more'), '+', 1);
  const element = el('div', { class: 'quantity-field' },
    el('label', { class: of ? 'visually-hidden' : 'stepper-label', for: id }, label), el('div', { class: 'stepper' }, fewer, input, more), note);
  let most;
  let left;

  function stepButton(buttonId, words, sign, by) {
    const button = el('button', { id: buttonId, type: 'button', 'aria-label': words, title: words, 'aria-controls': id }, sign);
    button.addEventListener('click', () => step(by));
    return button;
  }

  function step(by) {
    const { number } = read(input.value, least);
    put(Math.min(bound(), Math.max(least, (number ?? 0) + by)));
  }

  /** As if it had been typed. */
  function put(number) {
    input.value = number;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function bound() {
    return Math.max(least, Math.min(most ?? Infinity, left ?? Infinity));
  }

  function problem() {
    const { number, wrong } = read(input.value, least);
    if (wrong) return wrong;
    if (!of && most && number > most) return t('seats.quantity.most', { count: most });
    if (left !== undefined && number > left) return left ? t('seats.quantity.left', { count: left }) : t('seats.tiers.soldOut');
    return undefined;
  }

  function show() {
    const { number } = read(input.value, least);
    const wrong = problem();
    const limit = most && (left === undefined || most <= left) ? t('seats.quantity.atMost', { count: most }) : left !== undefined ? t('seats.quantity.onlyLeft', { count: left }) : '';
    setText(note, wrong ?? (of ? '' : limit));
    note.classList.toggle('is-wrong', Boolean(wrong));
    input.setAttribute('aria-invalid', Boolean(wrong));
    input.setCustomValidity(wrong ?? '');
    if (number === undefined) input.removeAttribute('aria-valuenow');
    else input.setAttribute('aria-valuenow', number);
    if (bound() === Infinity) input.removeAttribute('aria-valuemax');
    else input.setAttribute('aria-valuemax', bound());
    input.setAttribute('aria-valuetext', input.value);
    // One that has the focus and is disabled would lose it.
    fewer.setAttribute('aria-disabled', number !== undefined && number <= least);
    more.setAttribute('aria-disabled', number !== undefined && number >= bound());
  }

  input.addEventListener('input', show);
  // Digits of other widths are written as plain ones, once nobody is composing them any more.
  input.addEventListener('change', () => {
    const { number } = read(input.value, least);
    if (number !== undefined && input.value !== String(number)) input.value = number;
    show();
  });
  input.addEventListener('keydown', (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by || event.isComposing) return;
    event.preventDefault();
    step(by);
  });
  show();

  return {
    element,
    problem,
    limit(mostNow, leftNow) {
      most = mostNow ?? undefined;
      left = leftNow;
      show();
    },
    get: () => (problem() ? 0 : read(input.value, least).number),
    set(value) {
      input.value = value;
      show();
    },
  };
}

/** `{number}` or `{wrong}`, what is wrong in words. Digits may be wide (`１２`) or of another script, as keyboards write them. */
export function read(text, least = 1) {
  const plain = text.normalize('NFKC').replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.codePointAt(0) & 0xf)).trim();
  if (least === 0 && /^0*$/.test(plain)) return { number: 0 };
  if (!plain) return { wrong: t('seats.quantity.empty') };
  if (/^[-−]\d|^0*$/.test(plain)) return { wrong: t('seats.quantity.least') };
  if (!/^\d{1,9}$/.test(plain)) return { wrong: /^\d+$/.test(plain) ? t('seats.quantity.tooMany') : t('seats.quantity.whole') };
  return { number: Number(plain) };
}
