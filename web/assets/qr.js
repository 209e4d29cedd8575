// QR codes (ISO/IEC 18004, model 2) with error correction M, as a scanner at a door reads them: versions 1 to 20, of capitals and digits in few bits,
// of other texts in bytes.
// The steps and their names are those of the standard. Written here, since every library known to us is many times this large.
const FIRST_QUIET = 4;
/** Error correction M, by version: codewords of correction in each block, and blocks. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
const FORMAT_M = 0;
const CAPITALS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const MASKS = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3, (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3), (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];
const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element with a name for who cannot see it. */
export function qrSvg(text, label) {
  const modules = qrModules(text);
  const size = modules.length + 2 * FIRST_QUIET;
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  Object.entries({ viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, class: 'qr', 'shape-rendering': 'crispEdges' }).forEach(([name, value]) => svg.setAttribute(name, value));
  path.setAttribute('d', modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + FIRST_QUIET} ${y + FIRST_QUIET}h1v1h-1z` : ''))).join(''));
  svg.append(path);
  return svg;
}

/** Rows of booleans, dark or not, without the quiet zone around them. */
export function qrModules(text) {
  const segment = segmentOf(text);
  const version = CORRECTION.findIndex((_, i) => dataCodewords(i + 1) * 8 >= 4 + lengthBits(segment, i + 1) + segment.bits.length) + 1;
  if (version === 0) throw new RangeError(`${text.length} characters are too many for a code.`);
  const grid = new Grid(version);
  grid.drawPatterns();
  grid.drawCodewords(interleaved(codewords(segment, version), version));
  grid.maskBest();
  return grid.dark;
}

function rawModules(version) {
  const aligned = Math.floor(version / 7) + 2;
  return (16 * version + 128) * version + 64 - (version > 1 ? (25 * aligned - 10) * aligned - 55 : 0) - (version > 6 ? 36 : 0);
}

function dataCodewords(version) {
  return Math.floor(rawModules(version) / 8) - CORRECTION[version - 1] * BLOCKS[version - 1];
}

/** The text as `{mode, length, bits}`. */
function segmentOf(text) {
  const values = Array.from(text, (character) => CAPITALS.indexOf(character));
  if (values.includes(-1)) {
    const bytes = [...new TextEncoder().encode(text)];
    return { mode: 4, length: bytes.length, bits: bytes.flatMap((byte) => bitsOf(byte, 8)) };
  }
  const pairs = Array.from({ length: Math.ceil(values.length / 2) }, (_, i) => values.slice(2 * i, 2 * i + 2));
  return { mode: 2, length: values.length, bits: pairs.flatMap(([a, b]) => (b === undefined ? bitsOf(a, 6) : bitsOf(a * CAPITALS.length + b, 11))) };
}

function lengthBits({ mode }, version) {
  return mode === 4 ? (version < 10 ? 8 : 16) : version < 10 ? 9 : 11;
}

function bitsOf(value, length) {
  return Array.from({ length }, (_, i) => (value >>> (length - 1 - i)) & 1);
}

/** The mode, the length, the text, the end, and what fills the rest. */
function codewords(segment, version) {
  const bits = [...bitsOf(segment.mode, 4), ...bitsOf(segment.length, lengthBits(segment, version)), ...segment.bits];
  const capacity = dataCodewords(version) * 8;
  bits.push(...bitsOf(0, Math.min(4, capacity - bits.length)));
  bits.push(...bitsOf(0, (8 - (bits.length % 8)) % 8));
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) bits.push(...bitsOf(pad, 8));
  return Array.from({ length: bits.length / 8 }, (_, i) => bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0));
}

/** Blocks with their correction, taken in turns. */
function interleaved(data, version) {
  const [correction, blocks] = [CORRECTION[version - 1], BLOCKS[version - 1]];
  const raw = Math.floor(rawModules(version) / 8);
  const short = blocks - (raw % blocks);
  const length = Math.floor(raw / blocks) - correction;
  const divisor = reedSolomonDivisor(correction);
  let from = 0;
  const parts = Array.from({ length: blocks }, (_, i) => {
    const part = data.slice(from, from += length + (i < short ? 0 : 1));
    return { part, check: reedSolomonRemainder(part, divisor) };
  });
  const result = [];
  for (let i = 0; i <= length; i++) parts.forEach(({ part }) => i < part.length && result.push(part[i]));
  for (let i = 0; i < correction; i++) parts.forEach(({ check }) => result.push(check[i]));
  return result;
}

/** In the field of 256 elements modulo x^8 + x^4 + x^3 + x^2 + 1. */
function multiplied(a, b) {
  let product = 0;
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> i) & 1) * a;
  }
  return product;
}

function reedSolomonDivisor(degree) {
  const result = [...new Array(degree - 1).fill(0), 1];
  let root = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) result[j] = multiplied(result[j], root) ^ (result[j + 1] ?? 0);
    root = multiplied(root, 2);
  }
  return result;
}

function reedSolomonRemainder(data, divisor) {
  const result = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ result.shift();
    result.push(0);
    divisor.forEach((coefficient, i) => { result[i] ^= multiplied(coefficient, factor); });
  }
  return result;
}

/** What is dark, and what belongs to the patterns that no mask touches. */
class Grid {
  constructor(version) {
    this.version = version;
    this.size = version * 4 + 17;
    this.dark = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    this.fixed = this.dark.map((row) => [...row]);
  }

  set(x, y, dark) {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.dark[y][x] = Boolean(dark);
    this.fixed[y][x] = true;
  }

  drawPatterns() {
    const { size } = this;
    for (let i = 0; i < size; i++) {
      this.set(6, i, i % 2 === 0);
      this.set(i, 6, i % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) this.drawRings(x, y, 4, [2, 4]);
    const centres = this.alignments();
    const last = centres.length - 1;
    centres.forEach((x, i) => centres.forEach((y, j) => {
      const isFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
      if (!isFinder) this.drawRings(x, y, 2, [1]);
    }));
    this.drawFormat(0);
    this.drawVersion();
  }

  /** Squares around each other; those at the distances `light` are light. */
  drawRings(centreX, centreY, reach, light) {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) this.set(centreX + dx, centreY + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }

  alignments() {
    const { version, size } = this;
    if (version === 1) return [];
    const number = Math.floor(version / 7) + 2;
    const step = Math.ceil((version * 4 + 4) / (number * 2 - 2)) * 2;
    return [6, ...Array.from({ length: number - 1 }, (_, i) => size - 7 - (number - 2 - i) * step)];
  }

  drawFormat(mask) {
    const data = (FORMAT_M << 3) | mask;
    let rest = data;
    for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const bit = (i) => (bits >>> i) & 1;
    const { size } = this;
    for (let i = 0; i <= 5; i++) this.set(8, i, bit(i));
    this.set(8, 7, bit(6));
    this.set(8, 8, bit(7));
    this.set(7, 8, bit(8));
    for (let i = 9; i < 15; i++) this.set(14 - i, 8, bit(i));
    for (let i = 0; i < 8; i++) this.set(size - 1 - i, 8, bit(i));
    for (let i = 8; i < 15; i++) this.set(8, size - 15 + i, bit(i));
    this.set(8, size - 8, true);
  }

  drawVersion() {
    const { version, size } = this;
    if (version < 7) return;
    let rest = version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
      this.set(a, b, (bits >>> i) & 1);
      this.set(b, a, (bits >>> i) & 1);
    }
  }

  /** In columns of two, up and down, from the right. */
  drawCodewords(data) {
    const { size } = this;
    let i = 0;
    for (let right = size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let vertical = 0; vertical < size; vertical++) {
        for (let j = 0; j < 2; j++) {
          const x = right - j;
          const y = ((right + 1) & 2) === 0 ? size - 1 - vertical : vertical;
          if (this.fixed[y][x] || i >= data.length * 8) continue;
          this.dark[y][x] = ((data[i >>> 3] >>> (7 - (i & 7))) & 1) === 1;
          i++;
        }
      }
    }
  }

  /** The mask after which scanners find the least to stumble over. */
  maskBest() {
    const penalties = MASKS.map((_, mask) => {
      this.mask(mask);
      this.drawFormat(mask);
      const penalty = this.penalty();
      this.mask(mask);
      return penalty;
    });
    const best = penalties.indexOf(Math.min(...penalties));
    this.mask(best);
    this.drawFormat(best);
  }

  /** Twice is as before. */
  mask(number) {
    this.dark.forEach((row, y) => row.forEach((_, x) => {
      if (!this.fixed[y][x] && MASKS[number](x, y) === 0) row[x] = !row[x];
    }));
  }

  penalty() {
    const { dark, size } = this;
    const columns = dark.map((_, x) => dark.map((row) => row[x]));
    const lines = [...dark, ...columns].map((line) => line.map(Number).join(''));
    let result = 0;
    for (const line of lines) {
      for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) result += run.length - 2;
      for (const pattern of ['10111010000', '00001011101']) {
        for (let at = line.indexOf(pattern); at >= 0; at = line.indexOf(pattern, at + 1)) result += 40;
      }
    }
    for (let y = 1; y < size; y++) {
      for (let x = 1; x < size; x++) {
        if (dark[y][x] === dark[y - 1][x] && dark[y][x] === dark[y][x - 1] && dark[y][x] === dark[y - 1][x - 1]) result += 3;
      }
    }
    const share = dark.flat().filter(Boolean).length / (size * size);
    return result + Math.floor(Math.abs(share * 20 - 10)) * 10;
  }
}
