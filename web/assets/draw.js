// The page of a draw, for anybody: what was promised and sealed, and once it is drawn the whole of it worked out again in this browser.
import { request } from './api.js';
import { setTitle } from './attention.js';
import { hex } from './bytes.js';
import { open } from './call.js';
import { checklist } from './checklist.js';
import { countdown } from './countdown.js';
import { byId, el, setStatus, setText } from './dom.js';
import { canCheck, checkDraw, checkProof, checkSealed, entryOf, MAX_ENTRIES } from './draw-check.js';
import { missingWords, momentOf, phaseAt, proofWords } from './draw-state.js';
import { ownProof } from './entry.js';
import { count, duration, time } from './format.js';
import { identity } from './identity.js';
import { t } from './language.js';
import { noteDraw, noted, promiseText } from './noted.js';
import { clearTrouble, showMissing, showTrouble } from './notices.js';
import { idFromPath, startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { sentence } from './reasons.js';
import { clock, heard } from './shop-clock.js';

const REFRESH_MILLIS = 5_000;
const SETTLED_MILLIS = 60_000;
const AT_ONCE = 100;
const ARCHIVE_TIMEOUT_MILLIS = 120_000;
const saleId = idFromPath();
const path = `/v1/sales/${encodeURIComponent(saleId)}`;
let sale;
let draw;
let archive;
let proof;
let checking;
let shownPlaces = 0;
let stopCountdown = () => undefined;

startPage();
const lookAgain = whileVisible(look, onLookError);
byId('again').addEventListener('click', () => checkAll());
byId('more').addEventListener('click', morePlaces);
document.addEventListener('signed-in', () => {
  if (checking) checking = checkAll();
});
byId('archive').href = `${path}/draw/archive`;
byId('archive').download = `${saleId}-draw.json`;
byId('back').href = `/sales/${encodeURIComponent(saleId)}`;

async function look(signal) {
  const [ofSale, ofDraw] = await Promise.all([open(path, { signal }), open(`${path}/draw`, { signal })]);
  await heard();
  signal.throwIfAborted();
  sale = ofSale.body;
  draw = ofDraw.body;
  clearTrouble();
  noteDraw(sale, draw, phaseAt(sale, draw, clock.now()));
  describe();
  if (draw.phase === 'DRAWN') {
    checking ??= checkAll();
    return jittered(SETTLED_MILLIS);
  }
  return jittered(REFRESH_MILLIS);
}

function onLookError(error) {
  if (error.status !== 404 && error.reason !== 'NO_DRAW') {
    showTrouble(error);
    return false;
  }
  clearTrouble();
  byId('the-draw').hidden = true;
  showMissing(t('draw.unknown'), t('draw.unknownWords'));
  return true;
}

function describe() {
  const phase = phaseAt(sale, draw, clock.now());
  byId('the-draw').hidden = false;
  setTitle(t('draw.title', { title: sale.title }));
  setText(byId('title'), t('draw.title', { title: sale.title }));
  const { provable, words } = proofWords(sale, draw);
  setStatus(byId('status'), phase === 'DRAWN' ? (provable ? 'PROVEN' : 'UNPROVEN') : phase === 'ENTERING' ? 'ENTRIES_OPEN' : phase);
  const waits = phase === 'SEALED' && draw.missing ? missingWords(draw.missing) : '';
  setText(byId('lead'), [words, waits].filter(Boolean).join(' '));
  tell();
  showMoment(phase);
}

function showMoment(phase) {
  stopCountdown();
  const next = momentOf(sale, phase, clock.now());
  byId('clock').hidden = !next;
  if (!next) return;
  setText(byId('clock-label'), next.label);
  stopCountdown = countdown(next.deadline, clock, (left) => {
    setText(byId('countdown'), duration(left));
    if (left === 0) setTimeout(lookAgain, jittered(1_000));
  });
}

function tell() {
  const { parties = [], beacon, unproven } = sale.fairness;
  const secrets = archive?.values.secrets ?? draw.secrets ?? [];
  const facts = [
    ['promised', t('draw.told.promised'), unproven && t('draw.told.nothing')],
    ...parties.map((promised, i) => [`party-${i + 1}`, t('draw.told.party', { number: i + 1 }), promisedWords(promised, secrets)]),
    ['beacon', t('draw.told.beacon'), beacon && hash(t('draw.told.round', { chain: beacon.chain, round: beacon.round }))],
    ['beacon-instead', t('draw.told.instead'), draw.beacon?.instead && hash(t('draw.told.round', { chain: beacon.chain, round: draw.beacon.instead.round }))],
    ['beacon-said', t('draw.told.beaconSaid'), archive?.values.beacon && hash(archive.values.beacon.signature)],
    ['sealed', t('draw.told.sealed'), draw.sealedAt && time(draw.sealedAt)],
    ['entries', t('draw.told.entries'), draw.entries !== undefined && count(draw.entries)],
    ['fingerprint', t('draw.told.fingerprint'), draw.root && hash(draw.root)],
    ['seed', t('draw.told.seed'), draw.seed && hash(draw.seed)],
    ['proven', t('draw.told.proven'), draw.phase === 'DRAWN' && provenWords()],
  ].filter(([, , value]) => value);
  byId('told').replaceChildren(...facts.flatMap(([fact, name, value]) => [el('dt', {}, name), el('dd', { 'data-fact': fact }, value)]));
}

function provenWords() {
  const isProven = draw.proven;
  return t(isProven ? 'draw.told.yes' : 'draw.told.no');
}

function promisedWords(promised, secrets) {
  const secret = byPromise.get(promised);
  return el('span', {}, hash(promised), secret && secrets.includes(secret) ? el('span', { class: 'told-secret' }, t('draw.told.secret'), ' ', hash(secret)) : '');
}

/** Secrets that were told, by what was promised of them; known once the draw has been checked. */
const byPromise = new Map();

async function learnSecrets() {
  for (const secret of archive.values.secrets ?? []) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret)));
    byPromise.set(hex(digest), secret);
  }
}

