// The viewer's language: its words, and the locale by which dates, numbers and money are written.
import en from './words.en.js';
import zhCN from './words.zh-CN.js';

const WORDS = { en, 'zh-CN': zhCN };
const KEY = 'sluice.language';

/** Every language that there are words of, by its own name. */
export const languages = Object.entries(WORDS).map(([tag, words]) => ({ tag, name: words.name }));

/** `en` or `zh-CN`: what the address asks for (`?lang=`), else what was chosen here before, else the first that the browser's owner reads. */
export const language = asked() ?? chosen() ?? read() ?? 'en';

/** For Intl: the viewer's own variant of the language, as `en-GB`, where they have one. */
export const locale = navigator.languages.find((tag) => known(tag) === language) ?? language;

const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);

/**
 * The message of a key, as `sale.left`, with `values` in its places; numbers are written by the locale. Of a message with forms,
 * `{one, other}`, the one that fits the number `count` is taken. An unknown key is an error.
 */
export function t(key, values = {}) {
  const message = find(WORDS[language], key);
  const text = typeof message === 'object' ? message[plurals.select(values.count)] ?? message.other : message;
  if (typeof text !== 'string') throw new Error(`There are no words for ${key}.`);
  return text.replaceAll(/\{(\w+)}/g, (_, name) => written(values[name], name, key));
}

/** More words of the same languages, for pages that say more: `{en: {door: {…}}, 'zh-CN': {…}}`. */
export function learn(more) {
  for (const [tag, words] of Object.entries(more)) Object.assign(WORDS[tag], words);
}

/** Whether there is a message; for keys that come from the server, as reasons and statuses do. */
export function has(key) {
  return find(WORDS[language], key) !== undefined;
}

/** Keeps the choice and shows the page in that language. */
export function setLanguage(tag) {
  const address = new URL(location.href);
  if (keep(tag)) address.searchParams.delete('lang');
  else address.searchParams.set('lang', tag);
  if (address.href === location.href) location.reload();
  else location.replace(address);
}

/** Puts the words of the language where a page's elements ask for them: `data-t` is their text, `data-t-title` an attribute. */
export function translate(root = document.documentElement) {
  if (root === document.documentElement) root.lang = language;
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (name === 'data-t') element.textContent = t(value);
      else if (name.startsWith('data-t-')) element.setAttribute(name.slice('data-t-'.length), t(value));
    }
  }
}

/** Where pages are put together, the messages that a page may say lie side by side under their whole keys. */
function find(words, key) {
  if (Object.hasOwn(words, key)) return words[key];
  return key.split('.').reduce((part, name) => (part && Object.hasOwn(part, name) ? part[name] : undefined), words);
}

function written(value, name, key) {
  if (value === undefined) throw new Error(`The words of ${key} want {${name}}.`);
  return typeof value === 'number' ? numbers.format(value) : value;
}

function asked() {
  const tag = known(new URLSearchParams(location.search).get('lang') ?? '');
  if (tag) keep(tag);
  return tag;
}

function chosen() {
  try {
    return known(localStorage.getItem(KEY) ?? '');
  } catch {
    return undefined;
  }
}

/** A browser may keep nothing: then the address goes on saying it. */
function keep(tag) {
  try {
    localStorage.setItem(KEY, tag);
    return true;
  } catch {
    return false;
  }
}

function read() {
  return navigator.languages.map(known).find(Boolean);
}

/** The language that there are words of, of a tag of any variant of it. */
function known(tag) {
  const primary = tag.split('-')[0].toLowerCase();
  return Object.keys(WORDS).find((each) => each.split('-')[0] === primary);
}
