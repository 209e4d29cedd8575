// SHA-256 as the server writes it, in hexadecimal digits.
import { hex } from './bytes.js';
import { sha256 } from './sha256.js';

const PIECE = 8_192;

/** Of bytes. Pages that came by plain HTTP have no hash of the browser's own. @param {Uint8Array<ArrayBuffer>} bytes */
export async function hashOf(bytes) {
  if (globalThis.crypto?.subtle) return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const text = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, i) => String.fromCharCode(...bytes.subarray(i * PIECE, (i + 1) * PIECE))).join('');
  return hex(Array.from(sha256(text), (word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255)).flat());
}

/** Of a text in UTF-8. @param {string} text */
export function hashOfText(text) {
  return hashOf(new TextEncoder().encode(text));
}
