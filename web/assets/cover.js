// A cover for a sale: the picture of its event or, without one, a drawing of its own, in the colours of its kind.
import { el } from './dom.js';
import { kindOf } from './kinds.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 320;
const HEIGHT = 180;
/** Widths that the server has of a picture, and how wide it is shown, large and on a card. */
const WIDTHS = [320, 640, 1280, 1920];
const LARGE = '(min-width: 68rem) 64rem, 100vw';
const CARD = '(min-width: 52rem) 32rem, 100vw';
const DRAWINGS = { tickets: beams, items: tiles, seats: rows, trains: rails, packet: coins, other: waves };

/**
 * An element to look at, not to be read: whatever it shows is told beside it. `large` where it is the subject of the page, and there at once;
 * others come when they are near to be seen.
 */
export function cover(sale, { large = false } = {}) {
  const name = kindOf(sale).cover(sale);
  const frame = el('div', { class: large ? 'cover cover-large' : 'cover', 'data-cover': name, 'aria-hidden': 'true' });
  const picture = sale.event?.picture;
  if (picture) frame.append(photograph(picture, large, () => frame.replaceChildren(drawing(frame, sale.id, name))));
  else frame.append(drawing(frame, sale.id, name));
  return frame;
}

function photograph(hash, large, onError) {
  const address = `/pictures/${encodeURIComponent(hash)}`;
  const image = el('img', {
    alt: '', width: '16', height: '9', decoding: 'async', src: address, srcset: WIDTHS.map((width) => `${address}?width=${width} ${width}w`).join(', '),
    sizes: large ? LARGE : CARD,
    ...(large ? { fetchpriority: 'high' } : { loading: 'lazy' }),
  });
  image.addEventListener('error', onError, { once: true });
  return image;
}

/** The same for the same id, always and everywhere. */
function drawing(frame, id, name) {
  const random = randomOf(id);
  frame.style.setProperty('--turn', `${Math.round(100 + random() * 70)}deg`);
  frame.style.setProperty('--mix', `${Math.round(random() * 55)}%`);
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'xMidYMid slice' }, ...(DRAWINGS[name] ?? waves)(random));
}

/** Light from above a stage. */
function beams(random) {
  const spots = 3 + Math.floor(random() * 3);
  const lights = Array.from({ length: spots }, (_, i) => {
    const from = ((i + 0.5 + (random() - 0.5) * 0.6) / spots) * WIDTH;
    const to = from + (random() - 0.5) * 240;
    const half = 26 + random() * 44;
    return shape('path', { d: `M${round(from)} -12L${round(to - half)} ${HEIGHT + 12}H${round(to + half)}Z` }, 0.08 + random() * 0.1);
  });
  const crowd = Array.from({ length: 18 }, (_, i) => shape('circle', { cx: round(i * 19 + random() * 8), cy: round(HEIGHT + 3 - random() * 12), r: round(9 + random() * 4) }, 1));
  return [...lights, svg('g', { opacity: '.22' }, ...crowd, shape('rect', { y: HEIGHT - 6, width: WIDTH, height: 6 }, 1))];
}

/** Boxes on a shelf, each its own shade. */
function tiles(random) {
  const size = 44 + random() * 22;
  const across = Math.ceil(WIDTH / size) + 2;
  const down = Math.ceil(HEIGHT / size) + 2;
  const boxes = Array.from({ length: across * down }, (_, i) => shape('rect', {
    x: round((i % across - 1) * size), y: round((Math.floor(i / across) - 1) * size), width: round(size - 8), height: round(size - 8), rx: '9',
  }, random() < 0.3 ? 0.16 + random() * 0.12 : 0.03 + random() * 0.06));
  return [svg('g', { transform: `rotate(${round(random() * 30 - 15)} ${WIDTH / 2} ${HEIGHT / 2})` }, ...boxes)];
}

/** Rows of seats around a stage. */
function rows(random) {
  const x = round(WIDTH * (0.3 + random() * 0.4));
  const gap = 15 + random() * 6;
  const seats = Array.from({ length: 11 }, (_, i) => shape('circle', {
    cx: x, cy: HEIGHT + 26, r: round(52 + i * gap), fill: 'none', stroke: 'currentColor', 'stroke-width': '7', 'stroke-linecap': 'round',
    'stroke-dasharray': `0 ${round(13 + (i % 3))}`, 'stroke-dashoffset': round(random() * 14),
  }, 0.12 + random() * 0.2));
  return [shape('circle', { cx: x, cy: HEIGHT + 26, r: '38' }, 0.3), ...seats];
}

/** Lines through stations. */
function rails(random) {
  const bend = 30 + random() * 70;
  const start = random() * HEIGHT * 0.4;
  return Array.from({ length: 5 }, (_, i) => {
    const y = start + i * 34 - 20;
    const end = y + bend * (i % 2 ? 1 : 0.6) - 20;
    const at = 0.25 + random() * 0.5;
    const [stationX, stationY] = onCurve(at, [-10, y], [WIDTH * 0.4, y], [WIDTH * 0.6, end], [WIDTH + 10, end]);
    return [
      shape('path', {
        d: `M-10 ${round(y)}C${WIDTH * 0.4} ${round(y)} ${WIDTH * 0.6} ${round(end)} ${WIDTH + 10} ${round(end)}`, fill: 'none', stroke: 'currentColor', 'stroke-width': '4',
      }, 0.12 + random() * 0.16),
      shape('circle', { cx: round(stationX), cy: round(stationY), r: '6.5' }, 0.55),
    ];
  }).flat();
}

/** Coins with the square hole. */
function coins(random) {
  return Array.from({ length: 9 }, (_, i) => {
    const [x, y, r] = [(i % 5) * 76 + random() * 40 - 8, Math.floor(i / 5) * 92 + random() * 70 + 6, 15 + random() * 25];
    const hole = r * 0.34;
    return shape('path', {
      class: 'gold', 'fill-rule': 'evenodd', transform: `rotate(${round(random() * 90)} ${round(x)} ${round(y)})`,
      d: `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0Z`
        + `M${round(x - hole)} ${round(y - hole)}h${round(2 * hole)}v${round(2 * hole)}h${round(-2 * hole)}Z`,
    }, 0.12 + random() * 0.18);
  });
}

function waves(random) {
  return Array.from({ length: 4 }, (_, i) => {
    const y = 46 + i * 36 + random() * 14;
    const lift = 16 + random() * 30;
    return shape('path', { d: `M0 ${round(y)}C80 ${round(y - lift)} 120 ${round(y + lift)} 190 ${round(y)}S280 ${round(y - lift)} ${WIDTH} ${round(y)}V${HEIGHT}H0Z` }, 0.08);
  });
}

function onCurve(t, ...points) {
  const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
  return [0, 1].map((axis) => points.reduce((sum, point, i) => sum + weights[i] * point[axis], 0));
}

function shape(name, attributes, opacity) {
  return svg(name, { fill: 'currentColor', opacity: round(opacity), ...attributes });
}

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function round(number) {
  return Math.round(number * 100) / 100;
}

/** Numbers from 0 to 1 that follow from a text alone: FNV-1a, then mulberry32. */
function randomOf(text) {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
