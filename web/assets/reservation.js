// The page of one reservation: what became of it, by itself, and what can be done about it.
import { call, open } from './call.js';
import { countdown } from './countdown.js';
import { byId, setStatus, setText } from './dom.js';
import { duration } from './format.js';
import { kindOfReservation } from './kinds.js';
import { clearError, clearTrouble, idFromPath, showError, showTrouble, startPage } from './page.js';
import { startPayment } from './pay.js';
import { watchPayment } from './payment-watch.js';
import { jittered, whileVisible } from './poll.js';
import { sentence } from './reasons.js';
import { showFacts } from './reservation-facts.js';
import { isFree, nextLookMillis, paymentWords, wordsFor } from './reservation-state.js';
import { persist } from './retry.js';
import { clock, synced } from './shop-clock.js';
import { showTickets } from './tickets.js';

const WAIT_SECONDS = 20;
const WAIT_TIMEOUT_MILLIS = 35_000;
const id = idFromPath();
const path = `/v1/reservations/${encodeURIComponent(id)}`;
const receipt = new URLSearchParams(location.search).get('receipt');
let reservation;
let sale;
let payment;
let stopCountdown = () => undefined;

startPage();
const lookAgain = whileVisible(look, onLookError);
const { paymentBegan } = watchPayment(id, showPayment);
byId('pay').addEventListener('click', () => act(pay));
byId('cancel').addEventListener('click', () => {
  const dialog = byId('cancel-dialog');
  dialog.returnValue = '';
  dialog.showModal();
});
byId('cancel-dialog').addEventListener('close', () => {
  if (byId('cancel-dialog').returnValue === 'cancel') act(cancel);
});

/** The first look answers at once; the following wait at the server for a change. */
async function look(signal, isFirst) {
  const query = new URLSearchParams();
  if (receipt) query.set('receipt', receipt);
  if (!isFirst) {
    query.set('wait', WAIT_SECONDS);
    query.set('known', reservation.status); // or a change since the last look would be waited for in vain
  }
  const { body } = await call('GET', query.size ? `${path}?${query}` : path, { signal, timeoutMillis: WAIT_TIMEOUT_MILLIS });
  await synced;
  signal.throwIfAborted();
  clearTrouble();
  const hasChanged = body.status !== reservation?.status;
  show(body);
  const pause = nextLookMillis(body.status, hasChanged);
  return pause === undefined ? undefined : jittered(pause);
}

function onLookError(error) {
  if (error.status !== 404 && error.status !== 403) {
    showTrouble(error);
    return false;
  }
  clearTrouble();
  showError(new Error('There is no such reservation, or it is not yours.'));
  return true;
}

function show(next) {
  const isNew = !reservation;
  reservation = next;
  byId('reservation').hidden = false;
  setStatus(byId('status'), reservation.status);
  const words = showWords();
  byId('pay').hidden = !words.canPay;
  setText(byId('pay'), isFree(reservation) ? 'Confirm' : 'Pay');
  setText(byId('clock-label'), isFree(reservation) ? 'Time left to confirm' : 'Time left to pay');
  byId('cancel').hidden = !words.canCancel;
  if (!words.canCancel) byId('cancel-dialog').close();
  showFacts(reservation, sale);
  showDeadline();
  showPayment(payment);
  showUnits();
  if (isNew) nameTheSale();
}

/** Tickets, or what their kind shows instead. */
function showUnits() {
  const tickets = ['CONFIRMED', 'REFUNDED'].includes(reservation.status) ? reservation.tickets ?? [] : [];
  const prize = tickets.length > 0 ? kindOfReservation(reservation, sale).prize?.(reservation) : undefined;
  byId('ticket-section').hidden = tickets.length === 0 || Boolean(prize);
  showTickets(byId('tickets'), prize ? [] : tickets, sale);
  showPrize(prize);
}

/** It stays the element that it is while it says the same, so that it does not begin anew to move. */
function showPrize(prize) {
  byId('prize').hidden = !prize;
  if (prize && prize.textContent !== byId('prize').textContent) byId('prize').replaceChildren(prize);
}

function showWords() {
  const words = wordsFor(reservation, sale);
  document.title = words.headline;
  setText(byId('headline'), words.headline);
  setText(byId('explanation'), words.explanation);
  return words;
}

function showPayment(next) {
  payment = next;
  const text = payment && reservation ? paymentWords(payment.status, reservation.status) : '';
  setText(byId('payment-notice'), text);
  byId('payment-notice').hidden = !text;
}

/** The reservation knows the sale by its id; its title is nice to have. */
async function nameTheSale() {
  byId('back').href = `/sales/${encodeURIComponent(reservation.sale)}`;
  try {
    sale = (await open(`/v1/sales/${encodeURIComponent(reservation.sale)}`)).body;
    showWords();
    showFacts(reservation, sale);
    showUnits();
  } catch {
    // The id stands in for it.
  }
}

function showDeadline() {
  stopCountdown();
  const isRunning = reservation.status === 'HELD' && Boolean(reservation.expiresAt);
  byId('clock').hidden = !isRunning;
  if (!isRunning) return;
  stopCountdown = countdown(Date.parse(reservation.expiresAt), clock, (left) => {
    setText(byId('countdown'), duration(left));
  });
}

/** Both can be repeated without harm: the same payment, the same cancellation. */
const patience = {
  signal: new AbortController().signal,
  onWait: ({ error, delayMillis }) => setText(byId('message'), `${sentence(error)} Trying again in ${Math.ceil(delayMillis / 1000)} s.`),
};

function pay() {
  return startPayment(id, { ...patience, began: paymentBegan });
}

async function cancel() {
  const { body } = await persist(() => call('DELETE', path), patience);
  show(body);
}

async function act(action) {
  const buttons = [byId('pay'), byId('cancel')];
  buttons.forEach((button) => { button.disabled = true; });
  clearError();
  try {
    await action();
  } catch (error) {
    showError(error);
  } finally {
    // A look that began before may bring the state of before.
    lookAgain();
    setText(byId('message'), '');
    buttons.forEach((button) => { button.disabled = false; });
  }
}
