// Money, times and durations as a person reads them. Pure but for the viewer's locale.

// The decimals of ISO 4217. Intl's own default is not used to place the point: browsers follow CLDR there, which has
// none for IDR, HUF, COP and others, and would show a hundred times the price.
const MINOR_DIGITS = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']
    .map((currency) => [currency, 0]),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((currency) => [currency, 3]),
  ...['CLF', 'UYW'].map((currency) => [currency, 4]),
]);

/** `{amount, currency}` in minor units, as text in the viewer's locale. */
export function money({ amount, currency }, locale = undefined) {
  if (amount === 0) return 'Free';
  const digits = MINOR_DIGITS.get(currency) ?? 2;
  return new Intl.NumberFormat(locale, {
    style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

const MOMENT = {
  year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', second: '2-digit', timeZoneName: 'short',
};

export function times(price, quantity) {
  return { amount: price.amount * quantity, currency: price.currency };
}

export function count(number, locale = undefined) {
  return new Intl.NumberFormat(locale).format(number);
}

/** An RFC 3339 time as the viewer's own date and time of day, with the name of the zone. */
export function time(instant, locale = undefined) {
  return new Intl.DateTimeFormat(locale, MOMENT).format(new Date(instant));
}

const OF_TODAY = { hour: 'numeric', minute: '2-digit', second: '2-digit' };

/** The same, without the day where it is the viewer's day of `nowMillis`. */
export function timeNear(instant, nowMillis, locale = undefined) {
  return isToday(instant, nowMillis) ? new Intl.DateTimeFormat(locale, OF_TODAY).format(new Date(instant)) : time(instant, locale);
}

/** The same with the word that goes before it: `at 8:05:00 PM`, `on Dec 1, 2026, …`. */
export function whenNear(instant, nowMillis, locale = undefined) {
  return `${isToday(instant, nowMillis) ? 'at' : 'on'} ${timeNear(instant, nowMillis, locale)}`;
}

function isToday(instant, nowMillis) {
  return new Date(instant).toDateString() === new Date(nowMillis).toDateString();
}

/** From one RFC 3339 time to another; what both share is said once. */
export function span(from, to, locale = undefined) {
  return new Intl.DateTimeFormat(locale, MOMENT).formatRange(new Date(from), new Date(to));
}

/** `4:05`, `1:04:05`, `2 d 01:04:05`. Rounded up, so that zero is shown at zero and not a second before. */
export function duration(millis) {
  const total = Math.max(0, Math.ceil(millis / 1000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor(total / 3_600) % 24;
  const minutes = Math.floor(total / 60) % 60;
  const two = (number) => String(number).padStart(2, '0');
  const tail = `${two(minutes)}:${two(total % 60)}`;
  if (days > 0) return `${days} d ${two(hours)}:${tail}`;
  if (hours > 0) return `${hours}:${tail}`;
  return `${minutes}:${two(total % 60)}`;
}
