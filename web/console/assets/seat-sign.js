// How seats look on a map, beside the words for it: drawn by the shapes of the map.
import { COLOURS, shapeOf } from './seat-marks.js';

const SVG = 'http://www.w3.org/2000/svg';
const R = 9;

/** As seats of the tier with this index. */
export function tierSign(tier) {
  return sign(shapeOf(tier), { fill: `var(--tier-${(tier % COLOURS) + 1})` });
}

/**
 * Any shape of seat-marks.js.
 * @param {(path: any, x: number, y: number, r: number) => void} shape
 * @param {Record<string, string>} look attributes of the path
 */
export function sign(shape, look) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries({ viewBox: '-12 -12 24 24', class: 'legend-sign', 'aria-hidden': 'true' })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ d: traced(shape), ...look })) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}

/** What a shape draws on a canvas, as a path. */
function traced(shape) {
  const parts = [];
  const arc = (x, y, r) => parts.push(`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`);
  shape({
    moveTo: (x, y) => parts.push(`M${x} ${y}`), lineTo: (x, y) => parts.push(`L${x} ${y}`), closePath: () => parts.push('Z'), arc,
    rect: (x, y, width, height) => parts.push(`M${x} ${y}h${width}v${height}h${-width}Z`), roundRect: (x, y, width, height) => parts.push(`M${x} ${y}h${width}v${height}h${-width}Z`),
  }, 0, 0, R);
  return parts.join('');
}
