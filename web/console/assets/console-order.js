// Order: what it is, what happened to it, and how tickets go back.
import { askFirst } from './ask-first.js';
import { setTitle } from './attention.js';
import { call, thenShow } from './console-call.js';
import { startConsole } from './console-page.js';
import { field } from './console-field.js';
import { actButton, news, table } from './console-parts.js';
import { actWords, becauseWords } from './deed-list.js';
import { byId, el, focusOn, hasLostFocus, partOfPath, setText } from './dom.js';
import { count, money, time } from './format.js';
import { kindOfReservation, unitLines } from './kinds.js';
import { has, t } from './language.js';
import { clearTrouble, showMissing, showTrouble } from './notices.js';
import { orderNumberWords } from './order-number.js';
import { orderState, whatOf } from './order-state.js';
import { jittered, whileVisible } from './poll.js';

const EVERY_MILLIS = 5_000;
/** How long money may take to come back until a page is looked at less often. */
const SOON_MILLIS = 1_500;
/** As the server takes one. */
const MAX_REASON = 500;

const id = partOfPath(0);
let restart;

startConsole().then(() => {
  const view = page();
  restart = whileVisible(async (signal) => {
    const { body: found } = await call('GET', `/v1/admin/reservations?q=${encodeURIComponent(id)}`, { signal });
    const reservation = found.reservations[0];
    if (!reservation) {
      if (found.unavailable) {
        showTrouble({ message: t('console.find.unavailable', { sales: found.unavailable.join(', ') }) });
        return jittered(EVERY_MILLIS);
      }
      byId('page').hidden = true;
      showMissing(t('console.noOrder'), t('console.noOrderWords'));
      return undefined;
    }
    const { body: history } = await call('GET', `/v1/admin/reservations/${encodeURIComponent(reservation.id)}/history`, { signal });
    const isGivenUp = history.events.some(({ what }) => what === 'REFUND_GIVEN_UP');
    const failed = isGivenUp ? await failedOf(reservation.id, signal) : [];
    view.show(reservation, history, failed);
    clearTrouble();
    return jittered(isOnItsWay(history) ? SOON_MILLIS : EVERY_MILLIS);
  }, (error) => {
    showTrouble(error);
    return error.status === 403 || error.status === 400;
  });
});

/** Whether money was ordered back that is not. */
function isOnItsWay({ events }) {
  const of = (name) => events.filter(({ what }) => what === name).length;
  return of('REFUND_ORDERED') > of('MONEY_BACK') + of('REFUND_GIVEN_UP');
}

async function failedOf(reservation, signal) {
  const { body } = await call('GET', '/v1/admin/refunds?state=FAILED&limit=200', { signal });
  return body.refunds.filter((refund) => refund.reservation === reservation);
}

