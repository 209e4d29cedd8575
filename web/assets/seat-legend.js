// The prices of a map, each a switch that shows its seats alone, and what the other marks mean; drawn by the same code as the map.
import { el, setText } from './dom.js';
import { money } from './format.js';
import { t } from './language.js';
import { ACCESSIBLE, COMPANION, RESTRICTED_VIEW } from './seat-rows.js';
import { COLOURS, bar, circle, companion, shapeOf, taken, tick, wheelchair } from './seat-marks.js';
import { readTheme } from './seat-paint.js';

const SIZE = 20;
const R = 7;

/**
 * `{prices, marks, show(sale), isShown(tier), showAll()}`, two elements; counts and prices follow the sale and the hall. While no price is
 * switched on all are shown; `filtered()` follows a switch.
 */
export function seatLegend(hall, { filtered }) {
  const entries = [];
  const only = new Set();
  const prices = el('div', { id: 'map-prices', class: 'legend prices', role: 'group', 'aria-label': t('seats.filter') });
  const marks = el('ul', { class: 'legend marks', 'aria-label': t('seats.marks') });
  const every = el('button', { type: 'button', id: 'all-prices', class: 'price', 'aria-pressed': 'true' }, t('seats.allPrices'));
  every.addEventListener('click', showAll);
  const has = (bit) => hall.map.attributes.some((each) => (each & bit) !== 0);
  const sign = (draw) => {
    const element = el('canvas', { width: SIZE * 2, height: SIZE * 2, class: 'legend-sign', 'aria-hidden': 'true' });
    entries.push({ element, draw });
    return element;
  };
  const mark = (words, draw) => marks.append(el('li', {}, sign(draw), el('span', {}, words)));
  const onTile = (shape) => (context, theme) => {
    disc(context, theme.quiet);
    line(context, theme.paper, shape);
  };
  mark(t('seats.markChosen'), (context, theme) => { disc(context, theme.ink); line(context, theme.paper, tick); });
  mark(t('seats.markTaken'), (context, theme) => line(context, theme.quiet, taken));
  if (has(ACCESSIBLE)) mark(t('seats.accessible'), onTile(wheelchair));
  if (has(COMPANION)) mark(t('seats.companion'), onTile(companion));
  if (has(RESTRICTED_VIEW)) mark(t('seats.restricted'), onTile(bar));

  function showAll() {
    only.clear();
    press();
  }

  function press() {
    every.setAttribute('aria-pressed', only.size === 0);
    rows.forEach(({ button }, i) => button.setAttribute('aria-pressed', only.has(i)));
    filtered();
  }

  let rows = [];
  function begin(sale) {
    rows = sale.tiers.map((tier, i) => {
      const name = el('span', { class: 'price-name' });
      const price = el('strong', { class: 'num' });
      const left = el('span', { class: 'quiet num' });
      const button = el(sale.tiers.length > 1 ? 'button' : 'span', { class: 'price', 'data-price': tier.id, ...(sale.tiers.length > 1 && { type: 'button', 'aria-pressed': 'false' }) },
        sign((context, theme) => {
          context.beginPath();
          shapeOf(i)(context, 0, 0, R);
          context.fillStyle = theme.tiers[i % COLOURS];
          context.fill();
        }), name, ' ', price, ' ', left);
      if (sale.tiers.length > 1) {
        button.addEventListener('click', () => {
          if (!only.delete(i)) only.add(i);
          press();
        });
      }
      return { button, name, price, left };
    });
    prices.replaceChildren(...(rows.length > 1 ? [every] : []), ...rows.map(({ button }) => button));
    redraw();
  }

  function redraw() {
    const theme = readTheme(document.body);
    for (const { element, draw } of entries) {
      const context = element.getContext('2d');
      context.setTransform(2, 0, 0, 2, SIZE, SIZE);
      context.clearRect(-SIZE, -SIZE, 2 * SIZE, 2 * SIZE);
      context.lineWidth = 1.6;
      draw(context, theme);
    }
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);

  return {
    prices,
    marks,
    isShown: (tier) => only.size === 0 || only.has(tier),
    showAll,
    show(sale) {
      if (!rows.length) begin(sale);
      sale.tiers.forEach((tier, i) => {
        const free = hall.freeOf(i);
        setText(rows[i].name, tier.name);
        setText(rows[i].price, money(tier.price));
        setText(rows[i].left, free ? t('seats.free', { count: free }) : t('seats.noneFree'));
        rows[i].button.classList.toggle('is-gone', free === 0);
      });
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