function hash(digits) {
  return el('code', { class: 'hash' }, digits);
}

/** Fetches all that is told and works it out. What goes wrong on the way can be tried again. */
async function checkAll() {
  byId('checked').hidden = false;
  byId('self').hidden = false;
  byId('again').hidden = true;
  setText(byId('command'), `./sluice verify-draw ${saleId}-draw.json`);
  setText(byId('verdict'), t('draw.verdict.fetching'));
  try {
    proof = identity() ? await ownProof(saleId, { signal: undefined }) : undefined;
    if (draw.entries > MAX_ENTRIES) await checkLarge();
    else {
      archive = (await request('GET', `${path}/draw/archive`, { timeoutMillis: ARCHIVE_TIMEOUT_MILLIS })).body;
      showOrder();
      if (canCheck()) await check();
      else verdict(null, t('draw.verdict.insecure'));
    }
  } catch (error) {
    if (error instanceof TypeError) verdict(false, t('draw.verdict.strange', { why: error.message }));
    else verdict(null, t('draw.verdict.failed', { why: sentence(error) }));
    byId('again').hidden = false;
  }
}

/** So many entries are too much for a page to fetch and work out; one's own is not. */
async function checkLarge() {
  verdict(null, t('draw.verdict.tooMany', { count: draw.entries }));
  if (proof && canCheck()) showOwn(await checkSealed(saleId, draw, proof), t('draw.verdict.ownSealed', { count: draw.entries }));
}

async function check() {
  setText(byId('verdict'), t('draw.verdict.working', { count: archive.entries.length }));
  const steps = await checkDraw(archive);
  await learnSecrets();
  tell();
  addNoted(steps);
  byId('checks').replaceChildren(checklist(steps));
  const right = steps.every((step) => step.right !== false);
  const leftOut = steps.some((step) => step.right === null);
  verdict(right, right ? verdictWords(leftOut) : t('draw.verdict.wrong'));
  if (proof) await checkOwn();
}

function verdictWords(leftOut) {
  if (!archive.proven) return t('draw.verdict.unproven');
  return t(leftOut ? 'draw.verdict.mostRight' : 'draw.verdict.right');
}

/** What the server says of the draw must be what the archive says, and what this browser saw before the draw. */
function addNoted(steps) {
  const told = archive.seal.root === draw.root && archive.seal.entries === draw.entries && archive.seed === draw.seed;
  if (!told) steps.push({ name: 'told', right: false, detail: '' });
  const before = noted(saleId);
  if (before?.promise) steps.push({ name: 'promise', right: before.promise === promiseText(archive.fairness), detail: '' });
  if (before?.root) steps.push({ name: 'noted', right: before.root === archive.seal.root && before.entries === archive.seal.entries, detail: '' });
}

async function checkOwn() {
  const own = entryOf(archive, proof.entrant);
  showOwn(await checkProof(archive, proof), own && t('draw.verdict.ownPlace', { place: own.place, count: archive.entries.length }));
}

function showOwn(steps, words) {
  const right = steps.every((step) => step.right);
  byId('own').hidden = false;
  byId('own').dataset.right = String(right);
  byId('own').replaceChildren(
    el('p', { class: 'check-verdict' }, right ? `✓ ${words}` : `✗ ${t('draw.verdict.ownWrong')}`),
    el('details', {}, el('summary', {}, t('draw.own.checked')), checklist(steps)));
}

function verdict(right, words) {
  byId('verdict').dataset.right = String(right);
  setText(byId('verdict'), `${{ true: '✓ ', false: '✗ ' }[right] ?? ''}${words}`);
}

function showOrder() {
  byId('order-section').hidden = archive.entries.length === 0;
  byId('order').tBodies[0].replaceChildren();
  shownPlaces = 0;
  morePlaces();
}

function morePlaces() {
  const sorted = archive.entries.toSorted((a, b) => a.place - b.place);
  byId('order').tBodies[0].append(...sorted.slice(shownPlaces, shownPlaces + AT_ONCE).map(placeRow));
  shownPlaces = Math.min(sorted.length, shownPlaces + AT_ONCE);
  byId('more').hidden = shownPlaces === sorted.length;
}

function placeRow({ place, entrant, tier, quantity }) {
  const isOwn = proof?.entrant === entrant;
  const name = sale.tiers.find(({ id }) => id === tier)?.name ?? tier ?? sale.tiers[0].name;
  return el('tr', { 'data-place': place, ...(isOwn && { 'data-own': 'true' }) },
    el('td', {}, count(place)), el('td', {}, hash(entrant), isOwn ? el('strong', {}, ` ${t('draw.you')}`) : ''), el('td', {}, `${count(quantity)} × ${name}`));
}