function page() {
  const heading = byId('page').querySelector('h1');
  const state = el('span', { id: 'order-state' });
  const facts = el('dl', { id: 'facts', class: 'facts' });
  const tickets = el('section', { id: 'tickets', 'aria-labelledby': 'tickets-heading', hidden: '' }, el('h2', { id: 'tickets-heading' }, t('console.orderPage.tickets')));
  const rows = table(t('console.orderPage.tickets'), [
    { label: t('console.orderPage.choose') }, { label: t('console.orderPage.ticket') }, { label: t('console.orderPage.code') }, { label: t('console.list.status') },
  ]);
  const told = news();
  const some = actButton(t('console.orderPage.refundSome'), () => refund(chosen()), { id: 'refund-some', class: 'danger' });
  const all = actButton(t('console.orderPage.refundAll'), () => refund(valid()), { id: 'refund-all', class: 'danger' });
  const acts = el('div', { class: 'actions' }, some, all);
  const failures = el('div', { id: 'failed-refunds' });
  const events = el('ol', { id: 'history', class: 'timeline' });
  const lacks = el('p', { class: 'quiet small' });
  let reservation;
  let shown = '';
  /** Why, as somebody said it before they thought better of it, or before it was refused. */
  let because = '';
  tickets.append(rows.element, acts, told.element);
  byId('page').replaceChildren(el('div', { class: 'head-line' }, heading, state), facts, failures, tickets,
    el('section', { 'aria-labelledby': 'history-heading' }, el('h2', { id: 'history-heading' }, t('console.orderPage.history')), events, lacks));

  const valid = () => reservation.tickets.filter(({ status }) => status === 'VALID');
  const chosen = () => {
    const ids = [...tickets.querySelectorAll('input:checked')].map((input) => input.getAttribute('value'));
    return valid().filter((ticket) => ids.includes(ticket.id));
  };

  /** In words. */
  function costOf(which) {
    const { items, amount, refundedAmount, quantity } = reservation;
    const isLeft = which.length === valid().length;
    const priceOf = ({ tier }) => (items ? items.find((each) => each.tier === tier)?.price.amount : amount.amount / quantity);
    const cost = isLeft ? amount.amount - (refundedAmount?.amount ?? 0) : which.reduce((all, ticket) => all + priceOf(ticket), 0);
    return cost ? money({ amount: cost, currency: amount.currency }) : t('console.orderPage.nothing');
  }

  async function refund(which) {
    if (!which.length) {
      told.say(t('console.orderPage.chooseFirst'));
      tickets.querySelector('input')?.focus();
      return;
    }
    const isAll = which.length === valid().length;
    const reason = field({
      name: 'reason', label: t('console.orderPage.reason'), hint: t('console.orderPage.reasonHint'), value: because, maxLength: MAX_REASON,
    });
    const wanted = await askFirst({
      title: t(isAll ? 'console.orderPage.askAll' : 'console.orderPage.askSome', { count: which.length }),
      words: t('console.orderPage.askWords', { count: which.length, user: reservation.user, amount: costOf(which) }),
      act: t('console.orderPage.refundNow'), fields: [reason],
    });
    because = reason.value.trim();
    if (!wanted) return;
    told.say(t('console.orderPage.refunding'));
    const isWhole = isAll && which.length === reservation.quantity;
    const body = isWhole && !because ? undefined : { tickets: isWhole ? undefined : which.map((ticket) => ticket.id), reason: because || undefined };
    try {
      await call('POST', `/v1/admin/reservations/${encodeURIComponent(reservation.id)}/refund`, { body });
      because = '';
      told.say(t('console.orderPage.refunded', { count: which.length }));
    } catch (error) {
      // Whether it was done is seen in what is asked now; to ask for it again does nothing twice.
      told.say(error.status === undefined ? t('console.orderPage.unheard') : '');
      if (error.status !== undefined) throw error;
    } finally {
      restart();
    }
  }

  async function retry(refundId) {
    await thenShow(() => call('POST', `/v1/admin/refunds/${encodeURIComponent(refundId)}/retry`), async () => restart());
    told.say(t('console.refunds.retried'));
  }

  function showTickets() {
    const kept = [...tickets.querySelectorAll('input:checked')].map((input) => input.getAttribute('value'));
    const isMore = valid().length > 1;
    rows.show(reservation.tickets.map((ticket, i) => ({
      attributes: { 'data-ticket': ticket.id, 'data-status': ticket.status },
      cells: [
        ticket.status === 'VALID' && isMore ? choice(ticket, i, kept.includes(ticket.id)) : '',
        [`${count(i + 1)}`, ticket.tierName, ...unitLines(ticket.unit, undefined)].filter(Boolean).join(' · '), ticket.code ? el('code', {}, ticket.code) : '', t(`console.ticketState.${ticket.status}`),
      ],
    })));
    tickets.hidden = reservation.tickets.length === 0;
    const had = document.activeElement;
    acts.hidden = valid().length === 0 || Boolean(kindOfReservation(reservation).prize); // what was won stays whose it is
    some.hidden = !isMore;
    if (acts.contains(had) && hasLostFocus()) focusOn(tickets.querySelector('h2'));
  }

  return {
    show(next, history, failed) {
      reservation = next;
      const now = JSON.stringify([next, history, failed]);
      if (now === shown) return;
      shown = now;
      const number = orderNumberWords(next.orderNumber);
      setTitle(t('console.orderPage.title', { number }));
      setText(heading, t('console.orderPage.heading', { number }));
      state.replaceChildren(orderState(next));
      facts.replaceChildren(...factsOf(next).flatMap(([name, label, value]) => [el('dt', {}, label), el('dd', { 'data-fact': name }, value)]));
      showTickets();
      failures.replaceChildren(...failed.map((each) => el('div', { class: 'notice error', 'data-refund': each.id },
        el('p', {}, t('console.refunds.failed', { amount: money(each.amount), why: each.error ?? '' })), actButton(t('console.refunds.retry'), () => retry(each.id)))));
      events.replaceChildren(...history.events.map((event) => eventRow(event, next)));
      setText(lacks, history.notKept.length ? t('console.orderPage.notKept') : '');
    },
  };
}

function choice(ticket, i, isChosen) {
  const input = el('input', { type: 'checkbox', value: ticket.id, 'aria-label': t('console.orderPage.chooseTicket', { number: i + 1 }) });
  input.checked = isChosen;
  return input;
}

function factsOf(reservation) {
  const { id: own, sale, user, amount, refundedAmount, createdAt, expiresAt, status } = reservation;
  return [
    ['user', t('console.find.user'), user],
    ['sale', t('console.find.ofSale'), el('a', { href: `/console/sales/${encodeURIComponent(sale)}` }, sale)],
    ['what', t('console.find.what'), whatOf(reservation)],
    ['amount', t('console.find.amount'), money(amount)],
    refundedAmount && ['refunded', t('console.orderPage.refundedAmount'), money(refundedAmount)],
    ['made', t('console.find.made'), time(createdAt)],
    status === 'HELD' && expiresAt && ['until', t('console.orderPage.payUntil'), time(expiresAt)],
    ['id', t('console.orderPage.id'), el('code', { class: 'id' }, own)],
  ].filter(Boolean);
}

function eventRow(event, { tickets }) {
  const { at, what, amount, tickets: some = [], note, reason } = event;
  const about = some.map((ticket) => tickets.findIndex(({ id: each }) => each === ticket) + 1).filter((number) => number > 0);
  return el('li', { 'data-what': what },
    el('time', { datetime: at, class: 'quiet small num' }, time(at)),
    el('p', {}, el('strong', {}, t(`console.events.${what}`)), amount ? ` ${money(amount)}` : '', about.length ? ` · ${t('console.orderPage.numbers', { numbers: about.join(', ') })}` : ''),
    note ? el('p', { class: 'quiet small' }, ...noteOf(what, note)) : undefined,
    reason ? el('p', { class: 'small', 'data-reason': '' }, becauseWords(reason)) : undefined);
}

/** Of a deed who did what, and what came of it; of others what there is to say. */
function noteOf(what, note) {
  const deed = what === 'DEED' ? /^(.*): (\S+ \S+) (\d*)$/s.exec(note) : undefined;
  if (deed) return [deed[1], ': ', actWords(deed[2]), deed[3] && !deed[3].startsWith('2') ? ` (${deed[3]})` : ''];
  if (what === 'EXPIRED' && has(`reasons.${note}`)) return [t(`reasons.${note}`)];
  return [note];
}
