// The turn of a sale whose units, or some of them, are drawn: entering, what became of the entry, and how the draw goes. See turns.js.
import { attend, setTitle } from './attention.js';
import { byId, el, hasLostFocus, setText } from './dom.js';
import { course, entryWords, leadWords, momentOf, phaseAt, proofWords, waysOf } from './draw-state.js';
import { watchDraw } from './draw-watch.js';
import { withdraw } from './entry.js';
import { entryCard } from './entry-card.js';
import { timeNear } from './format.js';
import { identity } from './identity.js';
import { kindSummary } from './kinds.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';
import { startPayment } from './pay.js';
import { clock } from './shop-clock.js';
import { whatWords } from './units.js';

/** See turns.js. */
export function drawTurn({ sale: first, form, changed }) {
  let sale = first;
  /** Whether the form stands open for another entry in the place of the one that there is. */
  let isChanging = false;
  let isActing = false;
  let resumed = false;
  let title;
  /** What was told of the entry last. */
  let told;
  const lead = el('p', { id: 'draw-lead' });
  const ways = el('div', { id: 'draw-ways', class: 'split', hidden: '' });
  const card = entryCard({ pay: () => doing(pay), change: beginChange, withdraw: () => doing(takeBack), keep: endChange });
  /** What is to be checked of the entry, and what checks it: fetched once there is a seal. */
  let sealed;
  let checks;
  let fetching;
  byId('draw').replaceChildren(lead, ways, card.element);
  byId('draw').hidden = false;
  byId('course').hidden = false;
  const watch = watchDraw({ sale: () => sale, told: onTold });
  document.addEventListener('signed-in', watch.lookNow);

  function phase(nowMillis = clock.now()) {
    return phaseAt(sale, watch.draw(), nowMillis);
  }

  function onTold() {
    if (!resumed && watch.entry() !== undefined && phase() === 'ENTERING') {
      resumed = true;
      form.resumeEntry(watch.entry()).then((entry) => entry && entered(entry));
    }
    show();
    changed();
  }

  function entered(entry) {
    isChanging = false;
    watch.learn(entry);
    if (hasLostFocus()) card.focus();
  }

  function what(entry) {
    return [whatWords(entry, sale), kindSummary(entry, sale)].filter(Boolean).join(' · ');
  }

  function show() {
    const [now, draw, entry] = [clock.now(), watch.draw(), watch.entry()];
    const at = phase(now);
    setText(lead, waysOf(sale, now) || ['DRAWN', 'CALLED_OFF'].includes(at) ? '' : leadWords(sale, now));
    byId('window').hidden = at !== 'DRAWN';
    lead.hidden = lead.textContent === '';
    showWays(at, now);
    showCourse(draw, at, now);
    const words = entry === undefined && identity() ? undefined : entryWords({ sale, entry, phase: at, what: entry ? what(entry) : '' });
    card.show({ words, entry, isChanging, isActing });
    title = words && words.id !== 'NONE' && at !== 'ENTERING' ? t('reservation.windowTitle', { headline: words.headline, title: sale.title }) : undefined;
    setTitle(title ?? sale.title);
    if (told && words && words.id !== told && CALLING.includes(words.id)) attend({ title: words.headline, body: sale.title, tag: `draw-${sale.id}` });
    told = words?.id ?? told;
    check({ sale: sale.id, draw, proof: watch.proof(), entry });
  }

  function check(state) {
    sealed = state;
    if (checks) checks.show(sealed);
    else if (sealed.proof && sealed.draw?.root) fetching ??= fetchChecks();
  }

  async function fetchChecks() {
    try {
      const { ownChecks } = await import('./draw-checks.js');
      checks = ownChecks(card.checks);
      checks.show(sealed);
    } catch {
      fetching = undefined;
    }
  }

  function showWays(at, now) {
    const both = waysOf(sale, now);
    ways.hidden = !both;
    if (!both) return;
    if (!ways.children.length) {
      ways.append(...both.map(({ id, name, what: words, when }) => el('section', { class: 'way-of-two', 'data-way': id },
        el('h2', {}, name), el('p', {}, words), el('p', { class: 'quiet' }, when))));
    }
    const current = ['BEFORE', 'ENTERING'].includes(at) ? 'drawn' : 'queue';
    [...ways.children].forEach((each) => { each.dataset.now = String(each.dataset.way === current); });
  }

  function showCourse(draw, at, now) {
    const { provable, words } = proofWords(sale, draw);
    const steps = course(sale, draw, at, now);
    const text = JSON.stringify([steps, words]);
    if (byId('course').dataset.shown === text) return;
    byId('course').dataset.shown = text;
    const isDrawn = at === 'DRAWN';
    byId('course').replaceChildren(
      el('h2', {}, t('draw.course.heading')),
      el('ol', { class: 'course' }, ...steps.map(({ id, title, words: said, state }) => el('li', { 'data-step': id, 'data-state': state, ...(state === 'NOW' && { 'aria-current': 'step' }) },
        el('p', { class: 'course-title' }, title), said && el('p', { class: 'quiet' }, said)))),
      el('p', { id: 'proof', 'data-provable': provable }, words, ' ',
        el('a', { href: `/draws/${encodeURIComponent(sale.id)}` }, isDrawn ? t('draw.check') : t('draw.look'))));
  }

  function beginChange() {
    isChanging = true;
    form.restore(wish(watch.entry()));
    show();
    changed();
    byId('buy').focus();
  }

  function endChange() {
    isChanging = false;
    show();
    changed();
    card.focus();
  }

  async function takeBack() {
    await withdraw(sale.id, patience());
    isChanging = false;
    watch.learn(null);
  }

  async function pay() {
    const { reservation } = watch.entry();
    await startPayment(reservation.id, patience());
  }

  function patience() {
    return { signal: new AbortController().signal, onWait: card.wait };
  }

  /** One thing at a time; what is true afterwards is asked of the server. */
  async function doing(action) {
    if (isActing) return;
    isActing = true;
    clearError();
    show();
    try {
      await action();
    } catch (error) {
      showError(error);
    } finally {
      isActing = false;
      card.wait();
      watch.lookNow();
      show();
      changed();
      if (hasLostFocus()) (card.element.hidden ? byId('buy') : card).focus();
    }
  }

  show();
  return {
    show(next) {
      sale = next;
      show();
    },
    moment: (nowMillis) => momentOf(sale, phase(nowMillis), nowMillis),
    badge: (nowMillis) => ({ ENTERING: 'ENTRIES_OPEN', SEALED: 'SEALED' }[phase(nowMillis)]),
    title: () => title,
    due() {
      show();
      watch.lookSoon();
    },
    form({ asked, missing, nowMillis, signedIn, busy }) {
      const [at, entry] = [phase(nowMillis), watch.entry()];
      if (at === 'DRAWN') return formAfterwards(entry, signedIn, sale);
      if (at === 'CALLED_OFF') return { hidden: true };
      if (at === 'SEALED') return sale.order.lotteryShare ? undefined : { hidden: true };
      if (at === 'BEFORE') return off(t('order.notOpen'), t('draw.entriesFrom', { time: timeNear(sale.order.entriesFrom, nowMillis) }));
      if (busy) return { ...off(t('order.busy')), busy };
      if (sale.status === 'PAUSED') return off(t('order.paused'), t('order.pausedHint'));
      if (entry && !isChanging) return { hidden: true };
      const label = t(isChanging ? 'draw.change' : 'draw.enter');
      if (!signedIn) return off(label, t('order.signInFirst'));
      if (entry === undefined) return off(t('order.busy'));
      if (!asked) return off(label, missing);
      return { enabled: true, label, hint: t('draw.costsNothing') };
    },
    enters: () => ['BEFORE', 'ENTERING'].includes(phase()),
    act(body) {
      if (phase() !== 'ENTERING') return false;
      form.enter(body, isChanging).then((entry) => (entry ? entered(entry) : watch.lookNow()));
      return true;
    },
  };
}

/** What whoever looks elsewhere is called back for. */
const CALLING = ['WON', 'WAITLISTED', 'LOST', 'CALLED_OFF'];
const OVER = ['EXPIRED', 'CANCELLED', 'REFUNDED'];

/** Whoever has or waits for something in the sale needs no form, but for what a split sells besides; others buy what is left, or wait behind those who entered. */
function formAfterwards(entry, signedIn, { order, limitPerUser }) {
  if (signedIn && entry === undefined) return off(t('order.busy'));
  const has = entry && !['LOST', 'WITHDRAWN'].includes(entry.status) && !OVER.includes(entry.reservation?.status);
  const mayBuy = order.lotteryShare && !(entry?.quantity >= limitPerUser);
  return has && !mayBuy ? { hidden: true } : undefined;
}

function off(label, hint = '') {
  return { enabled: false, label, hint };
}

/** An entry as the body that asks for it. */
function wish({ tier, quantity, bestAvailable, journey }) {
  if (bestAvailable) return { bestAvailable };
  if (journey) return { journey };
  return { tier, quantity };
}
