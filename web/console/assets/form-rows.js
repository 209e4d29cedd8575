// A list of rows of fields: rows are added, taken away and moved, by mouse and by keys.
import { el, focusOn } from './dom.js';
import { fill, formField } from './form-field.js';
import { t } from './language.js';

let last = 0;

/**
 * @param {{label: string, add: string, row: (number: number) => string, pointer: string, columns: any[], least?: number, hint?: string}} options each
 *   of `columns` as of `formField`, its pointer from the row on; `row` names one for people
 * @returns {any} `{element, fields(), fill(rows), count(), add()}`
 */
export function rowList({ label, add, row: nameOf, pointer, columns, least = 1, hint }) {
  const rows = [];
  const list = el('ol', { class: 'form-rows' });
  const more = el('button', { type: 'button', class: 'row-add' }, add);
  const element = el('fieldset', { class: 'form-list' }, el('legend', {}, label), hint ? el('p', { class: 'quiet small' }, hint) : undefined, list, more);
  more.addEventListener('click', () => {
    const added = append();
    changed();
    focusOn(added.fields[0].input);
  });

  function append() {
    const key = ++last;
    const row = { fields: [], element: undefined, legend: el('legend', { class: 'small' }) };
    row.fields = columns.map(({ pointer: from, name, ...rest }) =>
      formField({ ...rest, name: `${name}-${key}`, pointer: () => `${pointer}/${rows.indexOf(row)}${from}` }));
    const tools = el('div', { class: 'row-tools' }, tool(row, '↑', 'up', () => move(row, -1)), tool(row, '↓', 'down', () => move(row, 1)), tool(row, '✕', 'remove', () => remove(row)));
    row.element = el('li', {}, el('fieldset', {}, row.legend, el('div', { class: 'form-grid' }, ...row.fields.map((one) => one.element)), tools));
    rows.push(row);
    list.append(row.element);
    return row;
  }

  function tool(row, sign, act, work) {
    const button = el('button', { type: 'button', class: 'row-tool', 'data-act': act }, el('span', { 'aria-hidden': 'true' }, sign));
    button.addEventListener('click', () => {
      work();
      changed();
      if (rows.includes(row)) focusOn(button.disabled ? row.element.querySelector('button:not(:disabled)') : button);
    });
    return button;
  }

  function move(row, by) {
    const from = rows.indexOf(row);
    rows.splice(from, 1);
    rows.splice(from + by, 0, row);
    list.replaceChildren(...rows.map((each) => each.element));
  }

  function remove(row) {
    const from = rows.indexOf(row);
    rows.splice(from, 1);
    row.element.remove();
    focusOn(rows[Math.min(from, rows.length - 1)]?.fields[0].input ?? more);
  }

  function changed() {
    show();
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Names the rows, and says of each which way it can go. */
  function show() {
    rows.forEach((row, i) => {
      row.legend.textContent = nameOf(i + 1);
      for (const button of row.element.querySelectorAll('.row-tool')) {
        const { act } = button.dataset;
        button.setAttribute('aria-label', t(`form.rows.${act}`, { row: nameOf(i + 1) }));
        button.disabled = (act === 'up' && i === 0) || (act === 'down' && i === rows.length - 1) || (act === 'remove' && rows.length <= least);
      }
    });
  }

  function resize(size) {
    while (rows.length > size) rows.pop().element.remove();
    while (rows.length < size) append();
    show();
  }

  resize(least);
  return {
    element,
    fields: () => rows.flatMap((row) => row.fields),
    count: () => rows.length,
    resize,
    fill(draft) {
      resize(Math.max(least, draft.length));
      // Their pointers are from the document's root on.
      const root = pointer.split('/').slice(1).reduceRight((part, name) => ({ [name]: part }), /** @type {any} */ (draft));
      fill(rows.flatMap((row) => row.fields), root);
    },
  };
}
