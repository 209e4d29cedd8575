// The hall that is being drawn, on its canvas: seen by the shop's own map, and what mouse, fingers and keys do with it. Paints at most once a frame, and only while something changes.
import { Camera } from './camera.js';
import { SEATS_FROM } from './seat-brush.js';
import { SeatMap, around } from './seat-map.js';
import { paint, readTheme } from './seat-paint.js';
import { documentOf, rowsOf, seatCount } from './seat-plan.js';
import { SeatSheets } from './seat-sheet.js';
import { stageOf } from './seat-stage.js';
import { stepFrom } from './seat-steps.js';

const STEP = 1.4;
const REACH_PIXELS = 12;
const TAP_PIXELS = 4;
const NEAR_PITCH_PIXELS = 22;
const MOST_PIXELS_RATIO = 2;
const ROOM_PITCHES = 6;
/** Around a hall to which nothing is added: names of its sections have room. */
const STANDING_ROOM_PITCHES = 2;
const BITS = 255;

/**
 * `acts`: what the tool in use does. `tap(seat, event)`, -1 for none; `stroke(seats, isFirst)` for those that the brush goes over; `area(seats, event)` for a rectangle;
 * `drag(dx, dy, isDone)` for what is moved, in the units of the plan, and `nudge` for the same by the keys, if seats may be; `moved(seat, event)` for the keys; `point(seat)` for what
 * a mouse is over, if anybody asks. `standing`: how seats stand of which more is known than what the plan withholds.
 * @param {HTMLCanvasElement} canvas
 * @param {{tool: () => 'select' | 'paint' | 'hand', selected: () => Set<number>, stageWords: (isPitch: boolean) => string, nameOf: (section: any) => string, acts: any,
 *   standing?: {isFree: (seat: number) => boolean, lookOf: (seat: number) => string, looks: any, label: (section: any) => any}}} options
 */
