// Works out a draw again from its archive, with what browsers have, and trusts nothing in it: docs/internals/draw.md has the bytes. It
// does what the command verify-draw does, but for the signature of a beacon, and says so. crypto.subtle is there only in pages that came
// by HTTPS, or from the same machine.
import { CHAINS, chainOf } from './beacon.js';
import { hex } from './bytes.js';

const FORMAT = 'sluice-draw-1';
/** Each hash is a call of its own; the command takes more. */
export const MAX_ENTRIES = 100_000;
const MAX_TEXT_BYTES = 4_096;
const MAX_PARTIES = 16;
const AT_ONCE = 1_000;
const HASH = /^[0-9a-f]{64}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
/** Where the entries are sealed when the round that was named is known, so long passes until the one that counts then. */
const LATE_MILLIS = 600_000;
const OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const utf8 = new TextEncoder();

/**
 * Steps of {name, right, detail}; right is null for what cannot be checked here. A detail is digits to compare, or what there is to say with its values, `{says, …}`. Throws a TypeError, with a sentence, for what is no archive.
 */
export async function checkDraw(archive) {
  requireArchive(archive);
  const steps = [];
  const say = (name, right, detail) => steps.push({ name, right, detail });
  const { sale, fairness, seal, values, entries } = archive;
  const parties = fairness.parties ?? [];

  const leaves = await inPortions(entries, (entry) => leafOf(sale, entry));
  const entrants = new Set(entries.map((entry) => entry.entrant));
  const unsorted = leaves.findIndex((leaf, i) => i > 0 && hex(leaves[i - 1]) >= hex(leaf));
  const whole = entrants.size === entries.length;
  if (!whole) say('entries', false, { says: 'entrantTwice' });
  else if (unsorted >= 0) say('entries', false, { says: 'notInOrder', entry: unsorted + 1 });
  else if (entries.length !== seal.entries) say('entries', false, { says: 'otherCount', count: entries.length, sealed: seal.entries });
  else say('entries', true, { says: 'entries', count: entries.length });

  const sorted = leaves.map(hex).sort().map(bytes);
  const root = whole ? hex(await rootOf(sorted)) : 'none';
  say('root', root === seal.root, root === seal.root ? root : { says: 'rootDiffers', said: seal.root, given: root });

  const secrets = new Map();
  let wrong = 0;
  for (const secret of values.secrets ?? []) {
    const promised = isText(secret) && secret ? hex(await sha256(utf8.encode(secret))) : '';
    if (parties.includes(promised) && !secrets.has(promised)) secrets.set(promised, secret);
    else wrong++;
  }
  const missing = parties.filter((promised) => !secrets.has(promised));
  if (parties.length > 0) {
    if (wrong > 0) say('secrets', false, { says: 'secretsWrong', count: wrong });
    else if (missing.length === 0) say('secrets', true, { says: 'secrets', count: parties.length });
    else say('secrets', values.waived === true, { says: 'secretsMissing', which: missing.join(' ') });
  }

  const beacon = checkBeacon(fairness.beacon, values.beacon, values.waived === true, Date.parse(seal.at), say);
  const complete = missing.length === 0 && !(fairness.beacon && !beacon);
  const some = secrets.size > 0 || beacon !== null;
  const possible = values.waived === true ? !complete && some : complete;
  if (possible) {
    const seed = hex(await seedOf(archive, parties, secrets, beacon));
    say('seed', seed === archive.seed, seed === archive.seed ? seed : { says: 'seedDiffers', said: archive.seed, given: seed });
  } else {
    say('seed', false, { says: 'noSeed' });
  }

  const order = await orderOf(bytes(archive.seed), entries.length);
  const displaced = order.findIndex((entry, place) => entries[entry].place !== place + 1);
  say('order', displaced < 0, displaced < 0 ? { says: 'order' } : { says: 'orderDiffers', place: displaced + 1, entrant: entries[order[displaced]].entrant });

  const right = steps.every((step) => step.right !== false);
  const proven = right && possible && !values.waived && !fairness.unproven;
  say('verdict', (archive.proven === true) === proven, { says: proven ? 'proven' : 'unproven' });
  return steps;
}

