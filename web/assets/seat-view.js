// The map on its canvas: what is seen, and what fingers, wheel and keys do with it. Paints at most once a frame, and only
// after something changed.
import { Camera } from './camera.js';
import { around } from './seat-map.js';
import { SEATS_FROM, paint, readTheme } from './seat-paint.js';

const STEP = 1.6;
const PAN_PIXELS = 60;
const TAP_PIXELS = 6;
const REACH_PIXELS = 14;
const SECTION_REACH_PIXELS = 40;
/** A seat smaller than this is not hit by a finger on purpose: a tap comes nearer first. */
const FINGER_PITCH_PIXELS = 16;

/**
 * `{repaint(), point(seat), near(seat), zoom(steps), whole()}`. `pick(seat)` is called for a click on a seat, `hover(seat, x, y)`
 * with the seat that is pointed at, -1 for none. `state` has `isFree`, `isChosen` and `freeIn`.
 */
export function seatView(canvas, { map, state, pick, hover }) {
  const { x, y } = map.focal ?? { x: map.box.left, y: map.box.top };
  const camera = new Camera(around([map.box, { left: x, top: y, right: x, bottom: y }]), map.pitch);
  const scene = { ...state, map, camera, theme: readTheme(canvas), marked: -1 };
  const pointers = new Map();
  let moved = 0;
  let frame;

  function repaint() {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      paint(canvas, scene);
      // While everything is in view, a finger that moves up or down scrolls the page.
      canvas.style.touchAction = camera.isWhole ? 'pan-y' : 'none';
    });
  }

  new ResizeObserver(() => {
    const { clientWidth, clientHeight } = canvas;
    if (!clientWidth) return;
    canvas.width = clientWidth * devicePixelRatio;
    canvas.height = clientHeight * devicePixelRatio;
    camera.resize(clientWidth, clientHeight);
    paint(canvas, scene);
    repaint();
  }).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    scene.theme = readTheme(canvas);
    repaint();
  });

  function seatAt(event, reach) {
    if (map.pitch * camera.scale < SEATS_FROM) return -1;
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
    camera.zoom(factor, px, py);
    hover(-1);
    repaint();
  }

  /** All of a section where it fits; in any case so near that its seats are seen. */
  function showSection(section) {
    camera.show(map.sections[section].box);
    camera.zoom(Math.max(1, SEATS_FROM * 1.2 / (map.pitch * camera.scale)));
  }

  function tap(event) {
    const pitch = map.pitch * camera.scale;
    const isFinger = event.pointerType === 'touch';
    if (pitch < SEATS_FROM) {
      const near = map.nearest(...camera.toPlane(event.offsetX, event.offsetY), SECTION_REACH_PIXELS / camera.scale);
      if (near >= 0) showSection(map.rowOf(near).section);
      else camera.zoom(STEP, event.offsetX, event.offsetY);
      repaint();
      return;
    }
    if (isFinger && pitch < FINGER_PITCH_PIXELS) {
      zoom(FINGER_PITCH_PIXELS * 1.4 / pitch, event.offsetX, event.offsetY);
      return;
    }
    const seat = seatAt(event, isFinger ? REACH_PIXELS : 0);
    if (seat >= 0) pick(seat);
    if (isFinger) mark(seat, event.offsetX, event.offsetY);
  }

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    if (pointers.size === 1) moved = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) {
      const seat = seatAt(event, 0);
      canvas.classList.toggle('over-seat', seat >= 0);
      mark(seat, event.offsetX, event.offsetY);
      return;
    }
    const dx = event.offsetX - before.offsetX;
    const dy = event.offsetY - before.offsetY;
    moved += Math.abs(dx) + Math.abs(dy);
    pointers.set(event.pointerId, event);
    if (moved <= TAP_PIXELS) return;
    const other = [...pointers.values()].find((each) => each.pointerId !== event.pointerId);
    if (other) {
      const distance = (each) => Math.hypot(each.offsetX - other.offsetX, each.offsetY - other.offsetY) || 1;
      camera.zoom(distance(event) / distance(before), (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
    }
    camera.pan(dx / pointers.size, dy / pointers.size);
    hover(-1);
    repaint();
  });
  const lift = (event) => pointers.delete(event.pointerId);
  canvas.addEventListener('pointerup', (event) => {
    if (lift(event) && pointers.size === 0 && moved <= TAP_PIXELS) tap(event);
  });
  canvas.addEventListener('pointercancel', lift);
  canvas.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') mark(-1);
  });
  canvas.addEventListener('wheel', (event) => {
    const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016));
    // Where there is nothing more to see, the wheel scrolls the page.
    if (factor < 1 && camera.isWhole) return;
    event.preventDefault();
    zoom(factor, event.offsetX, event.offsetY);
  }, { passive: false });
  canvas.addEventListener('keydown', (event) => {
    const act = {
      ArrowLeft: () => camera.pan(PAN_PIXELS, 0), ArrowRight: () => camera.pan(-PAN_PIXELS, 0),
      ArrowUp: () => camera.pan(0, PAN_PIXELS), ArrowDown: () => camera.pan(0, -PAN_PIXELS),
      '+': () => camera.zoom(STEP), '-': () => camera.zoom(1 / STEP), 0: () => camera.showAll(),
    }[event.key === '=' ? '+' : event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
    repaint();
  });

  return {
    repaint,
    /** Puts a ring around a seat, and brings it into the middle. */
    near(seat) {
      scene.marked = seat;
      camera.zoom(Math.max(1, FINGER_PITCH_PIXELS * 1.4 / (map.pitch * camera.scale)));
      camera.centre(map.x[seat], map.y[seat]);
      repaint();
    },
    showSection(section) {
      showSection(section);
      repaint();
    },
    zoom: (steps) => zoom(STEP ** steps),
    whole() {
      camera.showAll();
      repaint();
    },
  };
}
