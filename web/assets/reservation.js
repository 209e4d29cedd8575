// The page of one order: what became of it, by itself, and what can be done about it.
import { attend, offerToTell, setTitle } from './attention.js';
import { calendarFile } from './calendar.js';
import { call, open } from './call.js';
import { byId, focusOn, hasLostFocus, setText } from './dom.js';
import { eventWords } from './event.js';
import { money } from './format.js';
import { identity } from './identity.js';
import { kindOf, kindOfReservation, kindSummary } from './kinds.js';
import { t } from './language.js';
import { clearError, clearTrouble, showError, showMissing, showTrouble } from './notices.js';
import { showOrderNumber } from './order-number.js';
import { idFromPath, startPage } from './page.js';
import { startPayment } from './pay.js';
import { watchPayment } from './payment-watch.js';
import { jittered, whileOpen } from './poll.js';
import { sentence } from './reasons.js';
import { showFacts } from './reservation-facts.js';
import { isFree, nextLookMillis, paymentWords, wordsFor } from './reservation-state.js';
import { persist } from './retry.js';
import { clock } from './shop-clock.js';
import { showPasses } from './tickets.js';
import { timeBar } from './time-bar.js';
import { isGood, stillGoodWords, unitsWords, whatWords } from './units.js';

const WAIT_SECONDS = 20;
const WAIT_TIMEOUT_MILLIS = 35_000;
/** What calls somebody back who waits elsewhere. */
const CALLING = ['HELD', 'CONFIRMED', 'EXPIRED', 'REJECTED'];
const id = idFromPath();
const path = `/v1/reservations/${encodeURIComponent(id)}`;
const receipt = new URLSearchParams(location.search).get('receipt');
let reservation;
let sale;
let payment;
/** Whether the units came back to whoever waits, before the viewer's eyes. */
let isOffered = false;
let isActing = false;

startPage();
const bar = timeBar({ line: byId('clock'), left: byId('countdown'), bar: byId('time-bar'), soon: callBack });
const lookAgain = whileOpen(look, onLookError);
const { paymentBegan } = watchPayment(id, showPayment);
byId('pay').addEventListener('click', () => act(pay));
byId('print').addEventListener('click', () => print());
byId('cancel').addEventListener('click', () => {
  const dialog = byId('cancel-dialog');
  dialog.returnValue = '';
  dialog.showModal();
});
byId('cancel-dialog').addEventListener('close', () => {
  if (byId('cancel-dialog').returnValue === 'cancel') act(cancel);
});

/** The first look answers at once; the following wait at the server for a change, also while the page is hidden: what somebody waits for may come then. */
async function look(signal, isFirst) {
  const query = new URLSearchParams();
  if (receipt) query.set('receipt', receipt);
  if (!isFirst) {
    query.set('wait', String(WAIT_SECONDS));
    query.set('known', reservation.status); // or a change since the last look would be waited for in vain
  }
  const { body } = await call('GET', query.size ? `${path}?${query}` : path, { signal, timeoutMillis: WAIT_TIMEOUT_MILLIS });
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
  byId('reservation').hidden = true;
  showMissing(t('reservation.unknown'), t('reservation.unknownWords'));
  return true;
}

function show(next) {
  const before = reservation?.status;
  if (before && before !== next.status) isOffered = next.status === 'HELD' && before === 'WAITLISTED';
  reservation = next;
  byId('reservation').hidden = false;
  byId('reservation').dataset.status = reservation.status;
  const words = showWords();
  const hadFocus = ['pay', 'cancel'].some((each) => document.activeElement === byId(each));
  byId('pay').hidden = !words.canPay;
  byId('cancel').hidden = !words.canCancel;
  showButtons();
  if (!words.canCancel) byId('cancel-dialog').close();
  if (hadFocus && hasLostFocus()) focusOn(byId('headline'));
  showItem();
  showFacts(reservation, sale);
  showOrderNumber(byId('order-number'), reservation);
  bar.show(reservation.status === 'HELD' ? reservation.expiresAt : undefined, wholeMillis());
  if (['QUEUED', 'WAITLISTED'].includes(reservation.status)) offerToTell(byId('tell'));
  else byId('tell').hidden = true;
  showPayment(payment);
  showUnits();
  if (before && before !== reservation.status && CALLING.includes(reservation.status)) attend({ title: words.headline, body: sale?.title ?? '', tag: id });
  if (!before) nameTheSale();
}

/** The time to pay is nearly over, and whoever holds it may look elsewhere. */
function callBack() {
  attend({ title: t('reservation.lastMinute'), body: sale?.title ?? '', tag: id });
}

/** How long it was held for at first, as far as the sale says. */
function wholeMillis() {
  return ((isOffered ? sale?.offerSeconds : undefined) ?? sale?.holdSeconds ?? 0) * 1000;
}

