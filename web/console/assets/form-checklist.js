// "Would this open?": what the server says of the sale as it is typed, beside the form.
import { call } from './console-call.js';
import { el, focusOn, setText } from './dom.js';
import { isOn } from './form-field.js';
import { planOf } from './form-plan.js';
import { has, t } from './language.js';
import { sentence } from './reasons.js';
import { detailWords } from './server-words.js';

const PAUSE_MILLIS = 700;

/**
 * `{element, later(), now()}`.
 * @param {{ask: () => {method: string, path: string, body: any}, fields: () => any[], whenJudged: (readiness: any) => void}} options
 */
export function checklist({ ask, fields, whenJudged }) {
  const headline = el('p', { id: 'verdict', role: 'status' }, t('form.check.before'));
  const errors = el('ul', { id: 'check-errors', class: 'check-list' });
  const warnings = el('ul', { id: 'check-warnings', class: 'check-list' });
  const plan = el('div', {});
  const again = el('button', { type: 'button', id: 'check-again' }, t('form.check.again'));
  const element = el('aside', { class: 'panel checklist', 'aria-labelledby': 'check-heading' },
    el('h2', { id: 'check-heading' }, t('form.check.heading')), headline, errors, warnings, plan, again);
  let timer;
  let asked = 0;

  async function now() {
    clearTimeout(timer);
    const mine = ++asked;
    const { method, path, body } = ask();
    try {
      const answer = await call(method, path, { body });
      if (mine !== asked) return undefined;
      show(answer.body);
      whenJudged(answer.body);
      return answer.body;
    } catch (error) {
      if (mine === asked) setText(headline, t('form.check.failed', { why: sentence(error) }));
      return undefined;
    }
  }

  function show(readiness) {
    const risky = readiness.warnings.length;
    element.dataset.opens = String(readiness.opens);
    setText(headline, readiness.opens
      ? risky ? t('form.check.risky', { count: risky }) : t('form.check.good')
      : t('form.check.wrong', { count: readiness.errors.length }));
    errors.replaceChildren(...readiness.errors.map((error) => item(error, wordsOf(fieldAt(fields(), error.pointer), error))));
    warnings.replaceChildren(...readiness.warnings.map((warning) => item(warning, warningOf(warning))));
    plan.replaceChildren(...(readiness.plan ? [planOf(readiness.plan)] : []));
  }

  function item({ pointer, code }, words) {
    const one = fieldAt(fields(), pointer);
    const go = one && el('button', { type: 'button', class: 'link' }, labelOf(one));
    go?.addEventListener('click', () => {
      one.input.closest('details')?.setAttribute('open', '');
      focusOn(one.input);
      one.input.scrollIntoView({ block: 'center' });
    });
    return el('li', { 'data-pointer': pointer, 'data-code': code }, go, go ? t('form.check.colon') : undefined, words);
  }

  again.addEventListener('click', now);
  return {
    element,
    now,
    later() {
      clearTimeout(timer);
      timer = setTimeout(now, PAUSE_MILLIS);
    },
  };
}

function labelOf(one) {
  const label = one.element.querySelector('label').textContent;
  const row = one.element.closest('fieldset')?.querySelector('legend.small')?.textContent;
  return row ? t('form.check.inRow', { row, label }) : label;
}

/** What is wrong with a field: in words of its own where it has some, else as the server says it. */
function wordsOf(one, error) {
  return one?.wrong?.() ?? detailOf(error, one);
}

/** What is wrong with a field as the server says it; of one with several things in it, with which of them. @param {{pointer: string, detail: string}} error @param {any} [one] the field */
export function detailOf(error, one) {
  const { pointer, detail } = error;
  const words = detailWords(detail);
  const part = one?.pointer && pointer.startsWith(`${one.pointer}/`) ? /^\/(\d+)/.exec(pointer.slice(one.pointer.length)) : undefined;
  return part ? t('form.check.part', { number: Number(part[1]) + 1, detail: words }) : words;
}

function warningOf({ code, detail, values = {} }) {
  return has(`form.risks.${code}`) ? t(`form.risks.${code}`, values) : detail;
}

/** The field that a pointer is about: that of the value itself, else of what it is in, else of something in it. */
export function fieldAt(fields, pointer) {
  const here = fields.filter((one) => one.pointer && isOn(one));
  return here.find((one) => one.pointer === pointer)
    ?? here.find((one) => pointer.startsWith(`${one.pointer}/`))
    ?? (pointer ? here.find((one) => one.pointer.startsWith(`${pointer}/`)) : undefined);
}
