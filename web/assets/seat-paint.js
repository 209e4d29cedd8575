// Paints the seats that a camera shows. Far away it paints sections, nearer by squares, then each seat with its marks; seats of
// one look are one path, so that a frame costs a few calls however many seats there are.
import { overlaps } from './camera.js';
import { ACCESSIBLE, COMPANION, RESTRICTED_VIEW } from './seat-rows.js';
import { COLOURS, bar, circle, companion, polygon, shapeOf, taken, tick, wheelchair } from './seat-marks.js';

/** Pixels from seat to seat: below the first sections are shown, from the second on shapes, from the third on names. */
export const SEATS_FROM = 3.5;
const SHAPES_FROM = 9;
const NAMES_FROM = 24;
const SEAT_SHARE = 0.4;

/** The colours of the page's theme, as they now are. */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    tiers: Array.from({ length: COLOURS }, (_, i) => colour(`--tier-${i + 1}`)),
    ink: colour('--ink'), paper: colour('--paper'), quiet: colour('--quiet'), line: colour('--line'), floor: colour('--floor'), accent: colour('--accent'),
    font: style.fontFamily,
  };
}

/** `scene`: `{map, camera, theme, isFree(seat), isChosen(seat), freeIn(section), marked}`; `marked` is a seat or -1. */
export function paint(canvas, scene) {
  const context = canvas.getContext('2d');
  const { camera, map, theme } = scene;
  const ratio = canvas.width / camera.width;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, camera.width, camera.height);
  const pitch = map.pitch * camera.scale;
  paintStage(context, scene);
  paintSections(context, scene, pitch);
  if (pitch >= SEATS_FROM) paintSeats(context, scene, pitch);
  else paintCounts(context, scene);
}

