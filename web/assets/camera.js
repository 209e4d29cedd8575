// What part of a plane a viewport shows: a scale and a centre. Pure.
const CLOSEST_PITCH_PIXELS = 44;
const MARGIN = 0.06;

export class Camera {
  scale = 1;
  x = 0;
  y = 0;
  width = 1;
  height = 1;

  /** `box` is what there is to see; `pitch` the distance of its smallest things. */
  constructor(box, pitch) {
    this.box = box;
    this.pitch = pitch;
  }

  /** The scale at which everything fits in. */
  get whole() {
    const { left, top, right, bottom } = this.box;
    const fits = (1 - 2 * MARGIN) * Math.min(this.width / (right - left + this.pitch), this.height / (bottom - top + this.pitch));
    return Math.min(fits, this.closest);
  }

  get closest() {
    return CLOSEST_PITCH_PIXELS / this.pitch;
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

  /** Nobody gets lost: the scale stays in its bounds and the middle inside the box. */
  #settle() {
    this.scale = Math.min(this.closest, Math.max(this.whole, this.scale));
    const { left, top, right, bottom } = this.box;
    if (this.isWhole) this.showAll();
    this.x = Math.min(right, Math.max(left, this.x));
    this.y = Math.min(bottom, Math.max(top, this.y));
  }
}

export function overlaps(a, b) {
  return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
}