export function seatEditorView(canvas, { tool, selected, stageWords, nameOf, acts, standing }) {
  /** @type {any} */
  let scene;
  let plan;
  let withheld = new Set();
  let frame;
  let keyed = -1;
  /** A rectangle that is being drawn, in pixels of the canvas. */
  let box;

  function rebuild() {
    withheld = new Set();
    for (const { row, first } of rowsOf(plan)) row.seats.forEach((seat, i) => seat.withheld && withheld.add(first + i));
    const map = new SeatMap(documentOf(plan), plan.tiers);
    const stage = stageOf(map);
    const all = around([map.box, stage.box]);
    const room = (standing ? STANDING_ROOM_PITCHES : ROOM_PITCHES) * map.pitch;
    const wide = { left: all.left - room, right: all.right + room, top: all.top - room, bottom: all.bottom + room };
    if (!scene) {
      scene = {
        sheets: new SeatSheets(), theme: readTheme(canvas), preview: [], marked: -1, camera: new Camera(wide, map.pitch, undefined),
        isFree: (seat) => !withheld.has(seat), isChosen: (seat) => selected().has(seat), isShown: () => true, chosen: () => [...selected()],
        labelOf: (section) => ({ names: [nameOf(scene.map.sections[section])], free: 1, freeWords: '', ...standing?.label(scene.map.sections[section]) }),
        ...(standing && { isFree: standing.isFree, lookOf: standing.lookOf, looks: standing.looks }),
      };
      scene.camera.resize(canvas.clientWidth || 1, canvas.clientHeight || 1);
    } else {
      const wasWhole = scene.camera.isWhole;
      Object.assign(scene.camera, { box: wide, pitch: map.pitch });
      if (wasWhole) scene.camera.showAll();
    }
    Object.assign(scene, { map, stage: { ...stage, words: stageWords(stage.isPitch) }, keyed: keyed < map.count ? keyed : -1 });
    keyed = scene.keyed;
    scene.sheets.repaint();
  }

  function draw(now) {
    frame = undefined;
    if (!scene || !plan.sections.length || !canvas.clientWidth) {
      canvas.getContext('2d').clearRect(0, 0, canvas.width, canvas.height);
      return;
    }
    if (paint(canvas, scene, now)) repaint();
    if (box) paintBox();
  }

  function paintBox() {
    const context = canvas.getContext('2d');
    context.fillStyle = scene.theme.accent;
    context.globalAlpha = 0.15;
    context.fillRect(box.x, box.y, box.width, box.height);
    context.globalAlpha = 1;
    context.strokeStyle = scene.theme.accent;
    context.lineWidth = 1;
    context.strokeRect(box.x, box.y, box.width, box.height);
  }

  function repaint() {
    frame ??= requestAnimationFrame(draw);
  }

  new ResizeObserver(() => {
    if (!canvas.clientWidth) return;
    const ratio = Math.min(MOST_PIXELS_RATIO, devicePixelRatio);
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    scene?.camera.resize(canvas.clientWidth, canvas.clientHeight);
    draw(performance.now());
  }).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (!scene) return;
    scene.theme = readTheme(canvas);
    scene.sheets.repaint();
    repaint();
  });

  const at = (event) => scene.camera.toPlane(event.offsetX, event.offsetY);

  function seatAt(event) {
    if (!plan.sections.length) return -1;
    return scene.map.nearest(...at(event), Math.max(REACH_PIXELS / scene.camera.scale, scene.map.pitch * 0.5));
  }

  /** Those along the way from one place to another, so that a quick hand leaves none out. */
  function seatsAlong(from, to) {
    const length = Math.hypot(to.offsetX - from.offsetX, to.offsetY - from.offsetY);
    const steps = Math.max(1, Math.ceil(length / Math.max(4, (scene.map.pitch * scene.camera.scale) / 2)));
    const found = new Set();
    for (let i = 0; i <= steps; i++) {
      const share = i / steps;
      const seat = seatAt({ offsetX: from.offsetX + (to.offsetX - from.offsetX) * share, offsetY: from.offsetY + (to.offsetY - from.offsetY) * share });
      if (seat >= 0) found.add(seat);
    }
    return found;
  }

  function seatsInBox() {
    const [left, top] = scene.camera.toPlane(box.x, box.y);
    const [right, bottom] = scene.camera.toPlane(box.x + box.width, box.y + box.height);
    const found = new Set();
    for (const { first, end } of scene.map.rows) {
      for (let seat = first; seat < end; seat++) {
        const [x, y] = [scene.map.x[seat], scene.map.y[seat]];
        if (x >= left && x <= right && y >= top && y <= bottom) found.add(seat);
      }
    }
    return found;
  }

  /** @type {{from: PointerEvent, last: PointerEvent, doing: string, moved: number} | undefined} */
  let hand;
  const fingers = new Map();

  canvas.addEventListener('pointerdown', (event) => {
    if (!plan?.sections.length) return;
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
    fingers.set(event.pointerId, event);
    const seat = seatAt(event);
    const isHand = tool() === 'hand' || event.button === 1 || fingers.size > 1;
    const doing = isHand ? 'pan' : tool() === 'paint' ? 'paint' : acts.drag && seat >= 0 && selected().has(seat) ? 'drag' : 'area';
    hand = { from: event, last: event, doing, moved: 0 };
    if (doing === 'paint') acts.stroke(seat >= 0 ? new Set([seat]) : new Set(), true);
    event.preventDefault();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!hand) {
      if (!plan?.sections.length) return;
      const seat = seatAt(event);
      canvas.classList.toggle('over-seat', seat >= 0);
      acts.point?.(seat);
      return;
    }
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.offsetX - before.offsetX, event.offsetY - before.offsetY];
    hand.moved += Math.abs(dx) + Math.abs(dy);
    const other = [...fingers.values()].find((each) => each.pointerId !== event.pointerId);
    if (other) {
      const distance = (each) => Math.hypot(each.offsetX - other.offsetX, each.offsetY - other.offsetY) || 1;
      scene.camera.zoom(distance(event) / distance(before), (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
      scene.camera.pan(dx / 2, dy / 2);
    } else if (hand.doing === 'pan') scene.camera.pan(dx, dy);
    else if (hand.doing === 'paint') acts.stroke(seatsAlong(before, event), false);
    else if (hand.doing === 'drag') dragged(event, false);
    else {
      const { from } = hand;
      box = { x: Math.min(from.offsetX, event.offsetX), y: Math.min(from.offsetY, event.offsetY), width: Math.abs(event.offsetX - from.offsetX), height: Math.abs(event.offsetY - from.offsetY) };
    }
    fingers.set(event.pointerId, event);
    hand.last = event;
    repaint();
  });

  function dragged(event, isDone) {
    const [fromX, fromY] = at(hand.from);
    const [x, y] = at(event);
    acts.drag(x - fromX, y - fromY, isDone);
  }

  function lift(event) {
    fingers.delete(event.pointerId);
    if (!hand || fingers.size) return;
    const { doing, moved } = hand;
    if (doing === 'drag' && moved > TAP_PIXELS) dragged(event, true);
    else if (doing === 'area' && box && moved > TAP_PIXELS) acts.area(seatsInBox(), event);
    else if (doing === 'area' || doing === 'drag') acts.tap(seatAt(event), event);
    else if (doing === 'paint') acts.strokeEnded();
    hand = undefined;
    box = undefined;
    const seat = seatAt(event);
    if (seat >= 0 && doing !== 'pan') stay(seat);
    repaint();
  }
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
  canvas.addEventListener('wheel', (event) => {
    if (!scene || (!event.ctrlKey && document.activeElement !== canvas)) return;
    event.preventDefault();
    scene.camera.zoom(Math.exp(-event.deltaY * 0.0016), event.offsetX, event.offsetY);
    repaint();
  }, { passive: false });

  function stay(seat) {
    keyed = seat;
    scene.keyed = seat;
  }

  function near(seat) {
    stay(seat);
    const { camera, map } = scene;
    const pitch = map.pitch * camera.scale;
    const inner = camera.view(-2 * map.pitch);
    const [x, y] = [map.x[seat], map.y[seat]];
    const isIn = x >= inner.left && x <= inner.right && y >= inner.top && y <= inner.bottom;
    if (pitch < SEATS_FROM * 2) camera.zoom(NEAR_PITCH_PIXELS / pitch);
    if (!isIn || pitch < SEATS_FROM * 2) camera.centre(x, y);
    repaint();
  }

  canvas.addEventListener('keydown', (event) => {
    if (!plan?.sections.length || event.ctrlKey || event.metaKey) return;
    const isMove = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'].includes(event.key);
    if (event.altKey && event.key.startsWith('Arrow')) acts.nudge?.({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]);
    else if (isMove) {
      const next = keyed < 0 ? scene.map.nearest(scene.camera.x, scene.camera.y, Infinity) : stepFrom(scene.map, keyed, event.key);
      const before = keyed;
      near(next);
      acts.moved(next, event, before);
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (keyed < 0) near(scene.map.nearest(scene.camera.x, scene.camera.y, Infinity));
      acts.press(keyed, event);
    } else if (event.key === '+' || event.key === '=') zoom(1);
    else if (event.key === '-') zoom(-1);
    else if (event.key === '0') whole();
    else return;
    event.preventDefault();
  });
  canvas.addEventListener('blur', () => {
    if (scene) scene.keyed = -1;
    repaint();
  });
  canvas.addEventListener('focus', () => {
    if (scene) scene.keyed = keyed;
    repaint();
  });

  function zoom(steps) {
    scene?.camera.zoom(STEP ** steps);
    repaint();
  }

  function whole() {
    scene?.camera.showAll();
    repaint();
  }

  return {
    repaint,
    zoom,
    whole,
    near,
    /** The plan is another one. */
    show(next) {
      plan = next;
      if (plan.sections.length) rebuild();
      repaint();
    },
    /** These look otherwise than before, and stand where they stood: nothing is built anew. @param {Map<number, import('./seat-plan.js').Seat>} seats */
    showChanged(next, seats) {
      plan = next;
      for (const [number, seat] of seats) {
        scene.map.tier[number] = plan.tiers.indexOf(seat.tier);
        scene.map.attributes[number] = seat.marks & BITS;
        if (seat.withheld) withheld.add(number);
        else withheld.delete(number);
      }
      scene.sheets.change(scene, [...seats.keys()]);
      repaint();
    },
    /** Seats stand otherwise, where they stood. */
    showAnew() {
      scene?.sheets.repaint();
      repaint();
    },
    forget() {
      keyed = -1;
      if (scene) scene.keyed = -1;
    },
    /** Where the keys are; -1 for nowhere. */
    keyed: () => keyed,
    map: () => scene?.map,
    /** In pixels of the canvas: for tests, and for whoever points. */
    pixelsOf: (seat) => scene.camera.toPixels(scene.map.x[seat], scene.map.y[seat]),
    isEmpty: () => !plan || seatCount(plan) === 0,
  };
}
