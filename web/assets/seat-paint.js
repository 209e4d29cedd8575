// Paints what a camera shows of a hall, a frame at a time: the stage, the seats as they lie ready on a sheet (seat-sheet.js), and what
// belongs to the viewer above them. How seats and sections themselves look is in seat-brush.js.
import { overlaps } from './camera.js';
import { COLOURS, circle, tick } from './seat-marks.js';
import { ROWS_FROM, dot, fill, paintFloor, readyForRows, stroke } from './seat-brush.js';
import { PIECE } from './seat-sheet.js';

/** What a chosen seat is never smaller than, however far away the hall is. */
const LEAST_PICKED_PIXELS = 5;
/** More, as an editor has them, are squares, some at a time: one path of thousands of circles takes a browser a second. */
const MOST_TICKED = 60;
const LEAST_WORD_PIXELS = 10;
/** So near that a few seats fill the view. */
const TABS_FROM_FACTOR = 1.5;
const MOST_TABS = 60;
/** Of a tier's colour in that of its sections seen from far away. */
const PALE_SHARE = 0.24;

/** The colours of the page's theme, as they now are. */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue(name).trim();
  const tiers = Array.from({ length: COLOURS }, (_, i) => colour(`--tier-${i + 1}`));
  return {
    tiers,
    pale: tiers.map((each) => mixed(each, colour('--ground'), PALE_SHARE)),
    ink: colour('--ink'), paper: colour('--paper'), quiet: colour('--quiet'), line: colour('--line'), floor: colour('--floor'), accent: colour('--accent'),
    font: style.fontFamily,
  };
}

/** So much of one colour in another, opaque: what is painted twice looks as if painted once. */
function mixed(colour, into, share) {
  const context = document.createElement('canvas').getContext('2d');
  const [one, other] = [colour, into].map((each) => {
    context.fillStyle = each;
    return String(context.fillStyle).match(/[\da-f]{2}/gi).map((part) => parseInt(part, 16));
  });
  return `rgb(${one.map((part, i) => Math.round(part * share + other[i] * (1 - share))).join(' ')})`;
}

/**
 * `scene`: `{map, camera, theme, stage: {box, words, isPitch}, sheets, isFree(seat), isChosen(seat), isShown(tier), freeIn(section), chosen(), preview, marked, keyed}`;
 * `chosen()` and `preview` are seats, `marked` and `keyed` one or -1. Returns whether there is more to paint in the next frame.
 */
export function paint(canvas, scene, now) {
  const context = canvas.getContext('2d');
  const { camera } = scene;
  const ratio = canvas.width / camera.width;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, camera.width, camera.height);
  paintStage(context, scene);
  const isMore = scene.sheets.paint(context, scene, ratio, now, () => paintGround(context, scene));
  paintRowTabs(context, scene);
  paintPicked(context, scene);
  return isMore;
}

function paintGround(context, scene) {
  const view = scene.camera.view(scene.map.pitch);
  for (const section of scene.map.sections) if (overlaps(section.box, view)) paintFloor(context, scene.camera, section, scene);
}

