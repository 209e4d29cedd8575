// Steps of a check as a list that people can read: right, wrong, or not checked here.
import { el } from './dom.js';

const SIGNS = { true: ['✓', 'right'], false: ['✗', 'wrong'], null: ['–', 'not checked here'] };

/** For steps of `{name, right, detail}`; `titles` says what each is in plain words. */
export function checklist(steps, titles) {
  return el('ul', { class: 'checks' }, ...steps.map(({ name, right, detail }) => {
    const [sign, words] = SIGNS[right];
    return el('li', { 'data-check': name, 'data-right': String(right) },
      el('span', { class: 'check-sign', role: 'img', 'aria-label': words }, sign),
      el('span', {}, el('span', { class: 'check-title' }, titles[name] ?? name), detail && el('span', { class: 'check-detail' }, detail)));
  }));
}

/** An address under which a browser keeps a document as a file. */
export function fileOf(document) {
  return URL.createObjectURL(new Blob([JSON.stringify(document)], { type: 'application/json' }));
}

export const OWN_TITLES = {
  sale: 'The proof is for this sale',
  entrant: 'The entry is yours: your name and your blind give its pseudonym',
  leaf: 'What you entered gives its fingerprint',
  'told root': 'It was proven against the fingerprint of all entries that everybody is told',
  path: 'Your fingerprint leads to that of all entries: it is one of them',
  entered: 'What is sealed is what this page shows as yours',
  noted: 'The fingerprint of all entries is the one that this browser noted when they were sealed',
  promise: 'The promise is the one that this browser noted before the draw',
  yours: 'It stands in the archive, with its place',
};
