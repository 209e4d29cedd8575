// ALTCHA's proof of work: the number whose SHA-256, behind a salt, is the challenge.
import { sha256 } from './sha256.js';

/** Undefined if there is none up to `maxnumber`. */
export function findNumber({ challenge, salt, maxnumber }) {
  const wanted = Array.from({ length: 8 }, (_, i) => parseInt(challenge.slice(8 * i, 8 * i + 8), 16) | 0);
  for (let number = 0; number <= maxnumber; number++) {
    const found = sha256(salt + number);
    if (found[0] === wanted[0] && wanted.every((word, i) => word === found[i])) return number;
  }
  return undefined;
}
