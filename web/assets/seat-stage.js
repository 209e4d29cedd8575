// Where the stage of a hall is, or its pitch where seats stand all around. Pure.
const GAP_PITCHES = 1.5;
const DEPTH_SHARE = 0.07;
const HALF_WIDTH_SHARE = 0.2;
const AMID_SHARE = 0.86;
/** Seats all around so many are around a pitch; around fewer, a stage. */
const PITCH_FROM_SEATS = 5_000;

/** `{box, isPitch}` in the coordinates of the map: free of seats, in front of them towards the focal point or in their middle. */
export function stageOf(map) {
  const { box, focal, pitch } = map;
  const beyond = /** @type {[string, number][]} */ ([
    ['top', box.top - focal.y], ['bottom', focal.y - box.bottom], ['left', box.left - focal.x], ['right', focal.x - box.right],
  ]).toSorted((a, b) => b[1] - a[1])[0];
  return beyond[1] > -pitch ? { box: inFront(map, beyond[0]), isPitch: false } : { box: amid(map), isPitch: map.count >= PITCH_FROM_SEATS };
}

/** Of the proportions of the hall, as large as the seats leave it. */
function amid({ box, focal, count, x, y, pitch }) {
  const width = box.right - box.left || 1;
  const height = box.bottom - box.top || 1;
  let half = Infinity;
  for (let seat = 0; seat < count; seat++) half = Math.min(half, Math.max(Math.abs(x[seat] - focal.x) * height / width, Math.abs(y[seat] - focal.y)));
  half = Math.max(half * AMID_SHARE, Math.min(half, pitch) * 0.5);
  return { left: focal.x - half * width / height, right: focal.x + half * width / height, top: focal.y - half, bottom: focal.y + half };
}

/** Along one side of the hall, as near as the seats there allow. */
function inFront(map, side) {
  const { box, focal, pitch, count } = map;
  const isUpright = side === 'top' || side === 'bottom';
  const [along, across] = isUpright ? [map.x, map.y] : [map.y, map.x];
  const [from, to, at] = isUpright ? [box.left, box.right, focal.x] : [box.top, box.bottom, focal.y];
  const sign = side === 'top' || side === 'left' ? 1 : -1;
  const half = Math.max(2 * pitch, (to - from) * HALF_WIDTH_SHARE);
  const middle = Math.min(to, Math.max(from, at));
  const gap = GAP_PITCHES * pitch;
  const depth = Math.max(2.5 * pitch, DEPTH_SHARE * Math.max(box.right - box.left, box.bottom - box.top));
  let nearest = Infinity;
  for (let seat = 0; seat < count; seat++) {
    if (Math.abs(along[seat] - middle) <= half + gap) nearest = Math.min(nearest, sign * across[seat]);
  }
  if (nearest === Infinity) nearest = sign > 0 ? (isUpright ? box.top : box.left) : -(isUpright ? box.bottom : box.right);
  const edges = [sign * (nearest - gap - depth), sign * (nearest - gap)].toSorted((a, b) => a - b);
  return isUpright
    ? { left: middle - half, right: middle + half, top: edges[0], bottom: edges[1] }
    : { left: edges[0], right: edges[1], top: middle - half, bottom: middle + half };
}
