// What the marks of the map mean, drawn by the same code as the map.
import { el, setText } from './dom.js';
import { count, money } from './format.js';
import { ACCESSIBLE, COMPANION, RESTRICTED_VIEW } from './seat-rows.js';
import { COLOURS, bar, circle, companion, shapeOf, taken, tick, wheelchair } from './seat-marks.js';
import { readTheme } from './seat-paint.js';

const SIZE = 20;
const R = 7;

/** `{element, show(sale)}`; counts and prices follow the sale and the hall. */
export function seatLegend(hall) {
  const entries = [];
  const tiers = el('ul', { id: 'map-prices', class: 'legend', 'aria-label': 'Prices' });
  const marks = el('ul', { class: 'legend', 'aria-label': 'Marks' });
  const has = (bit) => hall.map.attributes.some((each) => (each & bit) !== 0);
  const add = (list, draw, text = '') => {
    const sign = el('canvas', { width: SIZE * 2, height: SIZE * 2, class: 'legend-sign', 'aria-hidden': 'true' });
    const words = el('span', {}, text);
    list.append(el('li', {}, sign, words));
    entries.push({ sign, draw });
    return words;
  };
  const onTile = (mark) => (context, theme) => {
    disc(context, theme.quiet);
    line(context, theme.paper, mark);
  };

  let words;
  add(marks, (context, theme) => { disc(context, theme.ink); line(context, theme.paper, tick); }, 'Chosen');
  add(marks, (context, theme) => line(context, theme.quiet, taken), 'Taken');
  if (has(ACCESSIBLE)) add(marks, onTile(wheelchair), 'Wheelchair place');
  if (has(COMPANION)) add(marks, onTile(companion), 'Companion seat');
  if (has(RESTRICTED_VIEW)) add(marks, onTile(bar), 'Restricted view');
  const element = el('div', { class: 'legends' }, tiers, marks);

  function redraw() {
    const theme = readTheme(element);
    for (const { sign, draw } of entries) {
      const context = sign.getContext('2d');
      context.setTransform(2, 0, 0, 2, SIZE, SIZE);
      context.clearRect(-SIZE, -SIZE, 2 * SIZE, 2 * SIZE);
      context.lineWidth = 1.6;
      draw(context, theme);
    }
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);

  return {
    element,
    show(sale) {
      words ??= sale.tiers.map((_, i) => add(tiers, (context, theme) => {
        context.beginPath();
        shapeOf(i)(context, 0, 0, R);
        context.fillStyle = theme.tiers[i % COLOURS];
        context.fill();
      }));
      sale.tiers.forEach((tier, i) => {
        const free = hall.freeOf(i);
        setText(words[i], `${tier.name} ${money(tier.price)} · ${free ? `${count(free)} free` : 'none free'}`);
      });
      redraw();
    },
  };
}

function disc(context, colour) {
  context.beginPath();
  circle(context, 0, 0, R + 1);
  context.fillStyle = colour;
  context.fill();
}

function line(context, colour, mark) {
  context.beginPath();
  mark(context, 0, 0, R);
  context.strokeStyle = colour;
  context.stroke();
}
