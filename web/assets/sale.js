// The page of one sale: what it is, when it opens, and the purchase.
import { buyForm } from './buy-form.js';
import { open } from './call.js';
import { choiceFor } from './choices.js';
import { countdown } from './countdown.js';
import { byId, setStatus, setText } from './dom.js';
import { count, duration, span, time } from './format.js';
import { kindBadge, kindOf } from './kinds.js';
import { clearTrouble, idFromPath, showError, showTrouble, startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { badgeAt, goesToFirstPayers, statusAt } from './sale-state.js';
import { clock, synced } from './shop-clock.js';

const REFRESH_MILLIS = 5_000;
const REFRESH_AFTER_REFUSAL_MILLIS = 1_000;
const CLOSING_SOON_MILLIS = 24 * 3_600_000;
const saleId = idFromPath();
let sale;
let choice;
let stopCountdown = () => undefined;

startPage();
const form = buyForm({ failed: onFailure });
const refreshSoon = whileVisible(refresh, onRefreshError);

async function refresh(signal) {
  await synced;
  const isNew = !sale;
  sale = (await open(`/v1/sales/${encodeURIComponent(saleId)}`, { signal })).body;
  clearTrouble();
  if (isNew) build();
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

function build() {
  byId('sale').dataset.kind = kindOf(sale);
  byId('main').dataset.kind = kindOf(sale);
  byId('kind').replaceChildren(kindBadge(sale));
  choice = choiceFor(sale, { place: byId('choice'), changed: form.render, buy: form.buy, isBusy: form.isBusy });
}

function describe() {
  byId('sale').hidden = false;
  document.title = sale.title;
  setText(byId('title'), sale.title);
  setText(byId('description'), sale.description ?? '');
  setText(byId('window'), sale.closesAt ? span(sale.opensAt, sale.closesAt) : `From ${time(sale.opensAt)}`);
  setText(byId('terms'), terms());
  form.show(sale, choice);
  restartCountdown();
}

function terms() {
  return [
    sale.limitPerUser > 0 && kindOf(sale) !== 'redPacket' && `At most ${count(sale.limitPerUser)} a person.`,
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
  setStatus(byId('status'), badgeAt(sale, clock.now()));
  form.render();
}

function onFailure() {
  describe();
  setTimeout(refreshSoon, jittered(REFRESH_AFTER_REFUSAL_MILLIS));
}
