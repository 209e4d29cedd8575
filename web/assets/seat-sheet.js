// The seats around the viewport, painted ahead onto a sheet of their own, a bounded piece a frame: 60,000 seats never cost more at once
// than two thousand. Panning moves the sheet, zooming stretches it until a sharper one is ready; seats that others take are painted
// over on it. There are at most two sheets, of at most `MOST_PIXELS` each.
import { overlaps } from './camera.js';
import { SEATS_FROM, costOf, paintFloor, paintLabel, paintRowLabel, paintSeats, wipeSeat } from './seat-brush.js';

/** The most that is painted in one frame, in simple seats; a piece more is begun while it is not used up. */
export const WORK_A_FRAME = 2_000;
export const PIECE = 64;
const FLOOR_COST = 30;
const LABEL_COST = 40;
const MOST_PIXELS = 6_000_000;
/** How far a sheet goes beyond the viewport on each side, as a share of it. */
const AROUND = 0.2;
/** While somebody zooms, the sheet is stretched; a new one is begun when they pause, or when it is stretched beyond this. */
const PAUSE_MILLIS = 90;
const MOST_STRETCHED = 2.5;
/** Others take that many seats: then a new sheet is less work than painting them over. */
const MOST_OVERPAINTED = 400;

class Sheet {
  #strokes;

  /** `canvas` is one that is done with, or a new one. */
  constructor(canvas, scene, ratio, epoch) {
    const { camera, map } = scene;
    this.epoch = epoch;
    this.ratio = ratio;
    this.scale = camera.scale;
    const view = camera.view();
    const isLarge = camera.width * camera.height * ratio * ratio * (1 + 2 * AROUND) ** 2 > MOST_PIXELS;
    const [roomX, roomY] = [view.right - view.left, view.bottom - view.top].map((side) => side * (isLarge ? 0.02 : AROUND));
    const edge = 3 * map.pitch;
    // Corners on whole pixels: where nothing is stretched, nothing is blurred.
    const grid = 1 / (this.scale * ratio);
    this.box = {
      left: Math.floor(Math.max(view.left - roomX, map.box.left - edge) / grid) * grid, top: Math.floor(Math.max(view.top - roomY, map.box.top - edge) / grid) * grid,
      right: Math.min(view.right + roomX, map.box.right + edge), bottom: Math.min(view.bottom + roomY, map.box.bottom + edge),
    };
    this.width = Math.max(1, Math.ceil((this.box.right - this.box.left) / grid));
    this.height = Math.max(1, Math.ceil((this.box.bottom - this.box.top) / grid));
    this.canvas = canvas;
    this.#makeRoom();
    this.context = canvas.getContext('2d');
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, this.width, this.height);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.lens = { scale: this.scale, toPixels: (x, y) => [(x - this.box.left) * this.scale, (y - this.box.top) * this.scale] };
    this.#strokes = strokes(this.context, this.lens, scene, this.box, camera);
    this.isDone = false;
  }

  /** Canvases only grow: a new size is new memory, which a frame has no time for. */
  #makeRoom() {
    const { canvas, width, height } = this;
    if (canvas.width < width || canvas.height < height) {
      canvas.width = Math.max(canvas.width, width);
      canvas.height = Math.max(canvas.height, height);
    }
  }

  /** Paints so much of it; returns how much that was. */
  work(most) {
    let done = 0;
    while (done < most && !this.isDone) {
      const { value, done: isDone } = this.#strokes.next();
      this.isDone = isDone;
      done += Number(value ?? 0);
    }
    return done;
  }

  overpaint(scene, seat) {
    const { left, top, right, bottom } = this.box;
    if (scene.map.x[seat] < left || scene.map.x[seat] > right || scene.map.y[seat] < top || scene.map.y[seat] > bottom) return;
    wipeSeat(this.context, this.lens, scene, seat);
    paintSeats(this.context, this.lens, scene, seat, seat + 1);
  }

  /** Onto the viewport's canvas. */
  put(context, camera) {
    const [x, y] = camera.toPixels(this.box.left, this.box.top);
    const stretched = camera.scale / this.scale;
    const isSharp = Math.abs(stretched - 1) < 1e-9;
    const at = (pixels) => (isSharp ? Math.round(pixels * this.ratio) / this.ratio : pixels);
    const { width, height } = this;
    context.drawImage(this.canvas, 0, 0, width, height, at(x), at(y), width / this.ratio * stretched, height / this.ratio * stretched);
  }

  /** Whether the hall in the view lies on it. */
  covers(camera, hall) {
    const view = camera.view();
    const room = 1e-6 * (view.right - view.left);
    return Math.max(view.left, hall.left) >= this.box.left - room && Math.min(view.right, hall.right) <= this.box.right + room
      && Math.max(view.top, hall.top) >= this.box.top - room && Math.min(view.bottom, hall.bottom) <= this.box.bottom + room;
  }
}