/** What the archive says of one entrant, by pseudonym; undefined if it has none such. */
export function entryOf(archive, entrant) {
  return archive.entries.find((entry) => entry.entrant === entrant);
}

/** Whether this page can hash: only where it came by HTTPS, or from the same machine. */
export function canCheck() {
  return Boolean(globalThis.crypto?.subtle);
}

/** Steps, as checkDraw has them, for the proof of one's own entry. */
export async function checkProof(archive, proof) {
  requireArchive(archive);
  const steps = await checkSealed(archive.sale, archive.seal, proof);
  const own = entryOf(archive, proof.entrant);
  const found = own !== undefined && hex(await leafOf(archive.sale, own)) === hex(await leafOf(proof.sale, proof));
  steps.push({ name: 'yours', right: found, detail: found ? { says: 'ownPlace', place: own.place, count: archive.entries.length } : { says: 'ownMissing' } });
  return steps;
}

/** As far as it can be told before the draw: whether the entry is one of those that were sealed. `seal` is `{root, entries}`. */
export async function checkSealed(sale, seal, proof) {
  requireProof(proof);
  const steps = [];
  const say = (name, right, detail) => steps.push({ name, right, detail });
  say('sale', proof.sale === sale, proof.sale);
  const entrant = hex(await sha256(parts('sluice draw entrant v1', proof.sale, bytes(proof.blind), proof.user)));
  say('entrant', entrant === proof.entrant, { says: entrant === proof.entrant ? 'entrant' : 'otherEntrant', user: proof.user, entrant: proof.entrant });
  const leaf = hex(await leafOf(proof.sale, proof));
  say('leaf', leaf === proof.leaf, leaf);
  say('told root', proof.root === seal.root, proof.root);
  say('path', await isIn(proof, seal), { says: 'path' });
  return steps;
}

/** The value that counts; null if there is none. */
function checkBeacon(named, value, waived, sealMillis, say) {
  if (!named && !value) return null;
  const chain = named && chainOf(named);
  const round = chain && countingRound(named, sealMillis);
  if (!named) say('beacon', false, { says: 'beaconUnnamed' });
  else if (!value) say('beacon', waived, { says: 'beaconMissing', round: named.round });
  else if (!chain) say('beacon', false, { says: 'beaconUnknown', chain: named.chain });
  else {
    say('beacon', null, { says: round === named.round ? 'beacon' : 'beaconInstead', round, chain: chain.name, named: named.round });
    return { chain: bytes(named.chain), round: eight(round), signature: bytes(value.signature) };
  }
  return null;
}

/** The round that was named or, where that was known by the seal, the first that comes so long after it that nobody knew it. */
function countingRound({ chain, round }, sealMillis) {
  if (chainOf({ chain, round }).atMillis > sealMillis) return round;
  const { genesisSeconds, periodSeconds } = CHAINS[chain];
  const since = sealMillis + LATE_MILLIS - genesisSeconds * 1_000;
  return since < 0 ? 1 : Math.floor(since / (periodSeconds * 1_000)) + 2;
}

function seedOf({ sale, seal }, parties, secrets, beacon) {
  const none = new Uint8Array(0);
  return sha256(parts('sluice draw seed v1', sale, eight(parties.length), ...parties.map((promised) => secrets.get(promised) ?? ''),
    bytes(seal.root), eight(seal.entries), beacon?.chain ?? none, beacon?.round ?? none, beacon?.signature ?? none));
}

function leafOf(sale, { entrant, tier = '', quantity, preferences = '' }) {
  return sha256(join(Uint8Array.of(0), parts('sluice draw entry v1', sale, bytes(entrant), tier, eight(quantity), preferences)));
}

/** Of RFC 9162: neighbours are joined level by level, and the last of an odd number goes up as it is. */
async function rootOf(leaves) {
  let level = leaves;
  while (level.length > 1) {
    const pairs = Array.from({ length: Math.floor(level.length / 2) }, (_, i) => [level[2 * i], level[2 * i + 1]]);
    const above = await inPortions(pairs, ([left, right]) => nodeOf(left, right));
    if (level.length % 2 === 1) above.push(level.at(-1));
    level = above;
  }
  return level[0] ?? sha256(new Uint8Array(0));
}

