// The seats of a row as check boxes: the map for whoever cannot or would not use a map.
import { el, setText } from './dom.js';
import { t } from './language.js';
import { noteWords, rowWords, sectionWords } from './seat-words.js';

/**
 * `{show(), at(seat)}`, in `element`, a part to open. `toggle(seat)` and `look(seat)` are called for a seat that is chosen or has the focus, `lookAt(section)`
 * for a section that is opened; `at` opens the row of a seat, `from` is that of the first row.
 */
export function seatList(element, hall, { isChosen, priceWords, toggle, look, lookAt, from }) {
  const { map } = hall;
  const sections = el('select', { id: 'list-section' }, ...map.sections.map((_, i) => el('option', { value: i })));
  const rows = el('select', { id: 'list-row' });
  const title = el('legend', {});
  const seats = el('fieldset', { id: 'list-seats', class: 'list-seats' }, title);
  const before = step(-1, 'list-before', t('seats.rowBefore'));
  const after = step(1, 'list-after', t('seats.rowAfter'));
  element.append(
    el('div', { class: 'list-way' },
      el('label', { for: 'list-section', ...(map.sections.length < 2 && { hidden: '' }) }, el('span', {}, t('seats.listSection')), sections),
      el('label', { for: 'list-row' }, el('span', {}, t('seats.listRow')), rows),
      el('span', { class: 'list-steps' }, before, after)),
    seats);
  const boxes = new Map();
  let shown;

  function step(by, id, words) {
    const button = el('button', { type: 'button', id, 'aria-label': words, title: words }, by < 0 ? '‹' : '›');
    button.addEventListener('click', () => {
      const row = map.rows[map.rows.indexOf(shown) + by];
      if (row) open(row);
    });
    return button;
  }

  /** What the fields of section and row say. */
  function asked() {
    return map.sections[sections.value].rows[rows.value];
  }

  function open(row) {
    const section = map.sections[row.section];
    if (sections.value !== String(row.section) || rows.options.length !== section.rows.length || shown?.section !== row.section) {
      sections.value = row.section;
      rows.replaceChildren(...section.rows.map((_, i) => el('option', { value: i })));
    }
    rows.value = section.rows.indexOf(row);
    shown = row;
    before.disabled = map.rows[0] === row;
    after.disabled = map.rows.at(-1) === row;
    const tiers = new Set(map.tier.subarray(row.first, row.end));
    const same = tiers.size === 1 ? priceWords(row.first) : undefined;
    const name = map.sections.length > 1 ? t('seats.rowIn', { section: sectionWords(section.name), row: rowWords(row.label) }) : rowWords(row.label);
    setText(title, same ? `${name} · ${same}` : name);
    boxes.clear();
    const labels = [];
    for (let seat = row.first; seat < row.end; seat++) {
      const input = el('input', { type: 'checkbox', value: seat, 'data-name': map.name(seat) });
      input.addEventListener('change', () => toggle(seat));
      input.addEventListener('focus', () => look(seat));
      const note = [same ? undefined : priceWords(seat), ...noteWords(map, seat)].filter(Boolean).join(' · ');
      labels.push(el('label', { class: 'list-seat' }, input, el('span', { class: 'num' }, map.labels[seat]), note ? el('span', { class: 'quiet small' }, note) : undefined));
      boxes.set(seat, input);
    }
    seats.replaceChildren(title, ...labels);
    show();
  }

  function showCounts() {
    if (!element.open) return;
    map.sections.forEach(({ name }, i) => say(sections.options[i], t('seats.option', { name: sectionWords(name), count: hall.freeIn(i) })));
    map.sections[shown.section].rows.forEach(({ label, first, end }, i) => say(rows.options[i], t('seats.option', { name: rowWords(label), count: hall.state.count(first, end) })));
  }

  function show() {
    showCounts();
    for (const [seat, input] of boxes) {
      const chosen = isChosen(seat);
      input.checked = chosen;
      // A box that has the focus and is disabled would lose it.
      input.disabled = !chosen && !hall.isFree(seat) && document.activeElement !== input;
      input.parentElement.classList.toggle('is-taken', !hall.isFree(seat) && !chosen);
    }
  }

  element.addEventListener('toggle', show);
  sections.addEventListener('change', () => {
    open(map.sections[sections.value].rows[0]);
    lookAt(shown.section);
  });
  rows.addEventListener('change', () => open(asked()));
  open(from === undefined ? map.rows[0] : map.rowOf(from));
  return {
    show,
    /** Follows the map: the row of a seat that is chosen there. */
    at(seat) {
      const row = map.rowOf(seat);
      if (row !== shown && !element.contains(document.activeElement)) open(row);
    },
  };
}

function say(option, text) {
  if (option.text !== text) option.text = text;
}