/** Paints piece by piece, and yields what each piece cost. */
function* strokes(context, lens, scene, box, camera) {
  const { map } = scene;
  const pitch = map.pitch * lens.scale;
  const sections = map.sections.map((section, i) => ({ section, i })).filter(({ section }) => overlaps(section.box, box));
  for (const { section } of sections) {
    paintFloor(context, lens, section, scene);
    yield FLOOR_COST;
  }
  if (pitch < SEATS_FROM) {
    for (const { section, i } of sections) {
      paintLabel(context, lens, section, scene, scene.labelOf(i));
      yield LABEL_COST;
    }
    return;
  }
  // What is nearest to the middle comes first: that is what is looked at.
  const far = ({ box: { left, right, top, bottom } }) => Math.max(left - camera.x, camera.x - right, 0) + Math.max(top - camera.y, camera.y - bottom, 0);
  const rows = map.rows.filter((row) => overlaps(row.box, box)).map((row) => [far(row), row]).sort((a, b) => a[0] - b[0]);
  const cost = costOf(pitch);
  for (const [, row] of rows) {
    paintRowLabel(context, lens, row, scene);
    for (let seat = row.first; seat < row.end; seat += PIECE) {
      const end = Math.min(row.end, seat + PIECE);
      paintSeats(context, lens, scene, seat, end);
      yield (end - seat) * cost;
    }
  }
}

export class SeatSheets {
  #shown;
  #next;
  /** Canvases of sheets that are done with. */
  #spare = [];
  #epoch = 0;
  #scale;
  #scaledAt = 0;
  /** What the last frame painted, in simple seats. */
  work = 0;

  /** Everything looks different: other colours, prices that are shown or not, free seats that are not known one by one. */
  repaint() {
    this.#epoch++;
  }

  /** These seats are free or taken now. */
  change(scene, seats) {
    const sheets = [this.#shown, this.#next].filter(Boolean);
    if (seats.length > MOST_OVERPAINTED || sheets.some((sheet) => scene.map.pitch * sheet.scale < SEATS_FROM)) this.repaint();
    else sheets.forEach((sheet) => seats.forEach((seat) => sheet.overpaint(scene, seat)));
  }

  /** Paints what is ready, then goes on with what is not; `ground()` where not all is. Returns whether there is more to do. */
  paint(context, scene, ratio, now, ground) {
    const { camera, map } = scene;
    if (this.#scale !== camera.scale) {
      if (this.#scale !== undefined) this.#scaledAt = now;
      this.#scale = camera.scale;
    }
    const isWanted = !this.#isGood(this.#shown, camera, map, ratio);
    this.work = 0;
    if (isWanted && !this.#isWaiting(camera, now)) {
      const isBegun = this.#isUseful(this.#next, camera, ratio);
      if (!isBegun) this.#begin(scene, ratio);
      // To begin one is work as well.
      this.work = this.#next.work(isBegun ? WORK_A_FRAME : WORK_A_FRAME / 2);
      if (this.#next.isDone) {
        if (this.#shown) this.#spare.push(this.#shown.canvas);
        this.#shown = this.#next;
        this.#next = undefined;
      }
    } else if (!isWanted) this.#stop();
    if (!this.#shown?.covers(camera, map.box)) ground();
    this.#shown?.put(context, camera);
    if (!this.#shown) this.#next?.put(context, camera);
    return !this.#isGood(this.#shown, camera, map, ratio);
  }

  #begin(scene, ratio) {
    this.#stop();
    const canvas = this.#spare.pop() ?? document.createElement('canvas');
    // Of another window, or a sharper one: what it takes would be kept for nothing.
    if (canvas.width * canvas.height > MOST_PIXELS) canvas.width = canvas.height = 1;
    this.#next = new Sheet(canvas, scene, ratio, this.#epoch);
  }

  #stop() {
    if (this.#next) this.#spare.push(this.#next.canvas);
    this.#next = undefined;
  }

  #isGood(sheet, camera, map, ratio) {
    return Boolean(sheet) && sheet.epoch === this.#epoch && sheet.ratio === ratio && sheet.scale === camera.scale && sheet.covers(camera, map.box);
  }

  /** One that was begun is finished while it shows half of the view and more: a quick hand would never see one otherwise. */
  #isUseful(sheet, camera, ratio) {
    if (!sheet || sheet.epoch !== this.#epoch || sheet.ratio !== ratio) return false;
    const stretched = camera.scale / sheet.scale;
    if (stretched > 1.5 || stretched < 1 / 1.5) return false;
    const { left, top, right, bottom } = camera.view(-0.25 * Math.min(camera.width, camera.height) / camera.scale);
    return sheet.scale === camera.scale ? overlaps(sheet.box, camera.view()) : left >= sheet.box.left && right <= sheet.box.right && top >= sheet.box.top && bottom <= sheet.box.bottom;
  }

  #isWaiting(camera, now) {
    if (!this.#shown || now - this.#scaledAt >= PAUSE_MILLIS) return false;
    const stretched = camera.scale / this.#shown.scale;
    return stretched < MOST_STRETCHED && stretched > 1 / MOST_STRETCHED;
  }
}
