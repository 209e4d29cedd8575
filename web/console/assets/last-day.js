// A field for the last day of something, which ends with that day where whoever works here is.
import { field } from './console-field.js';
import { t } from './language.js';

/**
 * As `field`; what it has is told by `instant()`, undefined where it is empty.
 * @param {{name: string, label: string, hint: string, pointer: string}} options
 */
export function lastDay(options) {
  const day = field({ ...options, type: 'date', check: (text) => (text && endOf(text).getTime() <= Date.now() ? t('console.field.past') : undefined) });
  return Object.assign(day, { instant: () => (day.value ? endOf(day.value).toISOString() : undefined) });
}

function endOf(day) {
  return new Date(`${day}T23:59:59`);
}
