// What the viewer has already in this sale, or waits for: the first thing to see on a second visit, after Back, and in another tab.
import { attend } from './attention.js';
import { call } from './call.js';
import { countdown } from './countdown.js';
import { el, setText } from './dom.js';
import { duration } from './format.js';
import { identity } from './identity.js';
import { t } from './language.js';
import { jittered, whileOpen } from './poll.js';
import { statusAt } from './sale-state.js';
import { clock } from './shop-clock.js';

const LIVE = ['HELD', 'QUEUED', 'WAITLISTED'];
const LIVE_MILLIS = 10_000;
/** Who has nothing is not asked about again and again: only after a refusal that says otherwise, and on return to the page. */
const NOTHING_MILLIS = 600_000;
const AT_MOST_EVERY_MILLIS = 30_000;
const TELLING = ['LIMIT_EXCEEDED', 'PURCHASE_UNDER_WAY', 'TOO_MANY_RESERVATIONS'];

/**
 * `{begin(sale), show(sale), lookAfter(error), live()}` in the list `place`. `changed()` is called when something else is held. Nobody holds anything before the opening, so nobody is asked about
 * then: a million who wait for it would ask at the same second.
 */
export function holding({ place, changed }) {
  let sale;
  let lookNow;
  let lookedAt = -Infinity;
  let mine = [];
  let shown = '';
  let stops = [];

  async function look(signal) {
    if (!identity()) return jittered(NOTHING_MILLIS);
    if (!hasLive() && performance.now() - lookedAt < AT_MOST_EVERY_MILLIS) return jittered(NOTHING_MILLIS);
    const { body } = await call('GET', `/v1/me/reservations?sale=${encodeURIComponent(sale.id)}`, { signal });
    signal.throwIfAborted();
    lookedAt = performance.now();
    learn(body.reservations.filter((each) => each.sale === sale.id && [...LIVE, 'CONFIRMED'].includes(each.status)));
    return jittered(hasLive() ? LIVE_MILLIS : NOTHING_MILLIS);
  }

  function learn(next) {
    const waited = new Set(mine.filter(({ status }) => status !== 'HELD').map(({ id }) => id));
    const offered = next.find(({ id, status }) => status === 'HELD' && waited.has(id));
    if (offered) attend({ title: t('reservation.yourTurn'), body: sale.title, tag: offered.id });
    mine = next;
    render();
    changed();
  }

  function hasLive() {
    return mine.some(({ status }) => LIVE.includes(status));
  }

  function render() {
    const live = mine.filter(({ status }) => LIVE.includes(status));
    const owned = mine.filter(({ status }) => status === 'CONFIRMED');
    const text = JSON.stringify([live, owned].map((list) => list.map(({ id, status, position, expiresAt, quantity }) => [id, status, position, expiresAt, quantity])));
    if (text === shown) return;
    shown = text;
    stops.forEach((stop) => stop());
    stops = [];
    place.replaceChildren(...live.map(liveRow), ...owned.length ? [ownedRow(owned)] : []);
    place.hidden = !place.children.length;
  }

  function liveRow(reservation) {
    const { id, status, position, quantity, expiresAt } = reservation;
    const link = el('a', { href: `/reservations/${encodeURIComponent(id)}`, 'data-reservation': id, 'data-status': status });
    if (status === 'HELD' && expiresAt) {
      stops.push(countdown(Date.parse(expiresAt), clock, (left) => {
        setText(link, left > 0 ? t('sale.youHoldFor', { count: quantity, time: duration(left) }) : t('sale.timeRanOut'));
        if (left === 0) lookSoon();
      }));
    } else if (status === 'HELD') setText(link, t('sale.youHold', { count: quantity }));
    else if (status === 'QUEUED') setText(link, t('sale.youQueue'));
    else setText(link, Number.isInteger(position) ? t('sale.youWaitAt', { position }) : t('sale.youWait'));
    return el('li', {}, link);
  }

  function ownedRow(owned) {
    const count = owned.reduce((sum, { quantity }) => sum + quantity, 0);
    const href = owned.length === 1 ? `/reservations/${encodeURIComponent(owned[0].id)}` : '/me';
    return el('li', {}, el('a', { href, 'data-status': 'CONFIRMED' }, t('sale.youHave', { count })));
  }

  function start() {
    lookedAt = -Infinity;
    if (lookNow) lookNow();
    else lookNow = whileOpen(look, () => false);
  }

  function lookSoon() {
    setTimeout(start, jittered(1_500));
  }

  return {
    /** Told once, when the page opens. */
    begin(first) {
      sale = first;
      if (statusAt(sale, clock.now()) !== 'SCHEDULED') start();
      document.addEventListener('signed-in', () => statusAt(sale, clock.now()) !== 'SCHEDULED' && start());
    },
    show(next) {
      sale = next;
    },
    lookAfter(error) {
      if (TELLING.includes(error?.reason)) start();
    },
  };
}