async function isIn({ leaf, index, entries, path }, seal) {
  let node = bytes(leaf);
  let [at, last] = [index, entries - 1];
  if (entries !== seal.entries || index > last) return false;
  for (const next of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = await nodeOf(bytes(next), node);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else {
      node = await nodeOf(node, bytes(next));
    }
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 && hex(node) === seal.root;
}

function nodeOf(left, right) {
  return sha256(join(Uint8Array.of(1), left, right));
}

/** Fisher and Yates, from the first place on: which entry stands in each place. */
export async function orderOf(seed, count) {
  const below = await numbersOf(seed);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let place = 0; place < count - 1; place++) {
    const chosen = place + await below(count - place);
    [order[place], order[chosen]] = [order[chosen], order[place]];
  }
  return order;
}

/** Words of HMAC-SHA-256 in counter mode; what is above the largest multiple of a bound is passed over. */
async function numbersOf(seed) {
  const key = await crypto.subtle.importKey('raw', seed, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  let blocks = 0;
  let words = [];
  let next = 0;
  const refill = async () => {
    const counters = Array.from({ length: 256 }, () => eight(blocks++));
    const made = await Promise.all(counters.map((counter) => crypto.subtle.sign('HMAC', key, counter)));
    words = made.flatMap((block) => Array.from({ length: 8 }, (_, i) => new DataView(block).getUint32(4 * i)));
    next = 0;
  };
  return async (bound) => {
    for (;;) {
      if (next === words.length) await refill();
      const word = words[next++];
      if (word < 2 ** 32 - (2 ** 32 % bound)) return word % bound;
    }
  };
}

async function inPortions(all, each) {
  const done = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    done.push(...await Promise.all(all.slice(from, from + AT_ONCE).map(each)));
  }
  return done;
}

async function sha256(input) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
}

/** Each part after its length in four bytes. */
function parts(...all) {
  return join(...all.flatMap((part) => {
    const content = typeof part === 'string' ? utf8.encode(part) : part;
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, content.length);
    return [length, content];
  }));
}

