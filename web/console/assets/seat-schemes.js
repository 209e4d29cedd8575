// How rows and seats are called, and where the seats of a block stand. Pure.
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Letters that are mistaken for numbers. */
const MISTAKEN = 'IO';
const RADIANS = Math.PI / 180;

/** How the seats of a row can be numbered, from left to right as one sees the stage from above. */
export const NUMBERINGS = ['ltr', 'rtl', 'odd', 'even', 'oddRtl', 'evenRtl', 'middle', 'letters'];
/** How rows can be called, from the front to the back. */
export const ROW_SCHEMES = ['letters', 'lettersPlain', 'numbers'];

/**
 * The labels of `count` seats of a row.
 * @param {string} scheme one of NUMBERINGS; `middle` has odd numbers to the left of the middle and even ones to the right
 */
export function seatLabels(scheme, count, first = 1) {
  const from = (start, step) => Array.from({ length: count }, (_, i) => String(start + i * step));
  const odd = first % 2 === 1 ? first : first + 1;
  const even = first % 2 === 0 ? first : first + 1;
  switch (scheme) {
    case 'rtl': return from(first, 1).reverse();
    case 'odd': return from(odd, 2);
    case 'even': return from(even, 2);
    case 'oddRtl': return from(odd, 2).reverse();
    case 'evenRtl': return from(even, 2).reverse();
    case 'middle': {
      const left = Math.ceil(count / 2);
      return [...Array.from({ length: left }, (_, i) => String(2 * (left - 1 - i) + 1)), ...Array.from({ length: count - left }, (_, i) => String(2 * (i + 1)))];
    }
    case 'letters': return Array.from({ length: count }, (_, i) => lettersOf(i + first - 1, LETTERS));
    default: return from(first, 1);
  }
}

/** The label of a row: `A` to `Z`, then `AA`; or its number. @param {number} index from 0 */
export function rowLabel(scheme, index) {
  if (scheme === 'numbers') return String(index + 1);
  return lettersOf(index, scheme === 'lettersPlain' ? LETTERS : [...LETTERS].filter((letter) => !MISTAKEN.includes(letter)).join(''));
}

/** The index of the row with this label; -1 for what no scheme gives. */
export function rowIndex(scheme, label) {
  for (let index = 0; index < 1_000; index++) if (rowLabel(scheme, index) === label) return index;
  return -1;
}

function lettersOf(index, letters) {
  let text = '';
  for (let left = index; left >= 0; left = Math.floor(left / letters.length) - 1) text = letters[left % letters.length] + text;
  return text;
}

/**
 * Where the seats of a block stand: `[[x, y], …]` for each row, whole numbers. Its first row is `y`, its middle `x`; rows of other lengths have the same middle.
 * @param {{x: number, y: number, counts: number[], seatGap: number, rowGap: number, bend: number, skew?: number}} block `bend`: degrees of the arc that the widest row is, whose
 *   ends come forward; 0 for straight rows; `skew`: by how much each row stands to the right of the one before
 */
export function blockPlaces({ x, y, counts, seatGap, rowGap, bend, skew = 0 }) {
  const widest = (Math.max(...counts) - 1) * seatGap;
  const angle = Math.min(350, Math.abs(bend)) * RADIANS;
  const radius = angle > 0 && widest > 0 ? widest / angle : Infinity;
  return counts.map((count, row) => {
    const back = row * rowGap;
    return Array.from({ length: count }, (_, i) => {
      const along = (i - (count - 1) / 2) * seatGap;
      const [dx, dy] = radius === Infinity ? [along, 0] : onArc(along, radius + (bend < 0 ? -back : back), Math.sign(bend));
      return [Math.round(x + dx + row * skew), Math.round(y + back + dy)];
    });
  });
}

/** So far along an arc, whose ends come forward, or go back where its sign is negative. */
function onArc(along, radius, sign) {
  const safe = Math.max(radius, 1);
  return [safe * Math.sin(along / safe), -sign * safe * (1 - Math.cos(along / safe))];
}

/** The places of seats of a row that is bent anew, around its middle, with the distances that they have. */
export function bent(places, bend) {
  if (places.length < 2) return places;
  const [first, last] = [places[0], places.at(-1)];
  const gap = places.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - places[i][0], y - places[i][1]), 0) / (places.length - 1);
  const middle = [(first[0] + last[0]) / 2, places.reduce((most, [, y]) => Math.max(most, y), -Infinity)];
  return blockPlaces({ x: middle[0], y: middle[1], counts: [places.length], seatGap: gap, rowGap: 0, bend })[0];
}
