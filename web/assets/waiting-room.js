// The part of a sale's page where one waits: the place, how long it may take, and what the chance is.
import { attend, offerToTell } from './attention.js';
import { open } from './call.js';
import { byId, focusOn, setText } from './dom.js';
import { identity } from './identity.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';
import { placeIn, takePlace } from './place.js';
import { whileOpen } from './poll.js';
import { clock } from './shop-clock.js';
import { pollMillis, rangeWords, standing } from './waiting-time.js';

/** While nobody can take a place. */
const SCHEDULED_POLL = { fromSeconds: 300 };

/** `{show(sale), turn()}`. `changed()` is called when what the viewer may do has changed. */
export function waitingRoom({ changed }) {
  let sale;
  let queue;
  let taking = false;
  let called;
  let again = () => undefined;

  byId('room-join').addEventListener('click', () => take().catch(showError));
  document.addEventListener('signed-in', () => again());

  async function take() {
    if (taking || !identity()) return;
    taking = true;
    clearError();
    render();
    try {
      await takePlace(sale.id, identity().user, { code: byId('code').value.trim() });
    } finally {
      taking = false;
      again();
    }
  }

  async function refresh(signal) {
    queue = (await open(`/v1/sales/${encodeURIComponent(sale.id)}/queue`, { signal })).body;
    const isDrawn = mine() && mine().index === undefined && !['GATHERING', 'DRAWING'].includes(queue.phase);
    if (isDrawn) await takePlace(sale.id, identity().user, { signal });
    signal.throwIfAborted();
    render();
    if (queue.phase === 'CLOSED') return undefined;
    return pollMillis(queue, mine() ? mineNow().range : SCHEDULED_POLL);
  }

  function mine() {
    return identity() ? placeIn(sale.id, identity().user) : undefined;
  }

  function mineNow() {
    return standing({ queue, index: mine()?.index, nowMillis: clock.now() });
  }

  function render() {
    if (!queue) return;
    const place = mine();
    const now = mineNow();
    const isIn = Boolean(place);
    const join = byId('room-join');
    const hadFocus = document.activeElement === join;
    join.hidden = isIn || !identity() || ['CLOSED', 'SCHEDULED'].includes(queue.phase);
    join.setAttribute('aria-disabled', String(taking));
    join.setAttribute('aria-busy', String(taking));
    setText(join, joinWords());
    setText(byId('room-place'), placeWords(place, now));
    setText(byId('room-range'), isIn && !now.called ? rangeWords(now.range) : '');
    setText(byId('room-chance'), place?.index && now.chance ? t(`room.chance.${now.chance}`) : '');
    setText(byId('room-note'), noteWords(place));
    setText(byId('room-news'), newsWords(now));
    byId('room').dataset.phase = queue.phase;
    byId('room').dataset.called = String(isIn && now.called);
    if (isIn && !now.called) offerToTell(byId('room-tell'));
    else byId('room-tell').hidden = true;
    if (hadFocus && join.hidden) focusOn(byId('room-title'));
    if (called !== (isIn && now.called)) {
      called = isIn && now.called;
      if (called) attend({ title: t('room.yourTurn'), body: sale.title, tag: `turn-${sale.id}` });
      changed();
    }
  }

  function joinWords() {
    if (taking) return t('order.busy');
    const isDrawn = queue.phase === 'GATHERING';
    return t(isDrawn ? 'room.enterDraw' : 'room.takePlace');
  }

  function placeWords(place, { called: isCalled, ahead }) {
    const waiting = Math.max(0, queue.last - queue.serving);
    if (!place) return waiting > 0 ? t('room.waiting', { count: waiting }) : '';
    if (!place.index) return t('room.inDraw');
    if (isCalled) return t('room.place', { place: place.index });
    return ahead === 0 ? t('room.placeNext', { place: place.index }) : t('room.placeBehind', { place: place.index, count: ahead });
  }

  function noteWords(place) {
    if (queue.phase === 'SCHEDULED') return t('room.later');
    if (!identity()) return t('room.signInFirst');
    if (!place) return queue.phase === 'GATHERING' ? t('room.sameChance') : '';
    return t('room.keeps');
  }

  /** The only part that is read out by itself: what changes what one does. */
  function newsWords({ called: isCalled }) {
    return ofPhase() ?? (mine() && isCalled ? t('room.yourTurnWords') : '');
  }

  /** What is to be said to all; the server says it in English alone. */
  function ofPhase() {
    const hasWaitlist = queue.waitlist !== undefined;
    switch (queue.phase) {
      case 'SOLD_OUT': return t(hasWaitlist ? 'room.news.soldOutWaitlist' : 'room.news.soldOut');
      case 'PAUSED': return t('room.news.paused');
      case 'CLOSED': return t('room.news.closed');
      case 'WAITING': return clock.now() >= Date.parse(queue.opensAt) ? t('room.news.drawnFirst') : undefined;
      default: return queue.message;
    }
  }

  return {
    show(next) {
      const isNew = !sale;
      sale = next;
      byId('room').hidden = !sale.guards?.waitingRoom;
      if (isNew && sale.guards?.waitingRoom) again = whileOpen(refresh, () => false);
    },
    /** Undefined where nobody waits; else whether it is the viewer's turn. */
    turn() {
      if (!sale?.guards?.waitingRoom) return undefined;
      return Boolean(queue && mine() && mineNow().called);
    },
  };
}