function showButtons() {
  const free = isFree(reservation);
  const { status, amount } = reservation;
  setText(byId('pay'), free ? t('reservation.confirm') : amount ? t('reservation.payAmount', { amount: money(amount) }) : t('reservation.pay'));
  setText(byId('clock-label'), t(free ? 'reservation.timeToConfirm' : 'reservation.timeToPay'));
  const waits = status === 'WAITLISTED';
  setText(byId('cancel'), waits ? t('reservation.leaveWaitlist') : unitsWords(sale, reservation, 'release'));
  setText(byId('cancel-question'), waits ? t('reservation.leaveQuestion') : unitsWords(sale, reservation, 'releaseQuestion'));
  setText(byId('cancel-words'), t(waits ? 'reservation.leaveWords' : 'reservation.releaseWords'));
  setText(byId('cancel-confirm'), waits ? t('reservation.leaveWaitlist') : unitsWords(sale, reservation, 'release'));
}

/** What is ordered, as a line of a bill. */
function showItem() {
  const { when } = eventWords(sale?.event);
  setText(byId('item-title'), sale?.title ?? '');
  byId('item-event').hidden = !when;
  setText(byId('item-event'), when ?? '');
  setText(byId('item-what'), [whatWords(reservation, sale), kindSummary(reservation, sale)].filter(Boolean).join(' · '));
  setText(byId('item-amount'), reservation.amount ? money(reservation.amount) : '');
  byId('checkout').hidden = ['CONFIRMED', 'REFUNDED'].includes(reservation.status) && Boolean(reservation.tickets?.length);
}

/** Tickets, or what their kind shows instead. */
function showUnits() {
  const all = ['CONFIRMED', 'REFUNDED'].includes(reservation.status) ? reservation.tickets ?? [] : [];
  const tickets = all.toSorted((a, b) => Number(isGood(b)) - Number(isGood(a)));
  const prize = tickets.length > 0 ? kindOfReservation(reservation, sale).prize?.(reservation) : undefined;
  byId('ticket-section').hidden = tickets.length === 0 || Boolean(prize);
  setText(byId('ticket-heading'), stillGoodWords(sale, reservation) ?? unitsWords(sale, { quantity: tickets.length, tickets }, 'heading'));
  showPasses(byId('tickets'), prize ? [] : tickets, { sale, reservation, holder: identity()?.user });
  showPrize(prize);
  offerCalendar(tickets.filter(isGood));
}

function offerCalendar(tickets) {
  const file = reservation.status === 'CONFIRMED' ? calendarFile({ reservation, sale, tickets }) : undefined;
  const link = byId('calendar');
  link.hidden = !file;
  if (!file || link.dataset.text === file.text) return;
  link.dataset.text = file.text;
  link.download = file.name;
  link.href = URL.createObjectURL(new Blob([file.text], { type: 'text/calendar' }));
}

/** It stays the element that it is while it says the same, so that it does not begin anew to move. */
function showPrize(prize) {
  byId('prize').hidden = !prize;
  if (prize && prize.textContent !== byId('prize').textContent) byId('prize').replaceChildren(prize);
}

function showWords() {
  const words = wordsFor(reservation, sale, { isOffered, nowMillis: clock.now() });
  setTitle(sale ? t('reservation.windowTitle', { headline: words.headline, title: sale.title }) : words.headline);
  setText(byId('headline'), words.headline);
  setText(byId('explanation'), words.explanation);
  setText(byId('back'), wayOnWords());
  return words;
}

/** Whoever lost it can try again where it was. */
function wayOnWords() {
  const mayTryAgain = ['EXPIRED', 'CANCELLED', 'REJECTED'].includes(reservation.status) && sale?.status === 'OPEN';
  return t(mayTryAgain ? 'reservation.tryAgain' : 'common.backToSale');
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
    byId('reservation').dataset.kind = kindOf(sale).id;
    show(reservation);
  } catch {
    // The page says what it can without it.
  }
}

/** Both can be repeated without harm: the same payment, the same cancellation. */
const patience = {
  signal: new AbortController().signal,
  onWait: ({ error, delayMillis }) => setText(byId('message'), t('reservation.tryingAgain', { why: sentence(error), seconds: Math.ceil(delayMillis / 1000) })),
};

function pay() {
  return startPayment(id, { ...patience, began: paymentBegan });
}

async function cancel() {
  const { body } = await persist(() => call('DELETE', path), patience);
  show(body);
}

/** One thing at a time; the buttons keep the focus. */
async function act(action) {
  if (isActing) return;
  isActing = true;
  const buttons = [byId('pay'), byId('cancel')];
  buttons.forEach((button) => button.setAttribute('aria-disabled', 'true'));
  byId('pay').setAttribute('aria-busy', 'true');
  clearError();
  try {
    await action();
  } catch (error) {
    showError(error);
  } finally {
    isActing = false;
    // A look that began before may bring the state of before.
    lookAgain();
    setText(byId('message'), '');
    byId('pay').removeAttribute('aria-busy');
    buttons.forEach((button) => button.removeAttribute('aria-disabled'));
  }
}
