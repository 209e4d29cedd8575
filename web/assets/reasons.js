// The server's reasons in plain words.
import { time } from './format.js';
import { has, t } from './language.js';

/** What other pages than those of buyers say besides: of a reason, and of what is wrong with a field. */
const besides = { reason: (_) => undefined, detail: (words) => words };

/** Lets a page say more: `{reason(reason), detail(words)}`. */
export function explain(more) {
  Object.assign(besides, more);
}

/** Why a reservation was refused, from its `reason`. */
export function refusal(reason, details = {}) {
  return known(reason, details) ?? (reason ? t('reasons.refusedBecause', { reason }) : t('reasons.refused'));
}

/** What to tell a person about an error of any kind. */
export function sentence(error) {
  const said = known(error.reason, error.body ?? {});
  if (said) return said;
  if (error.status === 429) return t('reasons.tooMany');
  if (error.status >= 500) return t('reasons.trouble');
  if (error.status === undefined) return error.name === 'Unreachable' ? t('reasons.unreachable') : error.message;
  const fields = (error.body?.errors ?? []).map(({ pointer, detail }) => `${pointer} ${besides.detail(detail)}`);
  return t('reasons.wrong', { detail: fields.join(' · ') || error.message });
}

/**
 * Some reasons come with a number or a time that says more.
 * @param {string} reason
 * @param {{limitPerUser?: number, entriesFrom?: string, opensAt?: string, left?: object[]}} details
 */
function known(reason, { limitPerUser, entriesFrom, opensAt, left }) {
  if (reason === 'SOLD_OUT' && left) return t('reasons.SOLD_OUT_WHOLE');
  if (reason === 'LIMIT_EXCEEDED' && limitPerUser) return t('reasons.LIMIT_EXCEEDED_KNOWN', { count: limitPerUser });
  if (reason === 'NOT_OPEN' && entriesFrom) return t('reasons.NOT_OPEN_ENTRIES', { time: time(entriesFrom) });
  if (reason === 'NOT_OPEN' && opensAt) return t('reasons.NOT_OPEN_UNTIL', { time: time(opensAt) });
  return reason && has(`reasons.${reason}`) ? t(`reasons.${reason}`) : besides.reason(reason);
}
