// The viewer's own entry: what it is, what became of it, and what can be done about it.
import { offerToTell } from './attention.js';
import { el, focusOn, setText } from './dom.js';
import { money } from './format.js';
import { t } from './language.js';
import { sentence } from './reasons.js';
import { timeBar } from './time-bar.js';

/** What one waits in for something to happen. */
const WAITING = ['ENTERED', 'SEALED', 'DRAWN', 'WAITLISTED'];

/** `{element, checks, show(state), wait(trouble?), focus()}`; the functions are called for its buttons. */
export function entryCard({ pay, change, withdraw, keep }) {
  const headline = el('h2', { id: 'entry-headline' });
  const words = el('p', { id: 'entry-words' });
  const spoken = el('div', { role: 'status' }, headline, words);
  const left = el('span', { id: 'entry-countdown', class: 'countdown', role: 'timer', 'aria-live': 'off' });
  const label = el('span');
  const line = el('div', { class: 'time-bar', 'aria-hidden': 'true' });
  const time = el('div', { id: 'entry-clock', class: 'time-left', hidden: '' }, el('p', {}, label, ' ', left), line);
  const bar = timeBar({ line: time, left, bar: line });
  const checks = el('div', { id: 'entry-checks', hidden: '' });
  const wait = el('p', { id: 'entry-wait', class: 'quiet', role: 'status', hidden: '' });
  const tell = el('p', { id: 'entry-tell', hidden: '' });
  const paying = button('entry-pay', t('reservation.pay'), pay, 'primary');
  const look = el('a', { id: 'entry-look', class: 'button' }, t('draw.entry.look'));
  const changing = button('entry-change', t('draw.entry.change'), change);
  const leaving = button('entry-withdraw', t('draw.entry.withdraw'), withdraw);
  const keeping = button('entry-keep', t('draw.entry.keep'), keep);
  const actions = el('div', { class: 'actions' }, paying, look, changing, leaving, keeping);
  const element = el('section', { id: 'entry', class: 'entry', 'aria-labelledby': 'entry-headline', hidden: '' }, spoken, time, checks, wait, tell, actions);

  return {
    element,
    checks,
    show({ words: said, entry, isChanging, isActing }) {
      element.hidden = !said;
      if (!said) {
        bar.show(undefined);
        return;
      }
      element.dataset.state = said.id;
      setText(headline, said.headline);
      setText(words, said.words);
      const reservation = entry?.reservation;
      bar.show(said.paid ? reservation?.expiresAt : undefined);
      const amount = reservation?.amount;
      const isFree = amount?.amount === 0;
      setText(paying, isFree ? t('reservation.confirm') : amount ? t('reservation.payAmount', { amount: money(amount) }) : t('reservation.pay'));
      setText(label, t(isFree ? 'reservation.timeToConfirm' : 'reservation.timeToPay'));
      paying.hidden = !said.paid;
      look.hidden = !said.look || !reservation;
      if (reservation) look.href = `/reservations/${encodeURIComponent(reservation.id)}`;
      changing.hidden = !said.changed || isChanging;
      leaving.hidden = !said.left || isChanging;
      keeping.hidden = !said.changed || !isChanging;
      [paying, changing, leaving, keeping].forEach((each) => each.setAttribute('aria-disabled', String(isActing)));
      actions.hidden = [...actions.children].every((each) => each.hidden);
      if (WAITING.includes(said.id)) offerToTell(tell);
      else tell.hidden = true;
    },
    /** Told that something is tried again; without an argument that it is not any more. */
    wait(trouble) {
      wait.hidden = !trouble;
      setText(wait, trouble ? t('reservation.tryingAgain', { why: sentence(trouble.error), seconds: Math.ceil(trouble.delayMillis / 1000) }) : '');
    },
    focus: () => focusOn(headline),
  };
}

function button(id, label, click, look) {
  const made = el('button', { id, type: 'button', class: look }, label);
  made.addEventListener('click', click);
  return made;
}
