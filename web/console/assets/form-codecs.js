// What is typed into a field, and the value that it is in what is sent: `read(text)` is `{value}` or `{wrong: words}`, `write(value)` the text.
import { amountOf, moneyText } from './form-money.js';
import { instantOf, isZone, localOf } from './form-zone.js';
import { count } from './format.js';
import { t } from './language.js';

const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const CLOCK = /^([0-9]|[01]\d|2\d|3\d|4[0-7]):[0-5]\d$/;

export const plain = { read: (text) => ({ value: text.trim() }), write: String };

/** Nothing is something, too: it takes away what was there. */
export const kept = { ...plain, empty: '' };

export const slug = { read: (text) => (SLUG.test(text.trim()) ? plain.read(text) : { wrong: t('form.wrong.slug') }), write: String };

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
      const amount = amountOf(text, currencyNow());
      return amount === undefined ? { wrong: t('form.wrong.money') } : { value: { amount, currency: currencyNow() } };
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

/** Each on a line of its own, or with commas between them. */
export const list = {
  read: (text) => ({ value: text.split(/[\n,，;；]+/).map((each) => each.trim()).filter(Boolean) }),
  write: (all) => all.join('\n'),
};
