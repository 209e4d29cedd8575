// The one sale that the front page opens with: the next that opens. It stays when it has opened.
import { countdown } from './countdown.js';
import { cover } from './cover.js';
import { badge, byId, setStatus, setText } from './dom.js';
import { eventWords } from './event.js';
import { duration, timeNear } from './format.js';
import { kindBadge, kindOf } from './kinds.js';
import { t } from './language.js';
import { badgeAt, entriesAt, statusAt, takesEntries } from './sale-state.js';
import { aboutWords, isGone } from './sale-words.js';
import { clock } from './shop-clock.js';

/**
 * `{show(sale), sale()}` for the elements `hero…`; `show(undefined)` hides them. Digits wait until `told` is settled, once the server's clock is
 * known, so that none is taken back. `announce(words)` tells of the opening.
 */
export function hero(told, announce) {
  const status = badge('');
  let shown;
  let stop = () => undefined;

  function begin(sale) {
    byId('hero').dataset.sale = sale.id;
    byId('hero-cover').replaceChildren(cover(sale, { large: true }));
    byId('hero-over').replaceChildren(kindBadge(sale), status);
    byId('hero-link').href = `/sales/${encodeURIComponent(sale.id)}`;
  }

  function tick() {
    const now = clock.now();
    const isNext = statusAt(shown, now) === 'SCHEDULED';
    setStatus(status, badgeAt(shown, now));
    byId('hero-clock').hidden = !isNext;
    setText(byId('hero-countdown'), duration(Date.parse(shown.opensAt) - now));
    setText(byId('hero-state'), isNext ? t('front.opensAt', { time: timeNear(shown.opensAt, now) }) : kindOf(shown).left(shown));
    setText(byId('hero-link'), buttonWords(shown, now));
  }

  function count() {
    byId('hero-countdown').classList.add('is-known');
    let isAhead = false;
    stop = countdown(Date.parse(shown.opensAt), clock, (left) => {
      tick();
      if (left === 0 && isAhead && !takesEntries(shown)) announce(t('front.isOpen', { title: shown.title }));
      isAhead = left > 0;
    });
  }

  return {
    sale: () => shown,
    show(sale) {
      const isAnother = shown?.id !== sale?.id;
      const isLater = isAnother || shown?.opensAt !== sale?.opensAt;
      byId('hero').hidden = !sale;
      if (isLater) stop();
      shown = sale;
      if (!sale) return;
      if (isAnother) begin(sale);
      setText(byId('hero-title'), sale.title);
      setText(byId('hero-event'), aboutWords(sale));
      setText(byId('hero-here'), eventWords(sale.event).here ?? '');
      setText(byId('hero-price'), kindOf(sale).price(sale));
      setText(byId('hero-clock-label'), takesEntries(sale) ? t('front.drawnIn') : t('front.opensIn'));
      tick();
      if (isLater) told.then(() => shown === sale && count());
    },
  };
}

function buttonWords(sale, nowMillis) {
  if (takesEntries(sale) && entriesAt(sale, nowMillis) === 'ENTERING') return t('front.enter');
  return statusAt(sale, nowMillis) === 'OPEN' && !isGone(sale) ? t('front.buy') : t('front.see');
}
