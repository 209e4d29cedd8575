// The page of one sale: what it is, when it opens, and the purchase.
import { open } from './call.js';
import { countdown } from './countdown.js';
import { byId, setStatus, setText } from './dom.js';
import { count, duration, money, span, time, times } from './format.js';
import { identity } from './identity.js';
import { intentFor, interrupted, stop } from './intent.js';
import { clearError, clearTrouble, idFromPath, showError, showTrouble, startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { purchase } from './purchase.js';
import { sentence } from './reasons.js';
import { badgeAt, buyState, goesToFirstPayers, statusAt } from './sale-state.js';
import { clock, resync, synced } from './shop-clock.js';
import { chooseTier, chosenTier, showTiers } from './tiers.js';

const REFRESH_MILLIS = 5_000;
const REFRESH_AFTER_REFUSAL_MILLIS = 1_000;
const CLOSING_SOON_MILLIS = 24 * 3_600_000;
const saleId = idFromPath();
let sale;
let running;
let stopCountdown = () => undefined;

startPage();
const refreshSoon = whileVisible(refresh, onRefreshError);
byId('buy-form').addEventListener('submit', (event) => {
  event.preventDefault();
  if (byId('buy').disabled) return;
  buy(intentFor({ sale: saleId, user: identity().user, tier: chosenTier(sale).id, quantity: byId('quantity').valueAsNumber }));
});
byId('buy-form').addEventListener('input', render);
byId('stop').addEventListener('click', () => running?.abort());
document.addEventListener('signed-in', render);

async function refresh(signal) {
  await synced;
  const isNew = !sale;
  sale = (await open(`/v1/sales/${encodeURIComponent(saleId)}`, { signal })).body;
  clearTrouble();
  describe();
  if (isNew) resume();
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

function describe() {
  byId('sale').hidden = false;
  document.title = sale.title;
  setText(byId('title'), sale.title);
  setText(byId('description'), sale.description ?? '');
  setText(byId('window'), sale.closesAt ? span(sale.opensAt, sale.closesAt) : `From ${time(sale.opensAt)}`);
  setText(byId('terms'), terms());
  if (sale.limitPerUser) byId('quantity').max = sale.limitPerUser;
  showTiers(sale);
  restartCountdown();
}

function terms() {
  return [
    sale.limitPerUser && `At most ${count(sale.limitPerUser)} a person.`,
    goesToFirstPayers(sale) && 'An order holds nothing: the units go to whoever pays first.',
  ].filter(Boolean).join(' ');
}

/** Counts down to the opening, then to the closing; every tick also decides anew what the button may do. */
function restartCountdown() {
  stopCountdown();
  const opens = Date.parse(sale.opensAt);
  const isBefore = clock.now() < opens;
  const deadline = isBefore ? opens : Date.parse(sale.closesAt ?? '');
  if (Number.isNaN(deadline)) {
    byId('clock').hidden = true;
    render();
    return;
  }
  setText(byId('clock-label'), isBefore ? 'Opens in' : 'Closes in');
  stopCountdown = countdown(deadline, clock, (left) => {
    byId('clock').hidden = left === 0 || (!isBefore && left > CLOSING_SOON_MILLIS) || statusAt(sale, clock.now()) === 'CLOSED';
    setText(byId('countdown'), duration(left));
    render();
    if (left === 0 && isBefore) queueMicrotask(restartCountdown);
  });
}

function render() {
  if (!sale) return;
  const tier = chosenTier(sale);
  setStatus(byId('status'), badgeAt(sale, clock.now()));
  const quantity = byId('quantity').valueAsNumber;
  setText(byId('total'), tier && quantity > 0 ? money(times(tier.price, quantity)) : '');
  const state = buyState({ sale, tier, nowMillis: clock.now(), signedIn: Boolean(identity()), busy: Boolean(running) });
  byId('buy').disabled = !state.enabled;
  setText(byId('buy'), state.label);
  setText(byId('hint'), state.hint);
}

/** A reload in the middle of a purchase goes on with it, under the same key. */
function resume() {
  const intent = identity() && interrupted(saleId, identity().user);
  if (!intent) return;
  chooseTier(intent.tier);
  byId('quantity').value = intent.quantity;
  buy(intent);
}

async function buy(intent) {
  running = new AbortController();
  const { signal } = running;
  clearError();
  say('Sending your request…', true);
  render();
  try {
    location.assign(await purchase(intent, { signal, onWait: sayWaiting }));
    return;
  } catch (error) {
    running = undefined;
    if (error.isPassing || signal.aborted) stop(intent);
    if (error.reason === 'NOT_OPEN') await resync();
    sayOutcome(error, signal.aborted);
  }
  describe();
  setTimeout(refreshSoon, jittered(REFRESH_AFTER_REFUSAL_MILLIS));
}

function sayWaiting({ error, failures, delayMillis }) {
  const why = error.reason || error.status ? `Busy. ${sentence(error)}` : sentence(error);
  say(`${why} Trying again by itself in ${Math.ceil(delayMillis / 1000)} s (attempt ${failures + 1}). It stays one and the same request.`, true);
}

function sayOutcome(error, wasStopped) {
  if (wasStopped) say('Stopped. The last request may still have gone through: see My tickets.');
  else if (error.isPassing) say(`${sentence(error)} We stopped trying. Buy again to go on with the same request.`);
  else {
    byId('progress').hidden = true;
    showError(error);
  }
}

function say(text, canStop = false) {
  byId('progress').hidden = false;
  setText(byId('message'), text);
  byId('stop').hidden = !canStop;
}
