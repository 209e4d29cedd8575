// The page of one sale: what it is, when it opens, and the purchase.
import { attend, offerToTell, setTitle } from './attention.js';
import { buyForm } from './buy-form.js';
import { open } from './call.js';
import { choiceFor } from './choices.js';
import { countdown } from './countdown.js';
import { cover } from './cover.js';
import { byId, setStatus, setText } from './dom.js';
import { eventWords } from './event.js';
import { duration, time } from './format.js';
import { holding } from './holding.js';
import { identity } from './identity.js';
import { kindBadge, kindOf } from './kinds.js';
import { t } from './language.js';
import { clearTrouble, showMissing, showTrouble } from './notices.js';
import { idFromPath, startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { badgeAt, goesToFirstPayers, statusAt } from './sale-state.js';
import { clock, expectOpening, heard } from './shop-clock.js';
import { turnOf } from './turns.js';

const REFRESH_MILLIS = 5_000;
const REFRESH_AFTER_REFUSAL_MILLIS = 1_000;
const CLOSING_SOON_MILLIS = 24 * 3_600_000;
/** So long before the opening the window's title counts as well, and it is read out at these. */
const IN_THE_TITLE_MILLIS = 300_000;
const READ_OUT_SECONDS = [60, 10];
const saleId = idFromPath();
let sale;
/** What a purchase asks for, and the promise of it. */
let choice;
let choosing;
/** Where one waits, if one does, and the promise of it. */
let room;
let entering;
/** In which order people come, where it is not that of the queue, and the promise of it; see turns.js. */
let turn;
let turning;
let stopCountdown = () => undefined;
/** Whether it opened before the viewer's eyes. */
let hasOpened = false;

startPage();
const held = holding({ place: byId('holding'), changed: () => form.render() });
const form = buyForm({ failed: onFailure, called: () => room?.turn() });
const refreshSoon = whileVisible(refresh, onRefreshError);
document.addEventListener('signed-in', () => sale && describe());

async function refresh(signal) {
  const next = (await open(`/v1/sales/${encodeURIComponent(saleId)}`, { signal })).body;
  const made = await choiceOf(next);
  const order = await orderOf(next);
  const waiting = await roomOf(next);
  await heard();
  signal.throwIfAborted();
  const isNew = !sale;
  sale = next;
  choice = made;
  turn = order;
  room = waiting;
  if (sale.status === 'SCHEDULED') expectOpening(Date.parse(sale.opensAt), describe);
  clearTrouble();
  if (isNew) nameKind();
  describe();
  if (isNew) {
    form.resume();
    held.begin(sale);
  }
  return jittered(REFRESH_MILLIS);
}

function onRefreshError(error) {
  if (error.status !== 404) {
    showTrouble(error);
    return false;
  }
  clearTrouble();
  byId('sale').hidden = true;
  showMissing(t('sale.unknown'), t('sale.unknownWords'));
  return true;
}

/** Made once, however many turns ask for it; a turn after one that could not fetch it tries again. */
function choiceOf(first) {
  choosing ??= choiceFor(first, { place: byId('choice'), changed: form.render, buy: form.buy, isBusy: form.isBusy })
    .catch((error) => {
      choosing = undefined;
      throw error;
    });
  return choosing;
}

/** As `choiceOf`. */
function orderOf(first) {
  turning ??= turnOf(first, { form, changed: onTurn }).catch((error) => {
    turning = undefined;
    throw error;
  });
  return turning;
}

/** As `choiceOf`; most sales have none. */
function roomOf({ guards }) {
  if (guards?.waitingRoom) {
    entering ??= import('./waiting-room.js').then(({ waitingRoom }) => waitingRoom({ changed: () => form.render() })).catch((error) => {
      entering = undefined;
      throw error;
    });
  }
  return entering;
}

function nameKind() {
  byId('sale').dataset.kind = kindOf(sale).id;
  byId('main').dataset.kind = kindOf(sale).id;
  byId('kind').replaceChildren(kindBadge(sale));
  byId('cover').replaceChildren(cover(sale, { large: true }));
  byId('cover').hidden = false;
}

function describe() {
  byId('sale').hidden = false;
  turn?.show(sale);
  setText(byId('title'), sale.title);
  showEvent();
  showDescription();
  setText(byId('window'), windowWords());
  setText(byId('terms'), goesToFirstPayers(sale) ? t('sale.firstPayers') : '');
  room?.show(sale);
  held.show(sale);
  form.show(sale, choice, turn);
  restartCountdown();
  nameWindow();
}

function showEvent() {
  const { when, here, organiser } = eventWords(sale.event);
  for (const [id, words] of [['event', when], ['event-here', here], ['organiser', organiser]]) {
    byId(id).hidden = !words;
    setText(byId(id), words ?? '');
  }
}

/** Formatted by the server where it was; the only HTML that a page puts in. */
function showDescription() {
  const place = byId('description');
  const { description = '', descriptionHtml } = sale;
  place.hidden = !description && !descriptionHtml;
  if (descriptionHtml === undefined) setText(place, description ?? '');
  else if (place.dataset.shown !== descriptionHtml) {
    place.dataset.shown = descriptionHtml;
    place.classList.add('formatted');
    place.innerHTML = descriptionHtml;
  }
}

/** When it is on sale, by the viewer's clock. */
function windowWords() {
  const { opensAt, closesAt } = sale;
  switch (statusAt(sale, clock.now())) {
    case 'SCHEDULED': return t('sale.from', { time: time(opensAt) });
    case 'CLOSED': return closesAt && clock.now() >= Date.parse(closesAt) ? t('sale.wasUntil', { time: time(closesAt) }) : '';
    default: return closesAt ? t('sale.until', { time: time(closesAt) }) : '';
  }
}

/** Counts down to what comes next; every tick also decides anew what the button may do. */
function restartCountdown() {
  stopCountdown();
  const next = turn?.moment(clock.now()) ?? usualMoment();
  if (!next) {
    byId('clock').hidden = true;
    render();
    return;
  }
  setText(byId('clock-label'), next.label);
  let before;
  stopCountdown = countdown(next.deadline, clock, (left) => {
    byId('clock').hidden = left === 0 || (next.onlyIfSoon && left > CLOSING_SOON_MILLIS) || statusAt(sale, clock.now()) === 'CLOSED';
    setText(byId('countdown'), duration(left));
    if (next.opens) countTo(left, before);
    before = left;
    render();
    if (left === 0 && !next.isLast) queueMicrotask(onMoment);
  });
}

/** The opening, then the closing. */
function usualMoment() {
  const opens = Date.parse(sale.opensAt);
  if (clock.now() < opens) return { label: t('sale.opensIn'), deadline: opens, opens: true };
  const closes = Date.parse(sale.closesAt ?? '');
  return Number.isNaN(closes) ? undefined : { label: t('sale.closesIn'), deadline: closes, onlyIfSoon: true, isLast: true };
}

/** The opening comes nearer: in the window's title, and now and then read out. */
function countTo(left, before) {
  const passed = READ_OUT_SECONDS.find((seconds) => before > seconds * 1000 && left <= seconds * 1000);
  if (passed && left > 0) setText(byId('news'), t('sale.opensInSeconds', { count: passed }));
  if (left === 0 && statusAt(sale, clock.now()) === 'OPEN') {
    hasOpened = true;
    setText(byId('news'), t('sale.openNowFor', { title: sale.title }));
    attend({ title: t('sale.openNow'), body: sale.title, tag: `opening-${sale.id}` });
  }
  nameWindow(left);
}

function nameWindow(left) {
  const ordinary = turn?.title() ?? sale.title;
  if (left > 0 && left <= IN_THE_TITLE_MILLIS) setTitle(t('sale.countingTitle', { time: duration(left), title: ordinary }));
  else if (isOpenNow()) setTitle(t('sale.openTitle', { title: ordinary }));
  else if (!(left > 0)) setTitle(ordinary);
}

function isOpenNow() {
  return hasOpened && badgeAt(sale, clock.now()) === 'OPEN';
}

function onMoment() {
  turn?.due();
  restartCountdown();
}

/** What comes next may have become something else; what is counted down to goes on. */
function onTurn() {
  if (sale && turn) restartCountdown();
}

function render() {
  const now = clock.now();
  setStatus(byId('status'), turn?.badge(now) ?? badgeAt(sale, now));
  byId('open-now').hidden = !isOpenNow();
  const isSoon = statusAt(sale, now) === 'SCHEDULED';
  setText(byId('ready'), isSoon ? readyWords() : '');
  if (isSoon && identity()) offerToTell(byId('opening-tell'));
  else byId('opening-tell').hidden = true;
  byId('opening').hidden = byId('clock').hidden && byId('open-now').hidden && !isSoon;
  byId('opening').dataset.open = String(isOpenNow());
  form.render();
}

/** Whether all is well for the opening: who one is, and by whose clock. */
function readyWords() {
  const user = identity()?.user;
  if (!user) return '';
  return clock.isInStep ? t('sale.ready', { user }) : t('sale.readyWithoutClock', { user });
}

function onFailure(error) {
  describe();
  held.lookAfter(error);
  setTimeout(refreshSoon, jittered(REFRESH_AFTER_REFUSAL_MILLIS));
}
