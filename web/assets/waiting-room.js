// The part of a sale's page where one waits: the place, how long it may take, and what the chance is.
import { open } from './call.js';
import { byId, setText } from './dom.js';
import { count } from './format.js';
import { identity } from './identity.js';
import { clearError, showError } from './page.js';
import { placeIn, takePlace } from './place.js';
import { whileVisible } from './poll.js';
import { clock } from './shop-clock.js';
import { pollMillis, rangeWords, standing } from './waiting-time.js';

const CHANCES = {
  good: 'The chance that something is left then is good.',
  fair: 'Something may be left then.',
  small: 'Probably nothing will be left then, unless many do not come.',
  none: 'Nothing is left just now.',
};
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
    byId('room-join').hidden = isIn || ['CLOSED', 'SCHEDULED'].includes(queue.phase);
    byId('room-join').disabled = taking || !identity();
    setText(byId('room-join'), taking ? 'One moment…' : queue.phase === 'GATHERING' ? 'Enter the draw for places' : 'Take a place in line');
    setText(byId('room-place'), placeWords(place, now));
    setText(byId('room-range'), isIn ? waitWords(now) : '');
    setText(byId('room-chance'), place?.index && !now.called ? CHANCES[now.chance] : '');
    setText(byId('room-note'), noteWords(place));
    setText(byId('room-news'), newsWords(now));
    byId('room').dataset.phase = queue.phase;
    byId('room').dataset.called = String(isIn && now.called);
    if (called !== (isIn && now.called)) {
      called = isIn && now.called;
      changed();
    }
  }

  function placeWords(place, { called: isCalled, ahead }) {
    if (!place) return queue.last > 0 ? `${count(Math.max(0, queue.last - queue.serving))} wait.` : '';
    if (!place.index) return 'You are in the draw for places.';
    if (isCalled) return `Your place: ${count(place.index)}.`;
    return ahead === 0 ? `Your place: ${count(place.index)}. You are next.` : `Your place: ${count(place.index)}. ${count(ahead)} are before you.`;
  }

  function waitWords({ called: isCalled, range }) {
    if (isCalled) return '';
    const words = rangeWords(range);
    return words ? `It will take ${words}, as far as one can tell.` : '';
  }

  function noteWords(place) {
    if (queue.phase === 'SCHEDULED') return 'Places are given later. This page notices.';
    if (!identity()) return 'Say who you are first, at the top of the page.';
    if (!place) return queue.phase === 'GATHERING' ? 'Everybody who enters has the same chance, whenever they come.' : '';
    return 'The place is yours on all your devices, and stays yours if you close this page.';
  }

  /** The only part that is read out by itself: what changes what one does. */
  function newsWords({ called: isCalled }) {
    if (queue.message) return queue.message;
    return mine() && isCalled ? 'It is your turn. Choose and buy: you have ten minutes from your first try.' : '';
  }

  return {
    show(next) {
      const isNew = !sale;
      sale = next;
      byId('room').hidden = !sale.guards?.waitingRoom;
      if (isNew && sale.guards?.waitingRoom) again = whileVisible(refresh, () => false);
    },
    /** Undefined where nobody waits; else whether it is the viewer's turn. */
    turn() {
      if (!sale?.guards?.waitingRoom) return undefined;
      return Boolean(queue && mine() && mineNow().called);
    },
  };
}
