// What somebody shows at a door: a QR code of ours, taken apart as docs/operating/door.md says, or a code as it is typed. Pure.
import { hex } from './bytes.js';

const PREFIX = 'SL1';
const LONGEST_QR = 154;
/** What begins like a QR code of ours and is longer than this is meant to be one, whatever it says. */
const MEANT_FROM = 77;
const LONGEST_TYPED = 100;
const KEY_BYTES = 4;
const CODE_FROM = 7;
const UNIT_FROM = 17;
const MOST_UNIT_BYTES = 13;
const SIGNATURE_BYTES = 64;
const CODE_CHARS = 16;
/** Crockford's, of codes. */
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** That of RFC 4648, of QR codes. */
const RFC_4648 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LOOKALIKES = { O: '0', I: '1', L: '1', U: 'V' };

/**
 * `{code}`, the 16 characters alone, of a ticket; of a QR code also what it says besides, `{kid, number, unit, signed, signature}`, none of which is
 * true before its signature was verified. Undefined for what is neither.
 * @returns {{code: string, kid?: string, number?: number, unit?: string, signed?: Uint8Array, signature?: Uint8Array} | undefined}
 */
export function readTicket(shown) {
  const text = shown.trim();
  return text.slice(0, PREFIX.length).toUpperCase() === PREFIX && text.length > MEANT_FROM ? readQr(text.toUpperCase()) : readCode(text);
}

/** As people read it: in groups of four. */
export function codeWords(code) {
  return code.match(/.{4}/g).join('-');
}

function readQr(text) {
  const bytes = text.length <= LONGEST_QR ? decoded(text.slice(PREFIX.length)) : undefined;
  const unitBytes = bytes ? bytes.length - UNIT_FROM - SIGNATURE_BYTES : -1;
  if (unitBytes < 0 || unitBytes > MOST_UNIT_BYTES) return undefined;
  const end = UNIT_FROM + unitBytes;
  return {
    kid: hex(bytes.subarray(0, KEY_BYTES)),
    number: (bytes[4] << 16) | (bytes[5] << 8) | bytes[6],
    code: encoded(bytes.subarray(CODE_FROM, UNIT_FROM), CROCKFORD),
    unit: new TextDecoder().decode(bytes.subarray(UNIT_FROM, end)),
    signed: bytes.slice(0, end),
    signature: bytes.slice(end),
  };
}

/** In small or wide letters, with anything between that is no letter or digit, and with letters that look like those that codes have. */
function readCode(typed) {
  if (typed.length > LONGEST_TYPED) return undefined;
  let code = '';
  for (const char of typed.normalize('NFKC')) {
    if (char.length === 1 && !/[\p{L}\p{Nd}]/u.test(char)) continue;
    const known = /\p{Nd}/u.test(char) ? digit(char) : LOOKALIKES[char.toUpperCase()] ?? char.toUpperCase();
    if (known.length !== 1 || !CROCKFORD.includes(known)) return undefined;
    code += known;
  }
  return code.length === CODE_CHARS ? { code } : undefined;
}

/** Of any script: its digits follow one another from its zero on. */
function digit(char) {
  const at = char.codePointAt(0);
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - value - 1))) value++;
  return String(value);
}

/** Without padding; undefined for what is no base 32. */
function decoded(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let length = 0;
  let at = 0;
  for (const char of text) {
    const value = RFC_4648.indexOf(char);
    if (value < 0) return undefined;
    bits = (bits << 5) | value;
    length += 5;
    if (length < 8) continue;
    length -= 8;
    bytes[at++] = bits >> length;
    bits &= (1 << length) - 1;
  }
  return bits === 0 && length < 5 ? bytes : undefined;
}

function encoded(bytes, alphabet) {
  let text = '';
  let bits = 0;
  let length = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (length += 8; length >= 5; bits &= (1 << length) - 1) {
      length -= 5;
      text += alphabet[bits >> length];
    }
  }
  return text;
}
