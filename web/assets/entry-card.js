// The viewer's own entry: what it is, what became of it, and what can be done about it.
import { countdown } from './countdown.js';
import { el, setText } from './dom.js';
import { duration } from './format.js';
import { clock } from './shop-clock.js';
import { sentence } from './reasons.js';

/** `{element, checks, show(state), wait(trouble?)}`; the functions are called for its buttons. */
export function entryCard({ pay, change, withdraw, keep }) {
  const headline = el('h2', { id: 'entry-headline' });
  const words = el('p', { id: 'entry-words' });
  const spoken = el('div', { role: 'status' }, headline, words);
  const left = el('span', { id: 'entry-countdown', class: 'countdown', role: 'timer', 'aria-live': 'off' });
  const label = el('span', {}, 'Time left to pay');
  const time = el('div', { id: 'entry-clock', class: 'clock', hidden: '' }, label, left);
  const checks = el('div', { id: 'entry-checks', hidden: '' });
  const wait = el('p', { id: 'entry-wait', class: 'quiet', role: 'status', hidden: '' });
  const paying = button('entry-pay', 'Pay', pay, 'primary');
  const look = el('a', { id: 'entry-look', class: 'button' }, 'See the reservation');
  const changing = button('entry-change', 'Change it', change);
  const leaving = button('entry-withdraw', 'Take it back', withdraw);
  const keeping = button('entry-keep', 'Keep it as it is', keep);
  const actions = el('div', { class: 'actions' }, paying, look, changing, leaving, keeping);
  const element = el('section', { id: 'entry', class: 'panel entry', 'aria-labelledby': 'entry-headline', hidden: '' }, spoken, time, checks, wait, actions);
  let stopCountdown = () => undefined;
  let deadline;

  function showDeadline(expiresAt) {
    if (deadline === expiresAt) return;
    deadline = expiresAt;
    stopCountdown();
    time.hidden = !expiresAt;
    if (expiresAt) stopCountdown = countdown(Date.parse(expiresAt), clock, (millis) => setText(left, duration(millis)));
  }

  return {
    element,
    checks,
    show({ words: said, entry, isChanging, isActing }) {
      element.hidden = !said;
      if (!said) return showDeadline(undefined);
      element.dataset.state = said.id;
      setText(headline, said.headline);
      setText(words, said.words);
      const reservation = entry?.reservation;
      showDeadline(said.paid ? reservation?.expiresAt : undefined);
      const isFree = reservation?.amount?.amount === 0;
      setText(paying, isFree ? 'Confirm' : 'Pay');
      setText(label, isFree ? 'Time left to confirm' : 'Time left to pay');
      paying.hidden = !said.paid;
      look.hidden = !said.look || !reservation;
      if (reservation) look.href = `/reservations/${encodeURIComponent(reservation.id)}`;
      changing.hidden = !said.changed || isChanging;
      leaving.hidden = !said.left || isChanging;
      keeping.hidden = !said.changed || !isChanging;
      [paying, changing, leaving, keeping].forEach((each) => { each.disabled = isActing; });
      actions.hidden = [...actions.children].every((each) => each.hidden);
      return undefined;
    },
    /** Told that something is tried again; without an argument that it is not any more. */
    wait(trouble) {
      wait.hidden = !trouble;
      setText(wait, trouble ? `${sentence(trouble.error)} Trying again in ${Math.ceil(trouble.delayMillis / 1000)} s.` : '');
    },
  };
}

function button(id, label, click, look) {
  const made = el('button', { id, type: 'button', class: look }, label);
  made.addEventListener('click', click);
  return made;
}
