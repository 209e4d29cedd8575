// The list that a door takes along (docs/operating/door.md): verified once, then looked up by hash. Entries stay as they come, eleven bytes a ticket, so that
// 60,000 are less than a megabyte. Pure but for the signature.
import { bytesOf } from './bytes.js';
import { isSigned } from './door-keys.js';
import { hashOf } from './hash.js';
import { sha256 } from './sha256.js';

const PURPOSE = 'sluice-door-1:';
const HASH_BYTES = 10;
const ENTRY_BYTES = 11;
/** What became of a ticket: the last byte of its entry, by its bits. */
const ADMITTED = 1;
const REFUNDED = 2;

/** It is not what the server signed: `reason` is `DAMAGED`, `FORGED` or `UNKNOWN_KEY`. */
export class UnfitList extends Error {
  constructor(reason) {
    super(`The list is not to be trusted: ${reason}.`);
    this.name = 'UnfitList';
    this.reason = reason;
  }
}

/**
 * A list as the server sends it, once it is known to be whole: `{sale, number, at, since, next, entries, isVerified}`; `since` is undefined unless these are
 * changes alone.
 * @param {{head: string, kid: string, signature: string, entries: string}} body
 * @param {{kid: string, x: string}[] | undefined} keys undefined where signatures cannot be verified
 */
export async function readList(body, keys) {
  const entries = bytesOf(body.entries);
  if (keys) {
    const isGood = await isSigned(keys, body.kid, PURPOSE, new TextEncoder().encode(body.head), bytesOf(body.signature));
    if (!isGood) throw new UnfitList(isGood === undefined ? 'UNKNOWN_KEY' : 'FORGED');
  }
  const { sale, number, at, since, next, tickets, sha256: hash } = JSON.parse(body.head);
  if (entries.length !== tickets * ENTRY_BYTES || (await hashOf(entries)) !== hash) throw new UnfitList('DAMAGED');
  return { sale, number, at, since, next, entries, isVerified: Boolean(keys) };
}

/** How many tickets. */
export function countOf(entries) {
  return entries.length / ENTRY_BYTES;
}

/** What a ticket is looked up by. */
export function ticketHash(sale, code) {
  const words = sha256(`sluice-code-1:${sale}:${code}`);
  return Uint8Array.from({ length: HASH_BYTES }, (_, i) => words[i >> 2] >>> (24 - 8 * (i & 3)));
}

/** `{isAdmitted, isRefunded}` of a ticket; undefined if the list has none. */
export function lookUp(entries, hash) {
  let low = 0;
  for (let high = countOf(entries) - 1; low <= high; ) {
    const middle = (low + high) >> 1;
    const order = compare(entries, middle * ENTRY_BYTES, hash, 0);
    if (order === 0) {
      const state = entries[middle * ENTRY_BYTES + HASH_BYTES];
      return { isAdmitted: (state & ADMITTED) > 0, isRefunded: (state & REFUNDED) > 0 };
    }
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** All entries of both, in order; of a ticket that is in both, what the newer says. */
export function merged(older, newer) {
  const all = new Uint8Array(older.length + newer.length);
  let at = 0;
  const take = (from, start, end) => {
    all.set(from.subarray(start, end), at);
    at += end - start;
  };
  let left = 0;
  for (let right = 0; right < newer.length; right += ENTRY_BYTES) {
    const start = left;
    while (left < older.length && compare(older, left, newer, right) < 0) left += ENTRY_BYTES;
    take(older, start, left);
    if (left < older.length && compare(older, left, newer, right) === 0) left += ENTRY_BYTES;
    take(newer, right, right + ENTRY_BYTES);
  }
  take(older, left, older.length);
  return all.slice(0, at);
}

function compare(a, from, b, other) {
  for (let i = 0; i < HASH_BYTES; i++) {
    const difference = a[from + i] - b[other + i];
    if (difference !== 0) return difference;
  }
  return 0;
}
