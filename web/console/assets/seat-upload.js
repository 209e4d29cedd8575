// Sends a layout as it is, JSON or a table, and says what the server finds wrong: at its line, or at the row that it is in.
import { upload } from './console-files.js';
import { el } from './dom.js';
import { t } from './language.js';
import { detailWords, placeWords } from './server-words.js';

const PATH = '/v1/admin/seat-maps';
const MOST_SHOWN = 50;

/** What is stored, `{version, seats, sections}`; throws Problem or Unreachable. @param {{name: string, content: Blob | string, charset?: string}} file */
export function storeLayout({ name, content, charset }) {
  return upload(PATH, content, /\.csv$/i.test(name) ? `text/csv; charset=${charset}` : 'application/json');
}

/**
 * A list of what is wrong, for a place of errors; empty where the server named nothing.
 * @param {any} error
 * @param {{lines?: string[], sections?: any[], show?: (index: number[]) => void}} known the lines of a table, or the sections of a document, and what goes to a row
 */
export function wrongList(error, known) {
  const { lines, sections, show } = known;
  const errors = error.body?.errors ?? [];
  if (!errors.length) return [];
  const items = errors.slice(0, MOST_SHOWN).map(({ pointer, detail }) => {
    const line = lines?.[Number(/^line (\d+)/.exec(pointer)?.[1]) - 1];
    if (line !== undefined) return el('li', {}, t('map.wrongLine', { where: placeWords(pointer), what: detailWords(detail), line: line.slice(0, 120) }));
    const index = indexOf(pointer);
    const button = show && index ? el('button', { type: 'button', class: 'link' }, t('map.goThere')) : undefined;
    button?.addEventListener('click', () => show(index));
    return el('li', {}, t('map.wrongAt', { where: nameOf(index, sections) ?? pointer, what: detailWords(detail) }), ' ', button);
  });
  return [el('p', {}, t('map.wrong', { count: errors.length })), el('ul', {}, ...items)];
}

/** `[s, r]` of a pointer as `/sections/0/rows/3/seats/7/tier`; undefined for one to something else. */
function indexOf(pointer) {
  const found = /^\/sections\/(\d+)(?:\/rows\/(\d+))?/.exec(pointer);
  return found ? [Number(found[1]), ...(found[2] === undefined ? [] : [Number(found[2])])] : undefined;
}

/** What people call it, beside what programs do. */
function nameOf(index, sections) {
  const section = index && sections?.[index[0]];
  if (!section) return undefined;
  const row = section.rows?.[index[1]];
  return [section.name ?? section.id, row?.label].filter(Boolean).join(', ');
}
