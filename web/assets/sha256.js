// SHA-256 (FIPS 180-4) of a text of ASCII, many times over. crypto.subtle is only there on secure origins, and waits for each.
const FIRST = fractions(2, 8);
const ROUNDS = fractions(3, 64);

/** The first 32 bits of the fractions of the square or cube roots of the first primes. */
function fractions(root, count) {
  const found = new Int32Array(count);
  for (let number = 2, at = 0; at < count; number++) {
    if (isPrime(number)) found[at++] = ((root === 2 ? Math.sqrt(number) : Math.cbrt(number)) % 1) * 2 ** 32 | 0;
  }
  return found;
}

function isPrime(number) {
  for (let divisor = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor === 0) return false;
  }
  return true;
}

const state = new Int32Array(8);
const words = new Int32Array(64);

/** Its hash as eight numbers of 32 bits, which the next call changes. */
export function sha256(text) {
  state.set(FIRST);
  const blocks = (text.length + 9 + 63) >> 6;
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) {
      let word = 0;
      for (let at = (block << 6) + (i << 2), end = at + 4; at < end; at++) word = word << 8 | byteOf(text, at);
      words[i] = word;
    }
    if (block === blocks - 1) words[15] = text.length << 3;
    mix();
  }
  return state;
}

function byteOf(text, at) {
  if (at < text.length) return text.charCodeAt(at);
  return at === text.length ? 0x80 : 0;
}

function mix() {
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15];
    const b = words[i - 2];
    words[i] = words[i - 16] + ((a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ a >>> 3)
      + words[i - 7] + ((b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ b >>> 10) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + ROUNDS[i] + words[i] | 0;
    const two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
    h = g;
    g = f;
    f = e;
    e = d + one | 0;
    d = c;
    c = b;
    b = a;
    a = one + two | 0;
  }
  const mixed = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = state[i] + mixed[i] | 0;
}
