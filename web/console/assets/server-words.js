// What the server says, in the words of those who sell: its reasons, and its sentences about fields.
import './console-words.js';
import { has, language, t } from './language.js';
import { explain } from './reasons.js';
import chinese from './server-sentences.zh-CN.js';

/** A field that was left out is told what it is to be behind this. */
const NEEDED = 'is needed; it ';

/** What says most by itself comes first: `is not {}` would be many another sentence, too. */
const sentences = language === 'zh-CN'
  ? Object.entries(chinese).sort(([one], [other]) => fixedIn(other) - fixedIn(one)).map(([english, words]) => ({ pattern: patternOf(english), words })) : [];

function fixedIn(english) {
  return english.replaceAll('{}', '').length;
}

/** `{}` stands for what differs from time to time. */
function patternOf(english) {
  return new RegExp(`^${english.split('{}').map((each) => each.replaceAll(/[.*+?^$()|[\]{}\\]/g, '\\$&')).join('(.+?)')}$`, 's');
}

/** A reason in words; undefined of one that nobody has words for. */
export function reasonWords(reason) {
  if (reason && has(`reasons.${reason}`)) return t(`reasons.${reason}`);
  return reason && has(`console.reasons.${reason}`) ? t(`console.reasons.${reason}`) : undefined;
}

/** Where in a table something is, as `line 12, column tier`; a pointer as it is. */
export function placeWords(pointer) {
  const [, file, lineOfFile] = /^(\S+\.\w+) line (\d+)$/.exec(pointer) ?? [];
  if (file) return t('console.lineOfFile', { file, line: lineOfFile });
  const [, line, column] = /^line (\d+)(?:, column (.+))?$/.exec(pointer) ?? [];
  if (line === undefined) return pointer;
  return column === undefined ? t('console.line', { line }) : t('console.lineAndColumn', { line, column });
}

/** What is wrong with a field, in the reader's language as far as there are words; the server says it in English. */
export function detailWords(detail) {
  if (language === 'en') return detail;
  const isNeeded = detail.startsWith(NEEDED);
  const rest = isNeeded ? detail.slice(NEEDED.length) : detail;
  for (const { pattern, words } of sentences) {
    const found = pattern.exec(rest);
    if (found) {
      let next = 1;
      const said = words.replaceAll('{}', () => found[next++]);
      return isNeeded ? t('console.detailNeeded', { detail: said }) : said;
    }
  }
  const [, where, what] = /^(.+?: \/\S*) (.+)$/s.exec(detail) ?? [];
  return where ? `${where} ${detailWords(what)}` : t('console.serverSays', { detail });
}

/** What a feed has that is not used, as `trips.txt: why (3 lines, the first is 5)`. */
export function noteWords(note) {
  if (language === 'en') return note;
  const [, file, why, line, count, first] = /^(?:(\S+\.txt): )?(.*?)(?: \((?:line (\d+)|(\d+) lines, the first is (\d+))\))?$/s.exec(note) ?? [];
  const words = `${file ? `${file}：` : ''}${detailWords(why)}`;
  if (line) return t('console.noteOfLine', { words, line });
  return count ? t('console.noteOfLines', { words, count, first }) : words;
}

explain({ reason: (reason) => (reason && has(`console.reasons.${reason}`) ? t(`console.reasons.${reason}`) : undefined), detail: detailWords });
