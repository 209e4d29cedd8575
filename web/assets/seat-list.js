// The seats of a row as check boxes: the map for whoever cannot or would not use a map.
import { el } from './dom.js';

/** `{element, show()}`. `toggle(seat)` and `look(seat)` are called for a seat that is chosen or has the focus. */
export function seatList(hall, { isChosen, priceOf, toggle, look, lookAt }) {
  const { map } = hall;
  const sections = el('select', { id: 'list-section' }, ...map.sections.map(({ name }, i) => el('option', { value: i }, name)));
  const rows = el('select', { id: 'list-row' });
  const seats = el('fieldset', { id: 'list-seats', class: 'list-seats' });
  const boxes = new Map();

  function showRows() {
    const { rows: all } = map.sections[sections.value];
    rows.replaceChildren(...all.map((_, i) => el('option', { value: i })));
    showCounts();
    showSeats();
  }

  function showCounts() {
    map.sections[sections.value].rows.forEach(({ label, first, end }, i) => {
      const text = `${label} (${hall.state.count(first, end)} free)`;
      if (rows.options[i].text !== text) rows.options[i].text = text;
    });
  }

  function showSeats() {
    const row = map.sections[sections.value].rows[rows.value];
    boxes.clear();
    const labels = [];
    for (let seat = row.first; seat < row.end; seat++) {
      const input = el('input', { type: 'checkbox', value: seat, 'data-name': map.name(seat) });
      input.addEventListener('change', () => toggle(seat));
      input.addEventListener('focus', () => look(seat));
      const note = [priceOf(seat), ...map.attributeWords(seat)].filter(Boolean).join(', ');
      labels.push(el('label', { class: 'list-seat' }, input, el('span', {}, map.labels[seat]), el('span', { class: 'quiet' }, note)));
      boxes.set(seat, input);
    }
    seats.replaceChildren(el('legend', {}, `Row ${row.label}`), ...labels);
    show();
  }

  function show() {
    for (const [seat, input] of boxes) {
      const chosen = isChosen(seat);
      input.checked = chosen;
      // A box that has the focus and is disabled would lose it.
      input.disabled = !chosen && !hall.isFree(seat) && document.activeElement !== input;
      input.parentElement.classList.toggle('is-taken', !hall.isFree(seat) && !chosen);
    }
  }

  sections.addEventListener('change', () => {
    showRows();
    lookAt(Number(sections.value));
  });
  rows.addEventListener('change', showSeats);
  showRows();
  return {
    element: el('details', { id: 'seat-list' }, el('summary', {}, 'Choose from a list of rows'),
      el('div', { class: 'row start' },
        el('label', { for: 'list-section' }, 'Section ', sections), el('label', { for: 'list-row' }, 'Row ', rows)),
      seats),
    show() {
      showCounts();
      show();
    },
  };
}
