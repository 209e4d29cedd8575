// How tiers and states of seats look: a colour and a shape each, so that nobody needs to tell colours apart. Every mark adds
// to or strokes a path of a canvas, around (x, y) with half the width `r`.
const SHAPES = [circle, square, diamond, triangle, hexagon, cross];
export const COLOURS = 8;

/** The shape of the tier with this index in the sale. */
export function shapeOf(tier) {
  return SHAPES[tier % SHAPES.length];
}

export function circle(path, x, y, r) {
  path.moveTo(x + r, y);
  path.arc(x, y, r, 0, 2 * Math.PI);
}

function square(path, x, y, r) {
  path.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
}

function diamond(path, x, y, r) {
  polygon(path, [[x, y - r * 1.15], [x + r * 1.15, y], [x, y + r * 1.15], [x - r * 1.15, y]]);
}

function triangle(path, x, y, r) {
  polygon(path, [[x, y - r * 1.1], [x + r * 1.1, y + r * 0.9], [x - r * 1.1, y + r * 0.9]]);
}

function hexagon(path, x, y, r) {
  polygon(path, [0, 1, 2, 3, 4, 5].map((i) => [x + r * 1.1 * Math.cos(i * Math.PI / 3), y + r * 1.1 * Math.sin(i * Math.PI / 3)]));
}

function cross(path, x, y, r) {
  path.rect(x - r, y - r * 0.4, 2 * r, r * 0.8);
  path.rect(x - r * 0.4, y - r, r * 0.8, 2 * r);
}

export function polygon(path, corners) {
  path.moveTo(...corners[0]);
  for (const corner of corners.slice(1)) path.lineTo(...corner);
  path.closePath();
}

/** Taken: a small x, to be stroked. */
export function taken(path, x, y, r) {
  const arm = r * 0.45;
  path.moveTo(x - arm, y - arm);
  path.lineTo(x + arm, y + arm);
  path.moveTo(x + arm, y - arm);
  path.lineTo(x - arm, y + arm);
}

/** Chosen: a tick, to be stroked over a filled disc. */
export function tick(path, x, y, r) {
  path.moveTo(x - r * 0.5, y + r * 0.05);
  path.lineTo(x - r * 0.12, y + r * 0.42);
  path.lineTo(x + r * 0.52, y - r * 0.4);
}

/** A wheelchair, to be stroked. */
export function wheelchair(path, x, y, r) {
  path.moveTo(x - r * 0.1, y - r * 0.6);
  path.lineTo(x - r * 0.1, y + r * 0.05);
  path.lineTo(x + r * 0.35, y + r * 0.05);
  path.lineTo(x + r * 0.55, y + r * 0.55);
  path.moveTo(x + r * 0.22, y + r * 0.3);
  path.arc(x - r * 0.12, y + r * 0.22, r * 0.36, 0.2, Math.PI * 1.45);
}

/** A companion's seat: two heads, to be stroked. */
export function companion(path, x, y, r) {
  for (const side of [-0.3, 0.3]) {
    path.moveTo(x + r * side + r * 0.2, y - r * 0.05);
    path.arc(x + r * side, y - r * 0.05, r * 0.2, 0, 2 * Math.PI);
  }
}

/** Restricted view: a bar across, to be stroked. */
export function bar(path, x, y, r) {
  path.moveTo(x - r * 0.55, y + r * 0.55);
  path.lineTo(x + r * 0.55, y - r * 0.55);
}
