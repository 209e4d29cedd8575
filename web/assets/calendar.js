// An event as a calendar file (RFC 5545). Pure.
import { kindSummary } from './kinds.js';
import { t } from './language.js';
import { orderNumberWords } from './order-number.js';
import { whatWords } from './units.js';

const LINE_OCTETS = 75;

/** `{name, text}` of what the tickets are for: the sale's event, else the journey that they are for; undefined where neither has a time. */
export function calendarFile({ reservation, sale, tickets }) {
  const { startsAt, endsAt, timeZone, place } = sale?.event ?? {};
  const unit = tickets[0]?.unit ?? {};
  const starts = startsAt ?? unit.departs;
  if (!starts) return undefined;
  const about = {
    uid: `${reservation.id}@${location.hostname}`,
    stamp: reservation.createdAt ?? starts,
    starts,
    ends: startsAt ? endsAt : unit.arrives,
    timeZone: timeZone ?? sale?.journey?.timezone,
    title: sale?.title ?? '',
    place: place ?? unit.fromName,
    words: [whatWords(reservation, sale), kindSummary(reservation, sale), reservation.orderNumber && t('ticket.order', { number: orderNumberWords(reservation.orderNumber) })].filter(Boolean).join('\n'),
    url: location.href.replace(/[?#].*$/, ''),
  };
  return { name: 'event.ics', text: calendar(about) };
}

/** One event as a file: times in the zone of the place, which the file brings along, where its clock shows the same offset at the end as at the start; in UTC else. */
export function calendar({ uid, stamp, starts, ends, timeZone, title, place, words, url }) {
  const offset = timeZone ? offsetMinutes(starts, timeZone) : undefined;
  const isLocal = offset !== undefined && (!ends || offsetMinutes(ends, timeZone) === offset);
  const at = (name, instant) => (isLocal ? `${name};TZID=${timeZone}:${compact(instant, offset)}` : `${name}:${compact(instant, 0)}Z`);
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sluice//Shop//EN', 'CALSCALE:GREGORIAN',
    ...isLocal ? zone(timeZone, offset) : [],
    'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${compact(stamp, 0)}Z`, at('DTSTART', starts), ends && at('DTEND', ends),
    `SUMMARY:${escaped(title)}`, place && `LOCATION:${escaped(place)}`, words && `DESCRIPTION:${escaped(words)}`, url && `URL:${url}`,
    'END:VEVENT', 'END:VCALENDAR',
  ];
  return lines.filter(Boolean).map((line) => `${folded(line)}\r\n`).join('');
}

function zone(timeZone, offset) {
  const sign = offset < 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((number) => String(number).padStart(2, '0'));
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, 'BEGIN:STANDARD', 'DTSTART:19700101T000000',
    `TZOFFSETFROM:${sign}${hours}${minutes}`, `TZOFFSETTO:${sign}${hours}${minutes}`, 'END:STANDARD', 'END:VTIMEZONE'];
}

/** By how many minutes clocks there are ahead of UTC at that moment. */
function offsetMinutes(instant, timeZone) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(new Date(instant));
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((type) => Number(parts.find((part) => part.type === type).value));
  const there = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((there - Math.floor(Date.parse(instant) / 1000) * 1000) / 60_000);
}

/** `20261231T193000`. */
function compact(instant, offset) {
  return new Date(Date.parse(instant) + offset * 60_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

function escaped(text) {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');
}

/** Lines of at most 75 octets, none of which ends within a character. */
function folded(line) {
  const encoder = new TextEncoder();
  let [text, octets] = ['', 0];
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (octets + length > LINE_OCTETS) [text, octets] = [`${text}\r\n `, 1];
    text += character;
    octets += length;
  }
  return text;
}
