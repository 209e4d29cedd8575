// What was typed and not sent yet, kept in the tab for whoever typed it: a reload, a sign-in or a slip brings nobody back to an empty form, and nobody to another's.
import { at, isOn } from './form-field.js';
import { t } from './language.js';
import { staffName } from './staff.js';

const PREFIX = 'sluice.form.';

/**
 * `{typed(), take(typed), differences(draft), lacksRowsOf(draft), keep(), restore(), moveTo(key), forget(), isDirty()}`; `typed` is JSON.
 * @param {string} key of the form @param {{fields: () => any[], lists: () => Record<string, any>, show: () => void}} form
 * @param {() => any} [base] what it was begun from, which is kept with it: a version, or what was typed there, of which then what is the same is as it stands now
 */
export function draftOf(key, { fields, lists, show }, base = () => undefined) {
  const owner = staffName();
  const nameOf = (form) => `${PREFIX}${owner}.${form}`;
  let name = nameOf(key);
  let isDirty = false;
  addEventListener('beforeunload', (event) => {
    // It is kept: whoever signs in instead is not asked about it.
    if (isDirty && [null, owner].includes(staffName())) event.preventDefault();
  });

  function typed() {
    return {
      rows: Object.fromEntries(Object.entries(lists()).map(([list, rows]) => [list, rows.count()])),
      values: Object.fromEntries(ordered(fields()).filter(([, one]) => isTypedText(one)).map(([place, one]) => [place, one.value])),
    };
  }

  function take({ rows = {}, values = {} }) {
    for (const [list, each] of Object.entries(lists())) each.resize(rows[list] ?? each.count());
    for (const [place, one] of ordered(fields())) {
      if (Object.hasOwn(values, place) && isTypedText(one)) one.value = values[place];
    }
    show();
  }

  function forget() {
    isDirty = false;
    try {
      sessionStorage.removeItem(name);
    } catch {
      // It was not kept either.
    }
  }

  return {
    isDirty: () => isDirty,
    typed,
    take,
    /** What another draft has in the fields that are seen here and say something else: the label of each, numbered in rows, and both texts. @param {any} other */
    differences(other) {
      return ordered(fields()).filter(([, one]) => isTypedText(one) && isOn(one)).map(([place, one]) => {
        const row = Number(place.split('.')[1] ?? 0) + 1;
        return { label: row > 1 ? `${one.label} ${row}` : one.label, here: shown(one, one.value), there: shown(one, textIn(other, place, one)) };
      }).filter(({ here, there }) => here !== there);
    },
    /** Whether another draft has more rows in a list than are seen here. @param {any} other */
    lacksRowsOf: ({ form }) => Object.entries(lists()).some(([list, rows]) => (form?.rows?.[list] ?? 0) > rows.count()),
    keep() {
      isDirty = true;
      try {
        sessionStorage.setItem(name, JSON.stringify({ ...typed(), base: base() }));
      } catch {
        // A browser may keep nothing; leaving is warned of all the same.
      }
    },
    /** What was there, which the form shows now; undefined for nothing. */
    restore() {
      const kept = read(name);
      if (!kept) return undefined;
      take(kept.base?.values ? changedOf(kept, kept.base) : kept);
      isDirty = true;
      return kept;
    },
    /** From now on it is the copy of another form. */
    moveTo(other) {
      forget();
      name = nameOf(other);
    },
    forget,
  };
}

/** What was typed over what was there: the rest may be another by now, and nobody here has said that it is not to be. */
function changedOf(kept, base) {
  const changed = (now, before) => Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== before[name]));
  return { rows: changed(kept.rows, base.rows), values: changed(kept.values, base.values) };
}

/** As people read it. */
function shown(one, text) {
  if (one.input.type === 'checkbox') return text === 'true' ? t('form.saved.yes') : t('form.saved.no');
  const option = one.input instanceof HTMLSelectElement ? [...one.input.options].find(({ value }) => value === text) : undefined;
  return (option?.textContent ?? text).trim();
}

/** What a draft has in the place of a field: what was typed, or what a program says. */
function textIn({ form, sale }, place, one) {
  if (form) return form.values?.[place] ?? '';
  return one.pointer ? one.textOf(at(sale, one.pointer)) : one.value;
}

/** Of a file there is nothing to keep but a picture's hash. */
function isTypedText(one) {
  return one.input.type !== 'file' || one.input.name === 'picture';
}

/** Each by its name; those of rows by the name and the place of their row. */
function ordered(fields) {
  const seen = new Map();
  return fields.map((one) => {
    const name = one.input.name.replace(/-\d+$/, '');
    const place = seen.get(name) ?? 0;
    seen.set(name, place + 1);
    return /** @type {[string, any]} */ ([place ? `${name}.${place}` : name, one]);
  });
}

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}
