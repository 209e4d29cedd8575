// What was typed and not sent yet, kept in the tab: a reload, a sign-in or a slip brings nobody back to an empty form.
const PREFIX = 'sluice.form.';

/**
 * `{typed(), take(typed), keep(), restore(), moveTo(key), forget(), isDirty()}`; `typed` is JSON.
 * @param {string} key of the form @param {{fields: () => any[], lists: () => Record<string, any>, show: () => void}} form
 * @param {() => any} [base] what it was begun from, which is kept with it
 */
export function draftOf(key, { fields, lists, show }, base = () => undefined) {
  let name = PREFIX + key;
  let isDirty = false;
  addEventListener('beforeunload', (event) => {
    if (isDirty) event.preventDefault();
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
      take(kept);
      isDirty = true;
      return kept;
    },
    /** From now on it is the copy of another form. */
    moveTo(other) {
      forget();
      name = PREFIX + other;
    },
    forget,
  };
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
