// The map on its canvas: what is seen of it, and what hands and keys do with it. Paints at most once a frame, and only while something
// changes.
import { Camera } from './camera.js';
import { around } from './seat-map.js';
import { SEATS_FROM } from './seat-brush.js';
import { gestures } from './seat-gestures.js';
import { paint, readTheme } from './seat-paint.js';
import { SeatSheets } from './seat-sheet.js';
import { stageOf } from './seat-stage.js';
import { stepFrom } from './seat-steps.js';

const STEP = 1.6;
const PAN_PIXELS = 60;
const REACH_PIXELS = 14;
const SECTION_REACH_PIXELS = 40;
/** A seat smaller than this is not hit by a finger on purpose: a tap comes nearer first. */
const FINGER_PITCH_PIXELS = 16;
const NEAR_PITCH_PIXELS = 26;
/** More pixels than two to one cost time and are hardly seen. */
const MOST_PIXELS_RATIO = 2;
const FLIGHT_MILLIS = 260;

/**
 * `state` has `isFree(seat)`, `isChosen(seat)`, `chosen()`, `isShown(tier)` and `labelOf(section)`. `pick(seat)` is called for a click on a
 * seat, or Enter; `hover(seat, x, y)` with the seat that is pointed at, -1 for none, and `hoverSection(section, x, y)` with
 * the section, while seats are too small; `visit(seat)` with the one that the keys lead to;
 * `held()` when the wheel went by over the map.
 */
