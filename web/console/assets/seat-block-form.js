// Adds a block of rows to a hall: straight or curved, with its letters and numbers.
import { field } from './console-field.js';
import { el } from './dom.js';
import { t } from './language.js';
import { MOST_SEATS, addSection, seatCount } from './seat-plan.js';
import { NUMBERINGS, ROW_SCHEMES, blockPlaces, rowIndex, rowLabel, seatLabels } from './seat-schemes.js';

const MOST_ROWS = 200;
const MOST_IN_A_ROW = 1_000;
const GAP = 20;

/** `{element, show(plan, tier)}`. @param {{add: (plan: any, firstSeat: number) => void}} acts */
export function seatBlockForm({ add }) {
  const number = (name, label, value, min, max, hint) => field({
    name, label, hint, type: 'number', value: String(value), min, max, step: 1, required: true, inputMode: 'numeric',
    check: (text) => (/^-?\d+$/.test(text.trim()) && Number(text) >= min && Number(text) <= max ? undefined : `${min} – ${max}`),
  });
  const options = (names, words) => names.map((value) => ({ value, label: words(value) }));
  const section = field({ name: 'block-section', label: t('map.section'), hint: t('map.sectionHint'), required: true, maxLength: 40, value: 'Stalls' });
  const rows = number('block-rows', t('map.rows'), 8, 1, MOST_ROWS);
  const perRow = number('block-seats', t('map.perRow'), 16, 1, MOST_IN_A_ROW);
  const widening = number('block-widening', t('map.widening'), 0, -50, 50);
  const bend = number('block-bend', t('map.bend'), 0, -180, 350, t('map.bendHint'));
  const rowGap = number('block-row-gap', t('map.rowGap'), GAP, 1, 1_000);
  const seatGap = number('block-seat-gap', t('map.seatGap'), GAP, 1, 1_000);
  const scheme = field({ name: 'block-scheme', label: t('map.rowScheme'), type: 'select', options: options(ROW_SCHEMES, (value) => t(`map.scheme.${value}`)) });
  const numbering = field({ name: 'block-numbering', label: t('map.numbering'), type: 'select', options: options(NUMBERINGS, (value) => t(`map.numberings.${value}`)) });
  const fields = [section, rows, perRow, widening, bend, scheme, numbering, rowGap, seatGap];
  const form = el('form', { id: 'block-form', class: 'form' }, ...fields.map(({ element }) => element), el('p', {}, el('button', { type: 'submit', id: 'block-add', class: 'primary' }, t('map.addBlock'))));
  const element = el('details', { id: 'block', class: 'card', open: '' }, el('summary', {}, t('map.block')), form);
  let plan;
  let tier;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!fields.map((each) => each.check()).every(Boolean)) {
      fields.find(({ input }) => input.hasAttribute('aria-invalid'))?.input.focus();
      return;
    }
    const counts = Array.from({ length: Number(rows.value) }, (_, i) => Math.min(MOST_IN_A_ROW, Math.max(1, Number(perRow.value) + i * Number(widening.value))));
    const total = counts.reduce((sum, each) => sum + each, 0);
    if (seatCount(plan) + total > MOST_SEATS) {
      rows.say(t('map.tooMany', { count: MOST_SEATS }));
      return;
    }
    add(withBlock(counts), firstOf(idOf(section.value)));
  });

  function withBlock(counts) {
    const id = idOf(section.value);
    const known = plan.sections.find((each) => each.id === id);
    const last = known?.rows.at(-1);
    const start = last ? Math.max(rowIndex(scheme.value, last.label), known.rows.length - 1) + 1 : 0;
    const places = blockPlaces({ ...placeFor(last), counts, seatGap: Number(seatGap.value), rowGap: Number(rowGap.value), bend: Number(bend.value) });
    const made = counts.map((count, i) => {
      const labels = seatLabels(numbering.value, count);
      return { label: rowLabel(scheme.value, start + i), seats: labels.map((label, j) => ({ label, tier, x: places[i][j][0], y: places[i][j][1], marks: 0 })) };
    });
    return addSection(plan, { id, name: known?.name ?? section.value.trim(), weight: 100, rows: made });
  }

  /** Behind the section's last row, or behind the whole hall. */
  function placeFor(last) {
    const seats = last ? last.seats : plan.sections.flatMap((each) => each.rows.flatMap((row) => row.seats));
    if (!seats.length) return { x: 0, y: 100 };
    const xs = seats.map(({ x }) => x);
    const back = seats.reduce((most, { y }) => Math.max(most, y), -Infinity);
    const middle = (xs.reduce((a, b) => Math.min(a, b)) + xs.reduce((a, b) => Math.max(a, b))) / 2;
    return { x: middle, y: back + (last ? 1 : 3) * Number(rowGap.value) };
  }

  /** The number of the first seat that is added to a section. */
  function firstOf(id) {
    let seats = 0;
    for (const each of plan.sections) {
      seats += each.rows.reduce((sum, row) => sum + row.seats.length, 0);
      if (each.id === id) break;
    }
    return seats;
  }

  return {
    element,
    show(next, current) {
      plan = next;
      tier = current;
    },
  };
}

/** What requests call a section: its name, without what would have to be encoded. */
export function idOf(name) {
  return name.trim().toLowerCase().replaceAll(/[\s/]+/g, '-').slice(0, 40);
}
