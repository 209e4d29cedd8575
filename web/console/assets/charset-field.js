// In which letters a table is written that somebody sends: few files say so.
import { field } from './console-field.js';
import { t } from './language.js';

const CHARSETS = ['utf-8', 'gb18030', 'utf-16', 'windows-1252'];

/** As `field`. */
export function charsetField(name) {
  return field({ name, label: t('console.charset'), hint: t('console.charsetHint'), type: 'select', options: CHARSETS.map((value) => ({ value, label: value.toUpperCase() })) });
}

/**
 * What a file says of it by its first bytes, as those of UTF-16 do; else what was chosen.
 * @param {Blob} file
 * @param {string} chosen
 */
export async function charsetOf(file, chosen) {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : chosen;
}