/** Where the best seats look; seats all around have no stage in front. */
function paintStage(context, { map, camera, theme }) {
  if (!map.focal) return;
  const [x, y] = camera.toPixels(map.focal.x, map.focal.y);
  const isAmid = overlaps(map.box, { left: map.focal.x, right: map.focal.x, top: map.focal.y, bottom: map.focal.y });
  const word = isAmid ? 'Centre' : 'Stage';
  context.font = `600 13px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = context.measureText(word).width + 24;
  context.fillStyle = theme.line;
  context.beginPath();
  context.roundRect(x - width / 2, y - 13, width, 26, 6);
  context.fill();
  context.fillStyle = theme.ink;
  context.fillText(word, x, y);
}

function paintSections(context, { map, camera, theme }, pitch) {
  const view = camera.view(map.pitch);
  const room = 0.7 * pitch;
  context.lineJoin = 'round';
  for (const section of map.sections) {
    if (!overlaps(section.box, view)) continue;
    context.beginPath();
    polygon(context, section.outline.map(([x, y]) => camera.toPixels(x, y)));
    // The outline runs through the middle of the outer seats: a wide line around it takes them in.
    const isFar = pitch < SEATS_FROM;
    context.strokeStyle = isFar ? theme.tiers[section.tier % COLOURS] : theme.floor;
    context.fillStyle = context.strokeStyle;
    context.globalAlpha = isFar ? 0.24 : 1;
    context.lineWidth = isFar ? Math.max(2, room) : 2 * room;
    context.stroke();
    context.fill();
    context.globalAlpha = 1;
  }
}

/** The name of each section and how many seats are free; a bar shows the share, the shape the tier of most seats. */
function paintCounts(context, { map, camera, theme, freeIn }) {
  const view = camera.view();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let i = 0; i < map.sections.length; i++) {
    const section = map.sections[i];
    if (!overlaps(section.box, view)) continue;
    const [x, y] = camera.toPixels(section.label.x, section.label.y);
    const side = section.label.side * camera.scale;
    const free = freeIn(i);
    const size = Math.min(13, Math.max(8, side / 4));
    const colour = theme.tiers[section.tier % COLOURS];
    context.fillStyle = theme.ink;
    context.font = `700 ${size}px ${theme.font}`;
    const name = side > 20 && [section.name, section.id].find((each) => context.measureText(each).width < side * 0.95);
    if (name) context.fillText(name, x, y - size * 0.55);
    context.fillStyle = free > 0 ? colour : theme.quiet;
    context.beginPath();
    shapeOf(section.tier)(context, x, y + (name ? size * 0.75 : 0), free > 0 ? Math.min(5, size * 0.42) : 2);
    context.fill();
    if (name && side > 66) {
      context.fillStyle = theme.ink;
      context.font = `500 ${size - 1}px ${theme.font}`;
      context.fillText(free > 0 ? `${free} free` : 'none free', x, y + size * 1.9);
    }
  }
}

function paintSeats(context, scene, pitch) {
  const { map, camera, theme } = scene;
  const inView = camera.view(map.pitch);
  const r = pitch * SEAT_SHARE;
  const looks = new Map();
  const add = (look, x, y) => {
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look).push(x, y);
  };
  for (const row of map.rows) {
    if (!overlaps(row.box, inView)) continue;
    for (let seat = row.first; seat < row.end; seat++) {
      const [x, y] = camera.toPixels(map.x[seat], map.y[seat]);
      if (x < -r || y < -r || x > camera.width + r || y > camera.height + r) continue;
      if (scene.isChosen(seat)) add('chosen', x, y);
      else if (map.tier[seat] < 0 || !scene.isFree(seat)) add('taken', x, y);
      else {
        add(map.tier[seat], x, y);
        if (pitch >= SHAPES_FROM && map.attributes[seat]) mark(add, map, seat, x, y);
        else if (pitch >= NAMES_FROM) add(`name ${map.labels[seat]}`, x, y);
      }
    }
  }
  const isSmall = pitch < SHAPES_FROM;
  context.lineWidth = Math.max(1, r * 0.16);
  for (const [look, points] of looks) if (typeof look === 'number') fill(context, theme.tiers[look % COLOURS], isSmall ? dot : shapeOf(look), points, r);
  stroke(context, theme.quiet, isSmall ? speck : taken, looks.get('taken'), r);
  context.lineWidth = Math.max(1.2, r * 0.14);
  stroke(context, theme.paper, wheelchair, looks.get('accessible'), r);
  stroke(context, theme.paper, companion, looks.get('companion'), r);
  stroke(context, theme.paper, bar, looks.get('restricted'), r);
  paintNames(context, theme, looks, r);
  fill(context, theme.ink, circle, looks.get('chosen'), r * 1.18);
  context.lineWidth = Math.max(1.2, r * 0.22);
  stroke(context, theme.paper, tick, looks.get('chosen'), r);
  paintMarked(context, scene, r);
}

function mark(add, map, seat, x, y) {
  if (map.has(seat, ACCESSIBLE)) add('accessible', x, y);
  else if (map.has(seat, COMPANION)) add('companion', x, y);
  else if (map.has(seat, RESTRICTED_VIEW)) add('restricted', x, y);
}

function paintNames(context, theme, looks, r) {
  context.fillStyle = theme.paper;
  context.font = `600 ${Math.min(12, r * 0.85)}px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [look, points] of looks) {
    if (typeof look !== 'string' || !look.startsWith('name ')) continue;
    for (let i = 0; i < points.length; i += 2) context.fillText(look.slice(5), points[i], points[i + 1] + 0.5);
  }
}

/** A ring around the seat that is pointed at or has the focus. */
function paintMarked(context, { map, camera, theme, marked }, r) {
  if (marked < 0) return;
  const [x, y] = camera.toPixels(map.x[marked], map.y[marked]);
  context.lineWidth = 3;
  stroke(context, theme.ink, circle, [x, y], Math.max(8, r * 1.5));
}

function fill(context, colour, shape, points = [], r) {
  trace(context, shape, points, r);
  context.fillStyle = colour;
  context.fill();
}

function stroke(context, colour, shape, points = [], r) {
  trace(context, shape, points, r);
  context.strokeStyle = colour;
  context.stroke();
}

function trace(context, shape, points, r) {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) shape(context, points[i], points[i + 1], r);
}

function dot(path, x, y, r) {
  path.rect(x - r, y - r, 2 * r, 2 * r);
}

function speck(path, x, y, r) {
  path.rect(x - r * 0.2, y - r * 0.2, r * 0.4, r * 0.4);
}
