// How seats, rows and sections look. A lens says where the plane's points are: `{scale, toPixels(x, y)}`, as a camera is one. Far away
// sections are shown, nearer squares, then each seat with its shape and marks, and at last its number. Seats of one look are one path, so
// that they cost a few calls however many they are.
import { ACCESSIBLE, COMPANION, RESTRICTED_VIEW } from './seat-rows.js';
import { COLOURS, bar, companion, polygon, shapeOf, taken, wheelchair } from './seat-marks.js';

/** Pixels from seat to seat: below the first sections are shown, from the second on shapes, from the others on letters of rows and numbers of seats. */
export const SEATS_FROM = 4.5;
const SHAPES_FROM = 9;
export const ROWS_FROM = 12;
const NUMBERS_FROM = 24;
const SEAT_SHARE = 0.4;
const NOTED = ACCESSIBLE | COMPANION | RESTRICTED_VIEW;

/** What a seat costs to paint, by how much of it is seen; a word costs as much as a few. */
export function costOf(pitch) {
  if (pitch >= NUMBERS_FROM) return 5;
  return pitch >= SHAPES_FROM ? 2 : 1;
}

/** A section's ground, or, far away, the section itself in the colour of most of its seats. */
export function paintFloor(context, lens, section, { map, theme, isShown }) {
  const pitch = map.pitch * lens.scale;
  const isFar = pitch < SEATS_FROM;
  const isPlain = isFar && !isShown(section.tier);
  context.lineJoin = 'round';
  context.beginPath();
  polygon(context, section.outline.map(([x, y]) => lens.toPixels(x, y)));
  // The outline runs through the middle of the outer seats: a wide line around it takes them in.
  context.strokeStyle = isFar && !isPlain ? theme.pale[section.tier % COLOURS] : theme.floor;
  context.fillStyle = context.strokeStyle;
  context.lineWidth = isFar ? Math.max(1, 0.7 * pitch) : 1.4 * pitch;
  context.stroke();
  context.fill();
}

/** The name of a section and how many of its seats are free; the shape is that of the tier of most of its seats. */
export function paintLabel(context, lens, section, { theme, isShown }, { names, free, freeWords }) {
  const [x, y] = lens.toPixels(section.label.x, section.label.y);
  const side = section.label.side * lens.scale;
  const isOn = free > 0 && isShown(section.tier);
  const size = Math.min(15, Math.max(8.5, side / 4));
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = isOn ? theme.ink : theme.quiet;
  context.font = `700 ${size}px ${theme.font}`;
  const name = side > 18 && names.find((each) => context.measureText(each).width < side * 1.02);
  if (name) context.fillText(name, x, y - size * 0.5);
  context.fillStyle = isOn ? theme.tiers[section.tier % COLOURS] : theme.quiet;
  context.beginPath();
  shapeOf(section.tier)(context, x, y + (name ? size * 0.75 : 0), isOn ? Math.min(6, size * 0.42) : 2);
  context.fill();
  if (!name || side <= 66) return;
  context.fillStyle = isOn ? theme.ink : theme.quiet;
  context.font = `500 ${size - 1.5}px ${theme.font}`;
  context.fillText(freeWords, x, y + size * 1.9);
}

/** The letter of a row at both its ends. */
export function paintRowLabel(context, lens, { label, first, end }, { map, theme }) {
  const pitch = map.pitch * lens.scale;
  if (pitch < ROWS_FROM) return;
  readyForRows(context, pitch, theme);
  context.fillStyle = theme.quiet;
  const last = end - 1;
  const beyond = (seat, inner) => {
    const [x, y] = [map.x[seat], map.y[seat]];
    const [dx, dy] = first === last ? [seat === inner ? -1 : 1, 0] : [x - map.x[inner], y - map.y[inner]];
    const far = Math.hypot(dx, dy) || 1;
    const [px, py] = lens.toPixels(x + dx / far * map.pitch, y + dy / far * map.pitch);
    context.fillText(label, px, py);
  };
  beyond(first, Math.min(first + 1, last));
  if (last > first) beyond(last, last - 1);
}

