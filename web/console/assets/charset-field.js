// In which letters a table is written that somebody sends: a file does not say.
import { field } from './console-field.js';
import { t } from './language.js';

const CHARSETS = ['utf-8', 'gb18030', 'utf-16', 'windows-1252'];

/** As `field`. */
export function charsetField(name) {
  return field({ name, label: t('console.charset'), hint: t('console.charsetHint'), type: 'select', options: CHARSETS.map((value) => ({ value, label: value.toUpperCase() })) });
}
