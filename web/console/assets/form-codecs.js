// What is typed into a field, and the value that it is in what is sent: `read(text)` is `{value}` or `{wrong: words}`, `write(value)` the text.
import { amountOf, moneyText } from './form-money.js';
import { instantOf, isZone, localOf } from './form-zone.js';
import { count, money as moneyWords } from './format.js';
import { t } from './language.js';

const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** In minor units, of a price as of all of a red packet. */
const MOST_MONEY = 1_000_000_000_000;
const CLOCK = /^([0-9]|[01]\d|2\d|3\d|4[0-7]):[0-5]\d$/;

export const plain = { read: (text) => ({ value: text.trim() }), write: String };

/** Nothing is something, too: it takes away what was there. */
export const kept = { ...plain, empty: '' };

export const slug = { read: (text) => (SLUG.test(text.trim()) ? plain.read(text) : { wrong: t('form.wrong.slug') }), write: String };

/** What of a name can be an address; empty where nothing can. */
export function slugOf(name) {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 63).replace(/^-+|-+$/g, '');
}

export const flag = { read: (text) => (text === 'true' ? { value: true } : {}), write: String };

export const clock = {
  read: (text) => (CLOCK.test(text.trim()) ? { value: text.trim().padStart(5, '0') } : { wrong: t('form.wrong.clock') }),
  write: String,
};

export const zone = { read: (text) => (isZone(text.trim()) ? plain.read(text) : { wrong: t('form.wrong.zone') }), write: String };

export const currency = {
  read(text) {
    const code = text.trim().toUpperCase();
    return Intl.supportedValuesOf('currency').includes(code) ? { value: code } : { wrong: t('form.wrong.currency') };
  },
  write: String,
};

export function whole(min, max) {
  return {
    read(text) {
      const digits = text.normalize('NFKC').replace(/[\s,]/g, '');
      const number = /^\d{1,15}$/.test(digits) ? Number(digits) : NaN;
      return number >= min && number <= max ? { value: number } : { wrong: t('form.wrong.whole', { min: count(min), max: count(max) }) };
    },
    write: String,
  };
}

/** `{amount, currency}`; `currencyNow()` is the code that is chosen. */
export function money(currencyNow) {
  return {
    read(text) {
      const currency = currencyNow();
      const amount = amountOf(text, currency);
      if (amount === undefined) return { wrong: t('form.wrong.money') };
      return amount > MOST_MONEY ? { wrong: t('form.wrong.most', { most: moneyWords({ amount: MOST_MONEY, currency }) }) } : { value: { amount, currency } };
    },
    write: ({ amount, currency: code }) => moneyText(amount, code),
  };
}

/** Amounts one behind the other, in minor units. */
export function amounts(currencyNow) {
  return {
    read(text) {
      const all = text.trim().split(/[\s;]+/).map((each) => amountOf(each, currencyNow()));
      return all.includes(undefined) ? { wrong: t('form.wrong.moneys') } : { value: all };
    },
    write: (all) => all.map((each) => moneyText(each, currencyNow())).join(' '),
  };
}

/** A moment, typed as clocks of the place show it. */
export function moment(zoneNow) {
  return {
    read(text) {
      const value = instantOf(text, zoneNow());
      return value === undefined ? { wrong: t('form.wrong.time', { zone: zoneNow() }) } : { value };
    },
    write: (instant) => localOf(instant, zoneNow()),
  };
}

/** A part of the whole, typed in percent. */
export const percent = {
  read(text) {
    const part = Math.round(Number(text.normalize('NFKC').replace(',', '.').replace('%', '')) * 100) / 10_000;
    return part > 0 && part < 1 ? { value: part } : { wrong: t('form.wrong.percent') };
  },
  write: (part) => String(Math.round(part * 10_000) / 100),
};

/** What is true unless it is said not to be, by a tick. */
export const denied = { read: (text) => (text === 'true' ? { value: false } : {}), write: (value) => String(value === false) };

/** Prices of longer stretches, `a > c = 150.00` each on a line; stops by their short names, which `stopsNow()` lists. */
export function fares(currencyNow, stopsNow) {
  const line = (text) => {
    const found = /^(.+?)\s*(?:>|→|＞)\s*(.+?)\s*[=＝]\s*(.+)$/.exec(text.trim());
    const amount = found && amountOf(found[3], currencyNow());
    if (!found || amount === undefined) return { wrong: t('form.wrong.fare', { line: text.trim() }) };
    const [from, to] = [found[1], found[2]].map((stop) => stopsNow().indexOf(stop));
    if (from < 0 || to < 0) return { wrong: t('form.wrong.fareStop', { stop: found[from < 0 ? 1 : 2] }) };
    return to < from + 2 ? { wrong: t('form.wrong.fareShort', { line: text.trim() }) } : { value: { from: found[1], to: found[2], amount } };
  };
  return {
    read: (text) => wholeOf(linesOf(text).map(line)),
    write: (all) => all.map(({ from, to, amount }) => `${from} > ${to} = ${moneyText(amount, currencyNow())}`).join('\n'),
  };
}

/** Seats of a car as they lie: those side by side on a line, with spaces between. */
export const benches = {
  read: (text) => ({ value: linesOf(text).map((each) => each.trim().split(/\s+/)) }),
  write: (all) => all.map((labels) => labels.join(' ')).join('\n'),
};

/** Seats that are in another tier than their map says, `box = A-1, A-2` each tier on a line. */
export const moved = {
  read(text) {
    return wholeOf(linesOf(text).map((each) => {
      const found = /^\s*(\S+?)\s*[=＝]\s*(.+)$/.exec(each);
      const seats = found ? list.read(found[2]).value : [];
      return seats.length ? { value: { tier: found[1], seats } } : { wrong: t('form.wrong.moved', { line: each.trim() }) };
    }));
  },
  write: (all) => all.map(({ tier, seats }) => `${tier} = ${seats.join(', ')}`).join('\n'),
};

function linesOf(text) {
  return text.split('\n').filter((each) => each.trim());
}

/** What each says; where one is wrong, what is wrong with the first of these. */
function wholeOf(parts) {
  return parts.find(({ wrong }) => wrong) ?? { value: parts.map(({ value }) => value) };
}

/** Each on a line of its own, or with commas between them. */
export const list = {
  read: (text) => ({ value: text.split(/[\n,，;；]+/).map((each) => each.trim()).filter(Boolean) }),
  write: (all) => all.join('\n'),
};

/** The same in a field of one line. */
export const names = { read: (text) => list.read(text), write: (all) => all.join(', ') };
