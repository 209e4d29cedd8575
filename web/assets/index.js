// The list of sales.
import { open } from './call.js';
import { countdown } from './countdown.js';
import { badge, byId, el, setStatus, setText } from './dom.js';
import { count, duration, money, time } from './format.js';
import { clearTrouble, showTrouble, startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { available, badgeAt, hasWaitlist, isSoldOut, lowestPrice, statusAt } from './sale-state.js';
import { clock, synced } from './shop-clock.js';

const REFRESH_MILLIS = 8_000;
const cards = new Map();

startPage();
synced.then(() => whileVisible(refresh, showTrouble));

async function refresh(signal) {
  const { body } = await open('/v1/sales', { signal });
  clearTrouble();
  const shown = body.sales.map((sale) => {
    if (!cards.has(sale.id)) cards.set(sale.id, card(sale));
    cards.get(sale.id).update(sale);
    return cards.get(sale.id).element;
  });
  const list = byId('sales');
  if (shown.length !== list.children.length || shown.some((element, i) => element !== list.children[i])) list.replaceChildren(...shown);
  setText(byId('message'), shown.length ? '' : 'Nothing is on sale at the moment.');
  return jittered(REFRESH_MILLIS);
}

/** A card is made once and updated in place, so that the focus stays where it is. */
function card({ id }) {
  const link = el('a', { href: `/sales/${encodeURIComponent(id)}` });
  const status = badge('');
  const price = el('span');
  const state = el('span', { class: 'card-state' });
  const element = el('li', { class: 'card', 'data-sale': id },
    el('p', { class: 'card-line' }, status, price), el('h2', {}, link), el('p', { class: 'quiet' }, state));
  let stopCountdown = () => undefined;

  function update(sale) {
    stopCountdown();
    setText(link, sale.title);
    const lowest = lowestPrice(sale);
    setText(price, lowest ? (sale.tiers.length > 1 ? 'from ' : '') + money(lowest) : '');
    stopCountdown = countdown(Date.parse(sale.opensAt), clock, (left) => {
      setStatus(status, badgeAt(sale, clock.now()));
      setText(state, describe(sale, left));
    });
  }
  return { element, update };
}

function soldOut(sale) {
  return hasWaitlist(sale) ? 'There is a waitlist' : 'Units may come back when others do not pay';
}

function describe(sale, millisToOpening) {
  switch (statusAt(sale, clock.now())) {
    case 'SCHEDULED': return `Opens in ${duration(millisToOpening)}, on ${time(sale.opensAt)}`;
    case 'OPEN': return isSoldOut(sale) ? soldOut(sale) : `${count(available(sale))} left`;
    case 'PAUSED': return 'Paused; it will go on';
    default: return 'Over';
  }
}
