// Money, times and durations as a person reads them. Pure but for the viewer's language.
import { locale, t } from './language.js';

// The decimals of ISO 4217. Intl's own default is not used to place the point: browsers follow CLDR there, which has
// none for IDR, HUF, COP and others, and would show a hundred times the price.
/** @type {Map<string, number>} */
const MINOR_DIGITS = new Map(/** @type {any} */ ([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']
    .map((currency) => [currency, 0]),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((currency) => [currency, 3]),
  ...['CLF', 'UYW'].map((currency) => [currency, 4]),
]));

/** How many decimals the amounts of a currency have. */
export function minorDigits(currency) {
  return MINOR_DIGITS.get(currency) ?? 2;
}

/** `{amount, currency}` in minor units, as text; `¥` for CNY, as those who pay in it write it. Where it is `brief`, without decimals that are none. */
export function money({ amount, currency }, { brief = false } = {}) {
  if (amount === 0) return t('common.free');
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency', currency, currencyDisplay: currency === 'CNY' ? 'narrowSymbol' : 'symbol', minimumFractionDigits: digits, maximumFractionDigits: digits,
    trailingZeroDisplay: brief ? 'stripIfInteger' : 'auto',
  }).format(amount / 10 ** digits);
}

/** @type {Intl.DateTimeFormatOptions} */
const DAY = { year: 'numeric', month: 'short', day: 'numeric' };
/** @type {Intl.DateTimeFormatOptions} */
const HOUR = { hour: 'numeric', minute: '2-digit' };

/** Of prices of one currency, at least one. */
export function sum(prices) {
  return prices.reduce((all, { amount }) => ({ ...all, amount: all.amount + amount }));
}

export function times(price, quantity) {
  return { amount: price.amount * quantity, currency: price.currency };
}

export function count(number) {
  return new Intl.NumberFormat(locale).format(number);
}

/** An RFC 3339 time as the viewer's own date and time of day; seconds only where there are some. */
export function time(instant) {
  return format(instant, { ...DAY, ...clockOf(instant) });
}

/** The same, without the day where it is the viewer's day of `nowMillis`. */
export function timeNear(instant, nowMillis) {
  return isToday(instant, nowMillis) ? format(instant, clockOf(instant)) : time(instant);
}

/** The same with the word that goes before it: `at 8:05 PM`, `on Dec 1, 2026, …`. */
export function whenNear(instant, nowMillis) {
  return t(isToday(instant, nowMillis) ? 'common.atTime' : 'common.onDay', { time: timeNear(instant, nowMillis) });
}

/** From one RFC 3339 time to another; what both share is said once. */
export function span(from, to) {
  return new Intl.DateTimeFormat(locale, { ...DAY, ...HOUR }).formatRange(new Date(from), new Date(to));
}

/**
 * When something is at its place: `{there, here}`. `there` is the day of the week, the date and the time by the clock of the place,
 * with the name of its time; `here` the same moment by the viewer's clock where the two differ, else undefined.
 */
export function placeTime(instant, timeZone) {
  const parts = { weekday: 'short', ...DAY, ...HOUR };
  const there = format(instant, { ...parts, timeZone });
  const name = zoneName(instant, timeZone);
  if (isSameClock(instant, timeZone)) return { there };
  return { there: t('common.inZone', { time: there, zone: name }), here: t('common.yourTime', { time: format(instant, parts) }) };
}

/** What clocks of a place go by at a moment: `China Standard Time`. */
export function zoneName(instant, timeZone) {
  return new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(new Date(instant))
    .find(({ type }) => type === 'timeZoneName').value;
}

/** Whether clocks there show what the viewer's shows. */
function isSameClock(instant, timeZone) {
  const all = { ...DAY, ...HOUR };
  return format(instant, { ...all, timeZone }) === format(instant, all);
}

function isToday(instant, nowMillis) {
  return new Date(instant).toDateString() === new Date(nowMillis).toDateString();
}

function clockOf(instant) {
  return new Date(instant).getSeconds() ? { ...HOUR, second: '2-digit' } : HOUR;
}

function format(instant, options) {
  return new Intl.DateTimeFormat(locale, options).format(new Date(instant));
}

/** `4:05`, `1:04:05`, `2 days 01:04:05`. Rounded up, so that zero is shown at zero and not a second before. */
export function duration(millis) {
  const total = Math.max(0, Math.ceil(millis / 1000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor(total / 3_600) % 24;
  const minutes = Math.floor(total / 60) % 60;
  const two = (number) => String(number).padStart(2, '0');
  const tail = `${two(minutes)}:${two(total % 60)}`;
  if (days > 0) return t('common.daysAnd', { count: days, time: `${two(hours)}:${tail}` });
  if (hours > 0) return `${hours}:${tail}`;
  return `${minutes}:${two(total % 60)}`;
}

/** About how long, as one says it: so many seconds, or minutes. */
export function spanOf(seconds) {
  const [unit, amount] = seconds < 90 ? ['second', seconds] : ['minute', Math.round(seconds / 60)];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
