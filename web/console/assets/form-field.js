// Fields that know where their value is in what is sent.
import { field } from './console-field.js';
import { plain } from './form-codecs.js';
import { t } from './language.js';

/**
 * As `field` of console-field.js, and `json()`, its value, `show(value)` and `textOf(value)`.
 * @param {any} options those of a field; `codec` of form-codecs.js; `pointer` a JSON pointer, or what says it; `required`, or what says whether it is now
 */
export function formField({ codec = plain, pointer, required, ...rest }) {
  const read = (text) => (text.trim() === '' ? { value: codec.empty } : codec.read(text));
  const isNeeded = typeof required === 'function' ? required : () => required;
  const wrong = (text) => (isNeeded() && !text.trim() ? t('console.field.required') : read(text).wrong);
  const one = field({ ...rest, required: required === true, check: (text) => (isOn(one) ? wrong(text) : undefined) });
  Object.defineProperty(one, 'pointer', { get: typeof pointer === 'function' ? pointer : () => pointer });
  return Object.assign(one, {
    codec,
    json: () => read(one.value).value,
    /** What is wrong with it, in words of one's own; undefined where nothing is, as far as can be told here. */
    wrong: () => wrong(one.value),
    /** How a value is typed. */
    textOf: (value) => (value === undefined || value === null ? '' : codec.write(value)),
    show(value) {
      const text = one.textOf(value);
      const isChoice = one.input instanceof HTMLSelectElement;
      if (!isChoice || [...one.input.options].some((option) => option.value === text)) one.value = text;
    },
  });
}

/** Whether what it says counts: it is not in a part of the form that is put away. */
export function isOn(one) {
  return !one.element.closest('[hidden]');
}

/** What all of them say, as one object. */
export function gather(fields) {
  const json = {};
  for (const one of fields) {
    const value = one.pointer && isOn(one) ? one.json() : undefined;
    if (value !== undefined) put(json, one.pointer, value);
  }
  return json;
}

/** The value at a JSON pointer; undefined if there is none. */
export function at(json, pointer) {
  return names(pointer).reduce((part, name) => part?.[name], json);
}

function put(json, pointer, value) {
  const path = names(pointer);
  const last = path.pop();
  let part = json;
  path.forEach((name, i) => {
    part[name] ??= /^\d+$/.test(path[i + 1] ?? last) ? [] : {};
    part = part[name];
  });
  part[last] = value;
}

function names(pointer) {
  return pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Fills them with what a sale says. */
export function fill(fields, json) {
  for (const one of fields) {
    if (one.pointer) one.show(at(json, one.pointer));
  }
}
