// The rows of a hall that is drawn, as a list: the plan for whoever cannot or would not use a plan. What a row is called, how it is numbered and bent.
import { field } from './console-field.js';
import { el } from './dom.js';
import { t } from './language.js';
import { focus, place, relabel, remove, renameSection, rowsOf } from './seat-plan.js';
import { NUMBERINGS, bent, seatLabels } from './seat-schemes.js';
import { rowWords, sectionWords } from './seat-words.js';

const KEEP = 'keep';

/** `{element, show(plan, seat)}`: `seat` is the one whose row is shown. @param {{select: (numbers: Set<number>) => void, change: (plan: any, options?: any) => void}} acts */
export function seatRowPanel({ select, change }) {
  const sections = /** @type {HTMLSelectElement} */ (el('select', { id: 'row-section' }));
  const list = el('ul', { id: 'row-list', class: 'plan-rows' });
  const sectionName = field({ name: 'section-name', label: t('map.sectionName'), maxLength: 100, required: true });
  const label = field({ name: 'row-label', label: t('map.rowLabel'), maxLength: 20, required: true });
  const numbering = field({
    name: 'row-numbering', label: t('map.numbering'), type: 'select',
    options: [{ value: KEEP, label: t('map.keepNumbers') }, ...NUMBERINGS.map((value) => ({ value, label: t(`map.numberings.${value}`) }))],
  });
  const first = field({ name: 'row-first', label: t('map.firstNumber'), type: 'number', value: '1', min: 1, max: 9_999, step: 1, inputMode: 'numeric' });
  const bend = field({ name: 'row-bend', label: t('map.bend'), type: 'number', value: '', min: -180, max: 350, step: 1, inputMode: 'numeric', placeholder: t('map.keepNumbers') });
  const heading = el('h3', { id: 'row-heading' });
  const drop = el('button', { type: 'button', id: 'row-delete', class: 'danger' }, t('map.deleteRow'));
  const form = el('form', { id: 'row-form', class: 'form', hidden: '', 'aria-labelledby': 'row-heading' }, heading, label.element, numbering.element, first.element, bend.element,
    el('p', { class: 'plan-acts' }, el('button', { type: 'submit', id: 'row-apply' }, t('map.apply')), drop));
  const stageX = field({ name: 'stage-x', label: t('map.stageX'), type: 'number', step: 1 });
  const stageY = field({ name: 'stage-y', label: t('map.stageY'), type: 'number', step: 1, hint: t('map.stageHint') });
  const stage = el('form', { id: 'stage-form', class: 'form' }, el('h3', {}, t('map.stage')), el('div', { class: 'form-grid' }, stageX.element, stageY.element), el('p', {}, el('button', { type: 'submit', id: 'stage-apply' }, t('map.apply'))));
  const chooser = el('div', { class: 'form-field' }, el('label', { for: 'row-section' }, t('map.section')), sections);
  const whole = el('div', { class: 'form', hidden: '' }, chooser, sectionName.element, list, form, stage);
  let plan;
  /** Where the row is that is shown, `[s, r]`. */
  let at;

  const numbersOf = (index) => {
    for (const row of rowsOf(plan)) if (row.index[0] === index[0] && row.index[1] === index[1]) return new Set(Array.from({ length: row.end - row.first }, (_, i) => row.first + i));
    return new Set();
  };

  sections.addEventListener('change', () => {
    at = [Number(sections.value), 0];
    showRow();
    showList();
  });
  sectionName.input.addEventListener('change', () => sectionName.check() && change(renameSection(plan, at[0], { name: sectionName.value.trim() }), { keeps: true }));
  list.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('button');
    if (!button) return;
    at = [at[0], Number(button.dataset.row)];
    select(numbersOf(at));
    showRow();
    showList();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!label.check()) return;
    const row = plan.sections[at[0]].rows[at[1]];
    const labels = numbering.value === KEEP ? undefined : seatLabels(numbering.value, row.seats.length, Number(first.value) || 1);
    let next = relabel(plan, at, { label: label.value.trim(), labels });
    if (bend.value !== '') next = place(next, at, bent(row.seats.map(({ x, y }) => [x, y]), Number(bend.value)));
    change(next, { keeps: true });
  });
  drop.addEventListener('click', () => {
    const index = at;
    at = [at[0], Math.max(0, at[1] - 1)];
    change(remove(plan, numbersOf(index)));
    list.querySelector('button')?.focus();
  });
  stage.addEventListener('submit', (event) => {
    event.preventDefault();
    const [x, y] = [stageX.value, stageY.value].map((text) => (text === '' ? NaN : Math.round(Number(text))));
    change(focus(plan, Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined), { keeps: true });
  });

  function showList() {
    const rows = plan.sections[at[0]].rows;
    const words = rows.map((row) => t('map.rowItem', { row: row.label, count: row.seats.length }));
    const shown = JSON.stringify([words, at]);
    if (list.dataset.shown === shown) return;
    list.dataset.shown = shown;
    const hadFocus = list.contains(document.activeElement);
    list.replaceChildren(...words.map((text, i) => el('li', {}, el('button', { type: 'button', 'data-row': i, 'aria-pressed': String(i === at[1]) }, text))));
    if (hadFocus) /** @type {HTMLElement | null} */ (list.querySelector('[aria-pressed="true"]'))?.focus();
  }

  function showRow() {
    const row = plan.sections[at[0]].rows[at[1]];
    form.hidden = !row;
    sections.value = String(at[0]);
    if (document.activeElement !== sectionName.input) sectionName.value = plan.sections[at[0]].name;
    if (!row) return;
    heading.textContent = rowWords(row.label);
    label.value = row.label;
    label.say('');
    numbering.value = KEEP;
    bend.value = '';
  }

  return {
    element: el('details', { id: 'rows', class: 'card' }, el('summary', {}, t('map.rowsOf')), whole),
    show(next, seat) {
      const isSame = plan === next;
      plan = next;
      whole.hidden = plan.sections.length === 0;
      if (whole.hidden) {
        at = undefined;
        return;
      }
      at ??= [0, 0];
      if (seat !== undefined) for (const row of rowsOf(plan)) if (seat >= row.first && seat < row.end) at = row.index;
      at = [Math.min(at[0], plan.sections.length - 1), at[1]];
      at[1] = Math.min(at[1], plan.sections[at[0]].rows.length - 1);
      if (!isSame) {
        sections.replaceChildren(...plan.sections.map(({ name }, i) => el('option', { value: i }, sectionWords(name))));
        chooser.hidden = plan.sections.length < 2;
        if (document.activeElement !== stageX.input) stageX.value = plan.focal ? String(plan.focal.x) : '';
        if (document.activeElement !== stageY.input) stageY.value = plan.focal ? String(plan.focal.y) : '';
      }
      showRow();
      showList();
    },
  };
}