/** Where the best seats look; a pitch has its lines. */
function paintStage(context, { camera, theme, stage: { box, words, isPitch } }) {
  const [left, top] = camera.toPixels(box.left, box.top);
  const [right, bottom] = camera.toPixels(box.right, box.bottom);
  const [width, height] = [right - left, bottom - top];
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const round = Math.min(width, height) * (isPitch ? 0.06 : 0.18);
  context.fillStyle = isPitch ? theme.floor : theme.line;
  context.beginPath();
  context.roundRect(left, top, width, height, round);
  context.fill();
  if (isPitch) {
    context.strokeStyle = theme.line;
    context.lineWidth = Math.max(1, height * 0.008);
    context.beginPath();
    context.roundRect(left + width * 0.03, top + height * 0.03, width * 0.94, height * 0.94, round / 2);
    context.moveTo(x, top + height * 0.03);
    context.lineTo(x, bottom - height * 0.03);
    circle(context, x, y, Math.min(width, height) * 0.16);
    context.stroke();
  }
  const isUpright = height > width * 1.4;
  const [along, across] = isUpright ? [height, width] : [width, height];
  const size = Math.min(22, across * 0.5, along / Math.max(2, words.length) * 0.9);
  if (size < LEAST_WORD_PIXELS) return;
  context.save();
  context.translate(x, y);
  if (isUpright) context.rotate(-Math.PI / 2);
  context.font = `600 ${size}px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = isPitch ? theme.quiet : theme.ink;
  context.fillText(words, 0, 0);
  context.restore();
}

/** The letters of rows whose ends are both out of view, at the edge that is nearest to the first. */
function paintRowTabs(context, { map, camera, theme }) {
  const pitch = map.pitch * camera.scale;
  if (pitch < TABS_FROM_FACTOR * ROWS_FROM) return;
  const view = camera.view();
  const isIn = (seat) => map.x[seat] >= view.left && map.x[seat] <= view.right && map.y[seat] >= view.top && map.y[seat] <= view.bottom;
  readyForRows(context, pitch, theme);
  let tabs = 0;
  for (const { box, label, first, end } of map.rows) {
    if (tabs > MOST_TABS) return;
    if (!overlaps(box, view) || isIn(first) || isIn(end - 1)) continue;
    let seat = first;
    while (seat < end && !isIn(seat)) seat++;
    if (seat === end) continue;
    tabs++;
    const [x, y] = camera.toPixels(map.x[seat], map.y[seat]);
    const width = context.measureText(label).width + 10;
    const inside = (at, size, half) => Math.min(size - half - 2, Math.max(half + 2, at));
    const isAside = Math.min(x, camera.width - x) < Math.min(y, camera.height - y);
    const left = isAside ? (x < camera.width / 2 ? width / 2 + 2 : camera.width - width / 2 - 2) : inside(x, camera.width, width / 2);
    const top = isAside ? inside(y, camera.height, 10) : (y < camera.height / 2 ? 12 : camera.height - 12);
    context.fillStyle = theme.paper;
    context.beginPath();
    context.roundRect(left - width / 2, top - 10, width, 20, 6);
    context.fill();
    context.fillStyle = theme.ink;
    context.fillText(label, left, top + 0.5);
  }
}

/** The best seats just now, those that are chosen, and the one that is pointed at or has the keys. */
function paintPicked(context, { map, camera, theme, chosen, preview, marked, keyed }) {
  const r = map.pitch * camera.scale * 0.4;
  const points = (seats) => seats.flatMap((seat) => camera.toPixels(map.x[seat], map.y[seat]));
  const previewed = points(preview);
  context.lineWidth = 5;
  stroke(context, theme.paper, circle, previewed, Math.max(LEAST_PICKED_PIXELS + 1, r * 1.2));
  context.lineWidth = 2.5;
  stroke(context, theme.accent, circle, previewed, Math.max(LEAST_PICKED_PIXELS + 1, r * 1.2));
  const seats = chosen();
  if (seats.length > MOST_TICKED) {
    for (let i = 0; i < seats.length; i += PIECE) fill(context, theme.ink, dot, points(seats.slice(i, i + PIECE)), r * 1.18);
  } else {
    const picked = points(seats);
    const size = Math.max(LEAST_PICKED_PIXELS, r * 1.18);
    context.lineWidth = 2;
    stroke(context, theme.paper, circle, picked, size + 1);
    fill(context, theme.ink, circle, picked, size);
    context.lineWidth = Math.max(1.2, size * 0.2);
    stroke(context, theme.paper, tick, picked, size * 0.85);
  }
  context.lineWidth = 3;
  stroke(context, theme.ink, circle, points([...new Set([marked, keyed])].filter((seat) => seat >= 0)), Math.max(8, r * 1.5));
}