export function readyForRows(context, pitch, theme) {
  context.font = `700 ${Math.min(14, Math.max(9, pitch * 0.5))}px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
}

/**
 * The seats from `first` to before `end`; what the viewer chose is painted above them. Whoever knows more of those that are taken has `lookOf(seat)`, the name of a look, and
 * `looks`, which paint these.
 */
export function paintSeats(context, lens, { map, theme, isFree, isShown, lookOf, looks: ownLooks }, first, end) {
  const pitch = map.pitch * lens.scale;
  const r = pitch * SEAT_SHARE;
  const looks = new Map();
  const add = (look, x, y) => {
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look).push(x, y);
  };
  for (let seat = first; seat < end; seat++) {
    const [x, y] = lens.toPixels(map.x[seat], map.y[seat]);
    const tier = map.tier[seat];
    if (tier < 0 || !isFree(seat)) add(lookOf?.(seat) ?? 'taken', x, y);
    else if (!isShown(tier)) add('dim', x, y);
    else {
      add(tier, x, y);
      if (pitch >= SHAPES_FROM && map.attributes[seat] & NOTED) note(add, map, seat, x, y);
      else if (pitch >= NUMBERS_FROM) add(`number ${map.labels[seat]}`, x, y);
    }
  }
  const isSmall = pitch < SHAPES_FROM;
  context.lineWidth = Math.max(1, r * 0.16);
  for (const [look, points] of looks) if (typeof look === 'number') fill(context, theme.tiers[look % COLOURS], isSmall ? dot : shapeOf(look), points, r);
  fill(context, theme.line, dot, looks.get('dim'), r * 0.6);
  stroke(context, theme.quiet, isSmall ? speck : taken, looks.get('taken'), r);
  for (const look in ownLooks) ownLooks[look](context, theme, looks.get(look), r);
  context.lineWidth = Math.max(1.2, r * 0.14);
  stroke(context, theme.paper, wheelchair, looks.get('accessible'), r);
  stroke(context, theme.paper, companion, looks.get('companion'), r);
  stroke(context, theme.paper, bar, looks.get('restricted'), r);
  if (pitch >= NUMBERS_FROM) paintNumbers(context, theme, looks, r);
}

/** Takes a seat off again, down to the ground. */
export function wipeSeat(context, lens, { map, theme }, seat) {
  const [x, y] = lens.toPixels(map.x[seat], map.y[seat]);
  context.fillStyle = theme.floor;
  context.beginPath();
  context.arc(x, y, map.pitch * lens.scale * 0.52, 0, 2 * Math.PI);
  context.fill();
}

function note(add, map, seat, x, y) {
  if (map.has(seat, ACCESSIBLE)) add('accessible', x, y);
  else if (map.has(seat, COMPANION)) add('companion', x, y);
  else add('restricted', x, y);
}

function paintNumbers(context, theme, looks, r) {
  context.fillStyle = theme.paper;
  context.font = `600 ${Math.min(13, r * 0.85)}px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [look, points] of looks) {
    if (typeof look !== 'string' || !look.startsWith('number ')) continue;
    for (let i = 0; i < points.length; i += 2) context.fillText(look.slice(7), points[i], points[i + 1] + 0.5, r * 1.7);
  }
}

export function fill(context, colour, shape, points = [], r) {
  if (!points.length) return;
  trace(context, shape, points, r);
  context.fillStyle = colour;
  context.fill();
}

export function stroke(context, colour, shape, points = [], r) {
  if (!points.length) return;
  trace(context, shape, points, r);
  context.strokeStyle = colour;
  context.stroke();
}

function trace(context, shape, points, r) {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) shape(context, points[i], points[i + 1], r);
}

export function dot(path, x, y, r) {
  path.rect(x - r, y - r, 2 * r, 2 * r);
}

function speck(path, x, y, r) {
  path.rect(x - r * 0.2, y - r * 0.2, r * 0.4, r * 0.4);
}
