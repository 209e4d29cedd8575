// Steps of a check as a list that people can read: right, wrong, or not checked here.
import { el } from './dom.js';
import { has, t } from './language.js';

const SIGNS = { true: '✓', false: '✗', null: '–' };

/** For steps of `{name, right, detail}`, see draw-check.js; in plain words where there are some of it. */
export function checklist(steps) {
  return el('ul', { class: 'checks' }, ...steps.map(({ name, right, detail }) => {
    const step = name.replaceAll(' ', '');
    return el('li', { 'data-check': name, 'data-right': String(right) },
      el('span', { class: 'check-sign', role: 'img', 'aria-label': t(`draw.sign.${right}`) }, SIGNS[right]),
      el('span', {}, el('span', { class: 'check-title' }, has(`draw.step.${step}`) ? t(`draw.step.${step}`) : name), detail && el('span', { class: 'check-detail' }, detailWords(detail))));
  }));
}

function detailWords(detail) {
  return typeof detail === 'string' ? detail : t(`draw.detail.${detail.says}`, detail);
}

/** An address under which a browser keeps a document as a file. */
export function fileOf(document) {
  return URL.createObjectURL(new Blob([JSON.stringify(document)], { type: 'application/json' }));
}
