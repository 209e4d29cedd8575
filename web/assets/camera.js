// What part of a plane a viewport shows: a scale and a centre. Pure.
const CLOSEST_PITCH_PIXELS = 44;
/** A hall of a few seats does not fill a large window with them. */
const WHOLE_PITCH_PIXELS = 72;
/** Beside and above what there is to see, in pitches: the outer things are wide, and rows have their letters at their ends. */
const ROOM_BESIDE = 3;
const ROOM_ABOVE = 1;
const MARGIN = 0.03;
/** Something of what there is to see is at least this far inside the viewport, as a share of its lesser side. */
const INSIDE = 0.15;

export class Camera {
  scale = 1;
  x = 0;
  y = 0;
  width = 1;
  height = 1;

  /**
   * `box` is around what there is to see; `pitch` the distance of its smallest things; `things` tells where those are, so that some of them
   * always stay in view: `{hasSeatIn(box), nearestPlace(x, y)}`.
   */
  constructor(box, pitch, things) {
    this.box = box;
    this.pitch = pitch;
    this.things = things;
  }

  /** The scale at which everything fits in. */
  get whole() {
    const [width, height] = this.#size;
    const fits = (1 - 2 * MARGIN) * Math.min(this.width / width, this.height / height);
    return Math.min(fits, WHOLE_PITCH_PIXELS / this.pitch);
  }

  get closest() {
    return Math.max(this.whole, CLOSEST_PITCH_PIXELS / this.pitch);
  }

  /** How wide all of it is, to its height. */
  get proportion() {
    const [width, height] = this.#size;
    return width / height;
  }

  get #size() {
    const { left, top, right, bottom } = this.box;
    return [right - left + ROOM_BESIDE * this.pitch, bottom - top + ROOM_ABOVE * this.pitch];
  }

  get isWhole() {
    return this.scale <= this.whole * 1.001;
  }

  /** The viewport has another size: what was in the middle stays there. */
  resize(width, height) {
    const wasWhole = this.isWhole || this.width === 1;
    this.width = width;
    this.height = height;
    if (wasWhole) this.showAll();
    else this.#settle();
  }

  showAll() {
    const { left, top, right, bottom } = this.box;
    this.scale = this.whole;
    this.x = (left + right) / 2;
    this.y = (top + bottom) / 2;
  }

  /** Puts a box in the middle, as large as it fits. */
  show({ left, top, right, bottom }) {
    const room = 2 * this.pitch;
    this.scale = (1 - 2 * MARGIN) * Math.min(this.width / (right - left + room), this.height / (bottom - top + room));
    this.x = (left + right) / 2;
    this.y = (top + bottom) / 2;
    this.#settle();
  }

  centre(x, y) {
    this.x = x;
    this.y = y;
    this.#settle();
  }

  /** By pixels of the viewport. */
  pan(dx, dy) {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.#settle();
  }

  /** What is at the given pixel stays there. */
  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const [x, y] = this.toPlane(px, py);
    this.scale = Math.min(this.closest, Math.max(this.whole, this.scale * factor));
    this.x = x - (px - this.width / 2) / this.scale;
    this.y = y - (py - this.height / 2) / this.scale;
    this.#settle();
  }

  /** Where it stands, to come back to by `stand`. */
  get standing() {
    return { scale: this.scale, x: this.x, y: this.y };
  }

  /** On the way from one standing to another, `share` of it: what both show stays in view, as if one flew there. */
  stand(to, from = to, share = 1) {
    if (share >= 1) {
      Object.assign(this, to);
      return;
    }
    this.scale = from.scale * (to.scale / from.scale) ** share;
    const along = Math.abs(to.scale / from.scale - 1) < 1e-6 ? share : (1 / this.scale - 1 / from.scale) / (1 / to.scale - 1 / from.scale);
    this.x = from.x + (to.x - from.x) * along;
    this.y = from.y + (to.y - from.y) * along;
  }

  toPlane(px, py) {
    return [this.x + (px - this.width / 2) / this.scale, this.y + (py - this.height / 2) / this.scale];
  }

  toPixels(x, y) {
    return [(x - this.x) * this.scale + this.width / 2, (y - this.y) * this.scale + this.height / 2];
  }

  /** The box of the plane that is in view, with a margin of `room`. */
  view(room = 0) {
    const halfWidth = this.width / 2 / this.scale + room;
    const halfHeight = this.height / 2 / this.scale + room;
    return { left: this.x - halfWidth, top: this.y - halfHeight, right: this.x + halfWidth, bottom: this.y + halfHeight };
  }

  /** Nobody gets lost: the scale stays in its bounds, the middle inside the box, and something to see in view. */
  #settle() {
    this.scale = Math.min(this.closest, Math.max(this.whole, this.scale));
    const { left, top, right, bottom } = this.box;
    if (this.isWhole) this.showAll();
    this.x = Math.min(right, Math.max(left, this.x));
    this.y = Math.min(bottom, Math.max(top, this.y));
    if (this.things) this.#keepInView();
  }

  /** Moves as little as it takes. */
  #keepInView() {
    const inner = this.view(-INSIDE * Math.min(this.width, this.height) / this.scale);
    if (this.things.hasSeatIn(inner)) return;
    const [x, y] = this.things.nearestPlace(this.x, this.y);
    this.x += Math.max(0, x - inner.right) - Math.max(0, inner.left - x);
    this.y += Math.max(0, y - inner.bottom) - Math.max(0, inner.top - y);
  }
}

export function overlaps(a, b) {
  return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
}
