// Times of journeys as timetables print them: by the clock of the place. Pure but for the viewer's language.
import { locale, t } from './language.js';

/**
 * An RFC 3339 time as a time of day. A time with an offset is of a place, and shown as that place's clock has it; a UTC time
 * is shown in the IANA `zone`, where that is known, and else by the viewer's own clock.
 */
export function timeOfDay(instant, zone = undefined) {
  const local = /T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:\d\d)?$/.exec(instant);
  if (local) return local[1];
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(new Date(instant));
}

/** `4 h 18 min`. */
export function travelTime(from, to) {
  const all = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  if (hours === 0) return t('trains.minutes', { minutes });
  return minutes === 0 ? t('trains.hours', { hours }) : t('trains.hoursMinutes', { hours, minutes });
}

/** A day (`2026-12-24`) in words. */
export function dayWords(date) {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' })
    .format(new Date(`${date}T00:00:00Z`));
}

/** The day (`2026-12-24`) of an RFC 3339 time, by the clock of its place; see `timeOfDay`. */
export function dayOf(instant, zone = undefined) {
  if (!instant.endsWith('Z')) return instant.slice(0, 10);
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone }).format(new Date(instant));
}

/** The day so many days later. */
export function dayAfter(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `+1 day` where the arrival is on a later day than the departure, by the clocks of their places; empty else. */
export function laterDays(departs, arrives, zone = undefined) {
  const days = Math.round((Date.parse(dayOf(arrives, zone)) - Date.parse(dayOf(departs, zone))) / 86_400_000);
  return days > 0 ? t('trains.later', { count: days }) : '';
}

/** `22:40 – 07:05 (+1 day)`. */
export function spanWords(departs, arrives, zone = undefined) {
  const times = { departs: timeOfDay(departs, zone), arrives: timeOfDay(arrives, zone) };
  const later = laterDays(departs, arrives, zone);
  return later ? t('trains.timesLater', { ...times, later }) : t('trains.times', times);
}
