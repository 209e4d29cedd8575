// Parts that several pages of the console are made of: tables, lists page by page, figures, buttons that do something.
import { busyButton } from './console-field.js';
import { copyButton } from './copy-button.js';
import { el, focusOn, hasLostFocus, setText } from './dom.js';
import { againAt, keepFocus } from './keep-focus.js';
import { money } from './format.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';

/**
 * A table: `{element, show(rows), add(rows)}`; a row is `{cells, attributes?}`, or its cells. On a phone a row is a card, and each cell has its heading beside it.
 * @param {string} caption what it is, for who does not see it
 * @param {{label: string, number?: boolean}[]} columns
 */
export function table(caption, columns) {
  const body = el('tbody', { role: 'rowgroup' });
  const head = el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' },
    ...columns.map(({ label, number }) => el('th', { role: 'columnheader', scope: 'col', class: number ? 'number' : undefined }, label))));
  const element = el('div', { class: 'table-scroll' }, el('table', { role: 'table', class: 'stack', 'aria-label': caption }, head, body));

  function rowOf(row) {
    const { cells, attributes = {} } = Array.isArray(row) ? { cells: row } : row;
    return el('tr', { role: 'row', ...attributes },
      ...cells.map((cell, i) => el('td', { role: 'cell', class: columns[i].number ? 'number' : undefined, 'data-label': columns[i].label }, cell ?? '')));
  }

  return {
    element,
    show(rows) {
      keepFocus(body, () => body.replaceChildren(...rows.map(rowOf)));
    },
    /** @returns {Element[]} */
    add(rows) {
      const made = rows.map(rowOf);
      body.append(...made);
      return made;
    },
  };
}

/**
 * A table that is asked for page by page: `{element, reload()}`; `reload` resolves with the first page's body, or undefined where it failed or was overtaken.
 * @param {{caption: string, columns: {label: string, number?: boolean}[], load: (cursor?: any) => Promise<any>, field: string, row: (item: any) => any,
 *   empty: string | Node | (() => string | Node)}} options
 */
export function pagedTable({ caption, columns, load, field, row, empty }) {
  const rows = table(caption, columns);
  const nothing = el('div', { class: 'empty', hidden: '' });
  const more = el('button', { type: 'button', hidden: '' }, t('console.more'));
  const busy = busyButton(more);
  const element = el('div', { class: 'paged' }, rows.element, nothing, more);
  let cursor;
  let turn = 0;
  let hasFailed = false;
  rows.element.hidden = true;
  more.addEventListener('click', () => busy.during(() => next(false)));

  async function next(isFirst) {
    const mine = isFirst ? ++turn : turn;
    try {
      const body = await load(isFirst ? undefined : cursor);
      if (mine !== turn) return undefined;
      const items = body[field];
      const made = items.map(row);
      const added = isFirst ? [] : rows.add(made);
      if (isFirst) rows.show(made);
      cursor = body.nextCursor;
      more.hidden = !cursor;
      if (added.length && hasLostFocus()) focusOn(added[0].querySelector('a[href], button') ?? added[0]);
      if (isFirst) {
        const isEmpty = items.length === 0;
        rows.element.hidden = isEmpty;
        nothing.hidden = !isEmpty;
        nothing.replaceChildren(isEmpty ? typeof empty === 'function' ? empty() : empty : '');
      }
      // What something else has to tell stays.
      if (hasFailed) clearError();
      hasFailed = false;
      return body;
    } catch (error) {
      if (mine !== turn) return undefined;
      hasFailed = true;
      showError(error);
      return undefined;
    }
  }

  return { element, reload: () => next(true) };
}

/** `dl` of figures: `{element, show([[name, label, value], …])}`, made once and updated in place. */
export function figures() {
  const element = el('dl', { class: 'figures' });
  const places = new Map();
  return {
    element,
    show(all) {
      for (const [name, label, value] of all) {
        if (!places.has(name)) {
          const place = el('dd', { 'data-figure': name });
          places.set(name, place);
          element.append(el('div', {}, el('dt', {}, label), place));
        }
        setText(places.get(name), value);
      }
    },
  };
}

/** A button that does something; busy meanwhile, and what goes wrong is told on top. The focus stays near, also where the button goes or is made anew. */
export function actButton(words, work, attributes = {}) {
  const busy = busyButton(el('button', { type: 'button', ...attributes }, words));
  busy.element.addEventListener('click', () => busy.during(async () => {
    const again = againAt(busy.element);
    try {
      clearError();
      await work();
    } catch (error) {
      showError(error);
    }
    if (hasLostFocus()) focusOn(again());
  }));
  return busy.element;
}

/** A part of a page that is filled when it is opened first: `{element, refresh()}`. `fill(place)` resolves once it is there. */
export function fold(id, title, fill) {
  const place = el('div', { class: 'fold-body' });
  const element = el('details', { id, class: 'panel fold' }, el('summary', {}, el('h2', {}, title)), place);
  let isFilled = false;
  element.addEventListener('toggle', () => {
    if (element.open && !isFilled) {
      isFilled = true;
      fill(place).catch((error) => {
        isFilled = false;
        element.open = false;
        showError(error);
      });
    }
  });
  if (location.hash === `#${id}`) queueMicrotask(() => {
    element.open = true;
  });
  return { element };
}

/** Something secret that is shown once: it can be copied, and is gone when the page is. */
export function shownOnce(id, heading, words, secret) {
  const code = el('code', { class: 'secret', tabindex: '0' }, secret);
  return el('section', { id, class: 'notice', 'aria-labelledby': `${id}-heading` },
    el('h3', { id: `${id}-heading`, tabindex: '-1' }, heading), el('p', {}, words), el('p', {}, code), el('p', {}, ...copyButton(secret, code)));
}

/** What is not nothing of sums in some currencies, as `€80.00 + CHF 20.00`. */
export function sumWords(sums, name) {
  const some = sums.filter((each) => each[name] > 0);
  return some.length ? some.map((each) => money({ amount: each[name], currency: each.currency })).join(' + ') : '–';
}

/** Says something to who does not look. */
export function news() {
  const element = el('p', { role: 'status', class: 'news quiet' });
  return { element, say: (words) => setText(element, words) };
}