export function seatView(canvas, { map, state, stageWords, pick, hover, hoverSection, visit, held }) {
  const stage = stageOf(map);
  const camera = new Camera(around([map.box, stage.box]), map.pitch, map);
  const scene = {
    ...state, map, camera, theme: readTheme(canvas), stage: { ...stage, words: stageWords(stage.isPitch) }, sheets: new SeatSheets(), preview: [], marked: -1, keyed: -1,
  };
  /** The seat where the keys are, whatever the mouse points at meanwhile; undefined until they were used. */
  let active;
  let frame;
  /** While the camera goes somewhere by itself. */
  let flight;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)');

  function draw(now) {
    frame = undefined;
    if (flight) fly(now);
    if (paint(canvas, scene, now) || flight) repaint();
    // While everything is in view, a finger that moves up or down scrolls the page.
    canvas.style.touchAction = camera.isWhole ? 'pan-y' : 'none';
    canvas.dataset.whole = camera.isWhole;
  }

  /** What `act` does to the camera is done in a few frames, so that one sees where one comes from; whatever comes after it begins where it leads. */
  function flying(act) {
    land();
    const from = camera.standing;
    act();
    if (!isCalm.matches && canvas.clientWidth) {
      flight = { from, to: camera.standing };
      camera.stand(from);
    }
    repaint();
  }

  function fly(now) {
    flight.since ??= now;
    const share = Math.min(1, (now - flight.since) / FLIGHT_MILLIS);
    camera.stand(flight.to, flight.from, 1 - (1 - share) ** 3);
    if (share === 1) flight = undefined;
  }

  function land() {
    if (flight) camera.stand(flight.to);
    flight = undefined;
  }

  function repaint() {
    frame ??= requestAnimationFrame(draw);
  }

  new ResizeObserver(() => {
    const { clientWidth, clientHeight } = canvas;
    if (!clientWidth) return;
    const ratio = Math.min(MOST_PIXELS_RATIO, devicePixelRatio);
    canvas.width = Math.round(clientWidth * ratio);
    canvas.height = Math.round(clientHeight * ratio);
    land();
    camera.resize(clientWidth, clientHeight);
    draw(performance.now());
  }).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    scene.theme = readTheme(canvas);
    repaintAll();
  });

  function repaintAll() {
    scene.sheets.repaint();
    repaint();
  }

  const pitch = () => map.pitch * camera.scale;

  function seatAt(event, reach) {
    if (pitch() < SEATS_FROM) return -1;
    return map.nearest(...camera.toPlane(event.offsetX, event.offsetY), Math.max(reach / camera.scale, map.pitch * 0.5));
  }

  function mark(seat, px, py) {
    if (scene.marked !== seat) {
      scene.marked = seat;
      repaint();
    }
    hover(seat, px, py);
  }

  function zoom(factor, px, py) {
    land();
    camera.zoom(factor, px, py);
    hover(-1);
    repaint();
  }

  function zoomBy(factor, px, py) {
    hover(-1);
    flying(() => camera.zoom(factor, px, py));
  }

  /** All of a section where it fits; in any case so near that its seats are seen. */
  function showSection(section) {
    flying(() => {
      camera.show(map.sections[section].box);
      if (pitch() < SEATS_FROM * 1.5) camera.zoom(SEATS_FROM * 1.5 / pitch());
    });
  }

  /** The keys go on from this seat. */
  function stay(seat) {
    active = seat;
    scene.keyed = seat;
  }

  /** Puts a ring around a seat, and brings it into view, so near that it is told from its neighbours. */
  function near(seat) {
    stay(seat);
    land();
    const isFar = pitch() < FINGER_PITCH_PIXELS;
    const { left, top, right, bottom } = camera.view(-Math.min(3 * map.pitch, 0.25 * Math.min(camera.width, camera.height) / camera.scale));
    const [x, y] = [map.x[seat], map.y[seat]];
    if (!isFar && x >= left && x <= right && y >= top && y <= bottom) repaint();
    else {
      flying(() => {
        if (isFar) camera.zoom(NEAR_PITCH_PIXELS / pitch());
        camera.centre(x, y);
      });
    }
  }

  gestures(canvas, camera, {
    pan(dx, dy) {
      land();
      camera.pan(dx, dy);
      hover(-1);
      repaint();
    },
    zoom,
    point(event) {
      const seat = seatAt(event, 0);
      const section = pitch() < SEATS_FROM ? map.sectionAt(...camera.toPlane(event.offsetX, event.offsetY)) : -1;
      canvas.classList.toggle('over-seat', seat >= 0 || section >= 0);
      mark(seat, event.offsetX, event.offsetY);
      if (section >= 0) hoverSection(section, event.offsetX, event.offsetY);
    },
    leave: () => mark(-1),
    held,
    double: zoomBy,
    tap(event) {
      land();
      const isFinger = event.pointerType === 'touch';
      if (pitch() < SEATS_FROM) {
        const found = map.nearest(...camera.toPlane(event.offsetX, event.offsetY), SECTION_REACH_PIXELS / camera.scale);
        if (found >= 0) showSection(map.rowOf(found).section);
        return found >= 0;
      }
      const seat = seatAt(event, isFinger ? REACH_PIXELS : 0);
      if (isFinger && seat >= 0 && pitch() < FINGER_PITCH_PIXELS) {
        zoomBy(FINGER_PITCH_PIXELS * 1.4 / pitch(), event.offsetX, event.offsetY);
        return true;
      }
      if (seat >= 0) {
        stay(seat);
        pick(seat);
      }
      if (isFinger) mark(seat, event.offsetX, event.offsetY);
      return seat >= 0;
    },
  });

  /** The seat where the keys begin: what is proposed or chosen, or what is nearest to the middle of the view. */
  function begin() {
    return scene.preview[0] ?? scene.chosen()[0] ?? map.nearest(camera.x, camera.y, Infinity);
  }

  function move(key) {
    const next = active === undefined ? begin() : stepFrom(map, active, key);
    near(next);
    hover(-1);
    visit(next);
  }

  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key === '=' ? '+' : event.key;
    const panning = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
    if (event.shiftKey && panning) {
      land();
      camera.pan(...panning.map((each) => each * PAN_PIXELS));
      repaint();
    } else if (panning || ['Home', 'End', 'PageUp', 'PageDown'].includes(key)) move(key);
    else if ((key === 'Enter' || key === ' ') && active !== undefined) pick(active);
    else if (key === 'Enter' || key === ' ') move();
    else if (key === '+') zoomBy(STEP);
    else if (key === '-') zoomBy(1 / STEP);
    else if (key === '0') whole();
    else return;
    event.preventDefault();
  });

  function whole() {
    scene.marked = -1;
    scene.keyed = -1;
    active = undefined;
    hover(-1);
    flying(() => camera.showAll());
  }

  // Whoever leaves the map sees no ring of the keys; whoever comes back does.
  canvas.addEventListener('blur', () => {
    scene.keyed = -1;
    repaint();
  });
  canvas.addEventListener('focus', () => {
    scene.keyed = active ?? -1;
    repaint();
  });

  return {
    repaint,
    repaintAll,
    near,
    showSection,
    whole,
    zoom: (steps) => zoomBy(STEP ** steps),
    /** What would be given now: seats, or none. */
    preview(seats) {
      if (seats.length === scene.preview.length && seats.every((seat, i) => seat === scene.preview[i])) return;
      scene.preview = seats;
      repaint();
    },
    /** These are free or taken now. */
    changed(seats) {
      scene.sheets.change(scene, seats);
      repaint();
    },
    /** All of these into view, as near as they can be told from others. */
    showSeats(seats) {
      const xs = seats.map((seat) => map.x[seat]);
      const ys = seats.map((seat) => map.y[seat]);
      const room = 10 * map.pitch;
      flying(() => camera.show({ left: Math.min(...xs) - room, right: Math.max(...xs) + room, top: Math.min(...ys) - room, bottom: Math.max(...ys) + room }));
    },
    /** How wide the hall with its stage is, to its height. */
    proportion: camera.proportion,
    /** For tests: what is in view, and what the last frame cost. */
    camera,
    work: () => scene.sheets.work,
  };
}
