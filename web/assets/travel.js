// Times of journeys as timetables print them: by the clock of the place. Pure but for the viewer's locale.

/**
 * An RFC 3339 time as a time of day. A time with an offset is of a place, and shown as that place's clock has it; a UTC time
 * is shown in the IANA `zone`, where that is known, and else by the viewer's own clock.
 */
export function timeOfDay(instant, zone = undefined, locale = undefined) {
  const local = /T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:\d\d)?$/.exec(instant);
  if (local) return local[1];
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(new Date(instant));
}

/** `4 h 18 min`. */
export function travelTime(from, to) {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  const hours = Math.floor(minutes / 60);
  return [hours && `${hours} h`, (minutes % 60 || !hours) && `${minutes % 60} min`].filter(Boolean).join(' ');
}

/** A day (`2026-12-24`) in words. */
export function dayWords(date, locale = undefined) {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' })
    .format(new Date(`${date}T00:00:00Z`));
}

/** The day (`2026-12-24`) of an RFC 3339 time, by the clock of its place; see `timeOfDay`. */
export function dayOf(instant, zone = undefined) {
  if (!instant.endsWith('Z')) return instant.slice(0, 10);
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone }).format(new Date(instant));
}

/** `+1` where the arrival is on a later day than the departure, by the clocks of their places; empty else. */
export function laterDays(departs, arrives, zone = undefined) {
  const days = Math.round((Date.parse(dayOf(arrives, zone)) - Date.parse(dayOf(departs, zone))) / 86_400_000);
  return days > 0 ? `+${days}` : '';
}
