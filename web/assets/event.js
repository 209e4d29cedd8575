// What a sale is for: when, where, and by whom.
import { placeTime, time } from './format.js';
import { t } from './language.js';

/** `{when?, here?, organiser?}` of a sale's `event`, each a line for a person: when and where by the clock of the place, the same moment by the viewer's where it differs, and who does it. */
export function eventWords(event) {
  if (!event) return {};
  const { startsAt, timeZone, place, organiser } = event;
  const { there, here } = startsAt ? (timeZone ? placeTime(startsAt, timeZone) : { there: time(startsAt) }) : {};
  const when = there && place ? t('sale.eventAt', { time: there, place }) : there ?? place;
  return { when, here, organiser: organiser ? t('sale.by', { organiser }) : undefined };
}
