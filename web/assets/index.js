// The list of sales. Trains may be many, one a day each: a few stand here, the search finds all.
import { open } from './call.js';
import { leftWords, priceWords, wayWords } from './card-words.js';
import { countdown } from './countdown.js';
import { badge, byId, el, setStatus, setText } from './dom.js';
import { duration, time } from './format.js';
import { kindBadge, kindOf } from './kinds.js';
import { clearTrouble, showTrouble, startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { badgeAt, statusAt } from './sale-state.js';
import { clock, synced } from './shop-clock.js';

const REFRESH_MILLIS = 8_000;
const MOST_TRAINS = 4;
const cards = new Map();

startPage();
synced.then(() => whileVisible(refresh, showTrouble));

async function refresh(signal) {
  const { body } = await open('/v1/sales', { signal });
  clearTrouble();
  const isTrain = (sale) => kindOf(sale) === 'journey';
  const trains = body.sales.filter((sale) => isTrain(sale) && sale.status !== 'CLOSED');
  show(byId('sales'), body.sales.filter((sale) => !isTrain(sale)));
  show(byId('trains'), trains.slice(0, MOST_TRAINS));
  byId('journeys').hidden = trains.length === 0;
  if (trains.length) byId('find-train').href = `/journeys?${new URLSearchParams({ date: firstDay(trains) })}`;
  setText(byId('message'), body.sales.length ? '' : 'Nothing is on sale at the moment.');
  return jittered(REFRESH_MILLIS);
}

function firstDay(trains) {
  return trains.map(({ journey }) => journey.date).reduce((a, b) => (b < a ? b : a));
}

function show(list, sales) {
  const shown = sales.map((sale) => {
    if (!cards.has(sale.id)) cards.set(sale.id, card(sale));
    cards.get(sale.id).update(sale);
    return cards.get(sale.id).element;
  });
  if (shown.length !== list.children.length || shown.some((element, i) => element !== list.children[i])) list.replaceChildren(...shown);
}

/** A card is made once and updated in place, so that the focus stays where it is. */
function card(sale) {
  const { id } = sale;
  const link = el('a', { href: `/sales/${encodeURIComponent(id)}` });
  const status = badge('');
  const price = el('span');
  const state = el('span', { class: 'card-state' });
  const way = el('p', {}, wayWords(sale));
  way.hidden = way.textContent === '';
  const element = el('li', { class: 'card', 'data-sale': id, 'data-kind': kindOf(sale) },
    el('p', { class: 'card-line' }, el('span', { class: 'card-signs' }, kindBadge(sale), status), price), el('h2', {}, link), way, el('p', { class: 'quiet' }, state));
  let stopCountdown = () => undefined;

  function update(next) {
    stopCountdown();
    setText(link, next.title);
    setText(price, priceWords(next));
    stopCountdown = countdown(Date.parse(next.opensAt), clock, (left) => {
      setStatus(status, badgeAt(next, clock.now()));
      setText(state, describe(next, left));
    });
  }
  return { element, update };
}

function describe(sale, millisToOpening) {
  switch (statusAt(sale, clock.now())) {
    case 'SCHEDULED': return `Opens in ${duration(millisToOpening)}, on ${time(sale.opensAt)}`;
    case 'OPEN': return leftWords(sale);
    case 'PAUSED': return 'Paused; it will go on';
    default: return 'Over';
  }
}
