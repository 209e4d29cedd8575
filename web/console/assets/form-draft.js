// What was typed and not sent yet, kept in the tab: a reload, a sign-in or a slip brings nobody back to an empty form.
const PREFIX = 'sluice.form.';

/**
 * `{keep(), restore(), forget(), isDirty()}`.
 * @param {string} key of the form @param {{fields: () => any[], lists: () => Record<string, any>, show: () => void}} form
 */
export function draftOf(key, { fields, lists, show }) {
  const name = PREFIX + key;
  let isDirty = false;
  addEventListener('beforeunload', (event) => {
    if (isDirty) event.preventDefault();
  });
  return {
    isDirty: () => isDirty,
    keep() {
      isDirty = true;
      const typed = {
        rows: Object.fromEntries(Object.entries(lists()).map(([list, rows]) => [list, rows.count()])),
        values: Object.fromEntries(ordered(fields()).map(([place, one]) => [place, one.value])),
      };
      try {
        sessionStorage.setItem(name, JSON.stringify(typed));
      } catch {
        // A browser may keep nothing; leaving is warned of all the same.
      }
    },
    /** Whether something was there. */
    restore() {
      const typed = read(name);
      if (!typed) return false;
      for (const [list, rows] of Object.entries(lists())) rows.resize(typed.rows[list] ?? rows.count());
      for (const [place, one] of ordered(fields())) {
        if (Object.hasOwn(typed.values, place) && one.input.type !== 'file') one.value = typed.values[place];
        if (place === 'picture' && typed.values[place]) one.show(typed.values[place]);
      }
      isDirty = true;
      show();
      return true;
    },
    forget() {
      isDirty = false;
      try {
        sessionStorage.removeItem(name);
      } catch {
        // It was not kept either.
      }
    },
  };
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
