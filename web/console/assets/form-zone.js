// What clocks of a place show, and the moment that it is. Pure.
const HOUR_MILLIS = 3_600_000;
const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/;

/** The viewer's own zone. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** All that are known, by their names of the IANA. */
export const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function isZone(zone) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** The moment at which clocks there show `2026-12-01T08:00`, in RFC 3339; of two the first; undefined where they leave it out, or it is no time. */
export function instantOf(local, zone) {
  const found = LOCAL.exec(local);
  if (!found) return undefined;
  const shown = Date.UTC(+found[1], +found[2] - 1, +found[3], +found[4], +found[5], +(found[6] ?? 0));
  if (Number.isNaN(shown) || new Date(shown).getUTCDate() !== +found[3]) return undefined;
  const near = [shown - 24 * HOUR_MILLIS, shown + 24 * HOUR_MILLIS].map((millis) => shown - offsetMillis(millis, zone));
  const fitting = near.filter((millis) => millis + offsetMillis(millis, zone) === shown);
  return fitting.length ? new Date(Math.min(...fitting)).toISOString().replace('.000Z', 'Z') : undefined;
}

/** What clocks there show then, as a field for a time wants it: `2026-12-01T08:00`, with seconds only where there are some. */
export function localOf(instant, zone) {
  const millis = Date.parse(instant);
  const shown = new Date(millis + offsetMillis(millis, zone)).toISOString();
  return shown.slice(0, shown.slice(17, 19) === '00' ? 16 : 19);
}

/** The same time of day, so many days later. */
export function daysLater(local, days) {
  const [day, clock] = local.split('T');
  const later = new Date(`${day}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + days);
  return `${later.toISOString().slice(0, 10)}T${clock}`;
}

/** How far clocks there are ahead of UTC. */
function offsetMillis(millis, zone) {
  const whole = Math.floor(millis / 1000) * 1000;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(new Date(whole));
  const of = (type) => Number(parts.find((part) => part.type === type).value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - whole;
}
