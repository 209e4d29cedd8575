// What fingers, mouse and wheel do with the map: they move it, come nearer, and pick. A finger that moves up or down over a map that is
// all in view scrolls the page, and so does the wheel until the map was clicked or Ctrl is held.
const STEP = 1.6;
const TAP_PIXELS = 6;
const DOUBLE_MILLIS = 320;
const DOUBLE_PIXELS = 28;

/**
 * `acts`: `{pan(dx, dy), zoom(factor, x, y), double(factor, x, y), tap(event), point(event), leave(), held()}`; `tap` returns whether it met something, `held` follows a
 * wheel that scrolls the page.
 */
export function gestures(canvas, camera, acts) {
  const pointers = new Map();
  let moved = 0;
  let last;

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    if (pointers.size === 1) moved = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) {
      acts.point(event);
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
      acts.zoom(distance(event) / distance(before), (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
    }
    acts.pan(dx / pointers.size, dy / pointers.size);
  });
  const lift = (event) => pointers.delete(event.pointerId);
  canvas.addEventListener('pointerup', (event) => {
    if (!lift(event) || pointers.size > 0 || moved > TAP_PIXELS) return;
    const isDouble = last && event.timeStamp - last.timeStamp < DOUBLE_MILLIS && Math.hypot(event.offsetX - last.offsetX, event.offsetY - last.offsetY) < DOUBLE_PIXELS;
    const hasMet = acts.tap(event);
    last = hasMet || isDouble ? undefined : event;
    if (!hasMet && isDouble) acts.double(event.shiftKey ? 1 / STEP / STEP : STEP * STEP, event.offsetX, event.offsetY);
  });
  canvas.addEventListener('pointercancel', lift);
  canvas.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') acts.leave();
  });
  canvas.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) {
      acts.held();
      return;
    }
    const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : event.ctrlKey && Math.abs(event.deltaY) < 50 ? 0.01 : 0.0016));
    // Where there is nothing more to see, the wheel scrolls the page, but for one that would zoom the page itself.
    if (factor < 1 && camera.isWhole && !event.ctrlKey) return;
    event.preventDefault();
    acts.zoom(factor, event.offsetX, event.offsetY);
  }, { passive: false });
}