function join(...all) {
  const joined = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function eight(number) {
  const written = new Uint8Array(8);
  new DataView(written.buffer).setBigUint64(0, BigInt(number));
  return written;
}

function bytes(digits) {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

// What could be an archive, as the command has it; but JSON.parse takes the last of two fields of one name.

function requireArchive(archive) {
  requireObject(archive, '', ['format', 'sale', 'fairness', 'seal', 'values', 'seed', 'proven', 'entries']);
  require(archive.format === FORMAT, '/format', `is "${FORMAT}"`);
  requireText(archive.sale, '/sale');
  requireFairness(archive.fairness);
  requireObject(archive.seal, '/seal', ['at', 'root', 'entries']);
  require(TIME.test(archive.seal.at) && !Number.isNaN(Date.parse(archive.seal.at)), '/seal/at', 'is a time like 2026-12-01T00:00:00Z');
  requireHash(archive.seal.root, '/seal/root');
  requireNumber(archive.seal.entries, 0, 50_000_000, '/seal/entries');
  requireObject(archive.values, '/values', ['secrets', 'beacon', 'waived']);
  requireTexts(archive.values.secrets ?? [], '/values/secrets');
  requireFlag(archive.values.waived, '/values/waived');
  if (archive.values.beacon) {
    requireObject(archive.values.beacon, '/values/beacon', ['signature', 'previous']);
    requireHex(archive.values.beacon.signature, '/values/beacon/signature');
    requireHex(archive.values.beacon.previous ?? '00', '/values/beacon/previous');
  }
  requireHash(archive.seed, '/seed');
  requireFlag(archive.proven, '/proven');
  require(Array.isArray(archive.entries) && archive.entries.length <= MAX_ENTRIES, '/entries', `is an array of at most ${MAX_ENTRIES}; the command takes more`);
  archive.entries.forEach((entry, i) => {
    requireObject(entry, `/entries/${i}`, ['entrant', 'tier', 'quantity', 'preferences', 'place']);
    requireEntry(entry, `/entries/${i}`);
    requireNumber(entry.place, 1, 50_000_000, `/entries/${i}/place`);
  });
}

function requireFairness(fairness) {
  requireObject(fairness, '/fairness', ['parties', 'beacon', 'unproven']);
  const parties = fairness.parties ?? [];
  requireTexts(parties, '/fairness/parties');
  requireFlag(fairness.unproven, '/fairness/unproven');
  if (fairness.beacon) {
    requireObject(fairness.beacon, '/fairness/beacon', ['chain', 'round']);
    requireHash(fairness.beacon.chain, '/fairness/beacon/chain');
    requireNumber(fairness.beacon.round, 1, Number.MAX_SAFE_INTEGER, '/fairness/beacon/round');
  }
  require(parties.every((promised) => HASH.test(promised) && promised !== OF_NOTHING), '/fairness/parties', 'is of SHA-256 of secrets');
  require(new Set(parties).size === parties.length, '/fairness/parties', 'has no promise twice');
  require(fairness.beacon || fairness.unproven || parties.length >= 2, '/fairness/parties', 'is of two at least, or there is a beacon');
}

function requireProof(proof) {
  requireObject(proof, '', ['sale', 'user', 'blind', 'entrant', 'tier', 'quantity', 'preferences', 'leaf', 'index', 'entries', 'path', 'root']);
  requireText(proof.sale, '/sale');
  requireText(proof.user, '/user');
  require(/^(?:[0-9a-f]{2}){16,64}$/.test(proof.blind), '/blind', 'is 16 to 64 bytes in hexadecimal digits');
  requireEntry(proof, '');
  requireHash(proof.leaf, '/leaf');
  requireHash(proof.root, '/root');
  requireNumber(proof.index, 0, 50_000_000, '/index');
  requireNumber(proof.entries, 1, 50_000_000, '/entries');
  require(Array.isArray(proof.path) && proof.path.length <= 32, '/path', 'is an array of at most 32');
  proof.path.forEach((hash, i) => requireHash(hash, `/path/${i}`));
}

function requireEntry(entry, pointer) {
  requireHash(entry.entrant, `${pointer}/entrant`);
  requireText(entry.tier ?? '', `${pointer}/tier`);
  requireNumber(entry.quantity, 1, 2 ** 31 - 1, `${pointer}/quantity`);
  requireText(entry.preferences ?? '', `${pointer}/preferences`);
}

function requireObject(value, pointer, names) {
  require(value !== null && typeof value === 'object' && !Array.isArray(value), pointer, 'is an object');
  Object.keys(value).forEach((name) => require(names.includes(name), `${pointer}/${name.slice(0, 100)}`, 'is not known here'));
}

function requireTexts(value, pointer) {
  require(Array.isArray(value) && value.length <= MAX_PARTIES, pointer, `is an array of at most ${MAX_PARTIES}`);
  value.forEach((text, i) => require(typeof text === 'string' && text.length <= MAX_TEXT_BYTES, `${pointer}/${i}`, 'is a text of at most 4,096 bytes'));
}

function requireText(value, pointer) {
  require(isText(value), pointer, 'is a text of at most 4,096 bytes');
}

function isText(value) {
  return typeof value === 'string' && value.length <= MAX_TEXT_BYTES && value.isWellFormed() && utf8.encode(value).length <= MAX_TEXT_BYTES;
}

function requireHash(value, pointer) {
  require(typeof value === 'string' && HASH.test(value), pointer, 'is 64 hexadecimal digits, small ones');
}

function requireHex(value, pointer) {
  require(typeof value === 'string' && /^(?:[0-9a-f]{2}){1,256}$/.test(value), pointer, 'is 1 to 256 bytes in hexadecimal digits');
}

function requireNumber(value, least, most, pointer) {
  require(Number.isInteger(value) && value >= least && value <= most, pointer, `is a whole number from ${least} to ${most}`);
}

function requireFlag(value, pointer) {
  require((value ?? false) === Boolean(value), pointer, 'is true or false');
}

function require(right, pointer, what) {
  if (!right) throw new TypeError(`${pointer} ${what}`);
}
