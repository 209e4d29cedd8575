// The page of one sale: what it is, when it opens, and the purchase.
import { buyForm } from './buy-form.js';
import { open } from './call.js';
import { choiceFor } from './choices.js';
import { countdown } from './countdown.js';
import { byId, setStatus, setText } from './dom.js';
import { duration, span, time } from './format.js';
import { kindBadge, kindOf } from './kinds.js';
import { clearTrouble, idFromPath, showError, showTrouble, startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { badgeAt, goesToFirstPayers, statusAt } from './sale-state.js';
import { clock, synced } from './shop-clock.js';
import { turnOf } from './turns.js';
import { waitingRoom } from './waiting-room.js';

const REFRESH_MILLIS = 5_000;
const REFRESH_AFTER_REFUSAL_MILLIS = 1_000;
const CLOSING_SOON_MILLIS = 24 * 3_600_000;
const saleId = idFromPath();
let sale;
/** What a purchase asks for, and the promise of it. */
let choice;
let choosing;
/** In which order people come, where it is not that of the queue, and the promise of it; see turns.js. */
let turn;
let turning;
let stopCountdown = () => undefined;

startPage();
const room = waitingRoom({ changed: () => form.render() });
const form = buyForm({ failed: onFailure, called: room.turn });
const refreshSoon = whileVisible(refresh, onRefreshError);

async function refresh(signal) {
  await synced;
  const next = (await open(`/v1/sales/${encodeURIComponent(saleId)}`, { signal })).body;
  const made = await choiceOf(next);
  const order = await orderOf(next);
  signal.throwIfAborted();
  const isNew = !sale;
  sale = next;
  choice = made;
  turn = order;
  clearTrouble();
  if (isNew) nameKind();
  describe();
  if (isNew) form.resume();
  return jittered(REFRESH_MILLIS);
}

function onRefreshError(error) {
  if (error.status !== 404) {
    showTrouble(error);
    return false;
  }
  clearTrouble();
  showError(new Error('There is no such sale.'));
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

function nameKind() {
  byId('sale').dataset.kind = kindOf(sale).id;
  byId('main').dataset.kind = kindOf(sale).id;
  byId('kind').replaceChildren(kindBadge(sale));
}

function describe() {
  byId('sale').hidden = false;
  turn?.show(sale);
  document.title = turn?.title() ?? sale.title;
  setText(byId('title'), sale.title);
  setText(byId('description'), sale.description ?? '');
  setText(byId('window'), sale.closesAt ? span(sale.opensAt, sale.closesAt) : `From ${time(sale.opensAt)}`);
  setText(byId('terms'), terms());
  room.show(sale);
  form.show(sale, choice, turn);
  restartCountdown();
}

function terms() {
  return [
    kindOf(sale).limit(sale),
    goesToFirstPayers(sale) && 'An order holds nothing: the units go to whoever pays first.',
  ].filter(Boolean).join(' ');
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
  stopCountdown = countdown(next.deadline, clock, (left) => {
    byId('clock').hidden = left === 0 || (next.onlyIfSoon && left > CLOSING_SOON_MILLIS) || statusAt(sale, clock.now()) === 'CLOSED';
    setText(byId('countdown'), duration(left));
    render();
    if (left === 0 && !next.isLast) queueMicrotask(onMoment);
  });
}

/** The opening, then the closing. */
function usualMoment() {
  const opens = Date.parse(sale.opensAt);
  if (clock.now() < opens) return { label: 'Opens in', deadline: opens };
  const closes = Date.parse(sale.closesAt ?? '');
  return Number.isNaN(closes) ? undefined : { label: 'Closes in', deadline: closes, onlyIfSoon: true, isLast: true };
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
  setStatus(byId('status'), turn?.badge(clock.now()) ?? badgeAt(sale, clock.now()));
  form.render();
}

function onFailure() {
  describe();
  setTimeout(refreshSoon, jittered(REFRESH_AFTER_REFUSAL_MILLIS));
}
