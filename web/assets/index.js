// What is on: the next opening large, then the sales that fit what somebody looks for, and the search for trains.
import { offerDraw } from './demo-draw.js';
import { byId, setText } from './dom.js';
import { finder, isOpenQuery } from './finder.js';
import { hero } from './hero.js';
import { t } from './language.js';
import { clearError, clearTrouble, showError, showTrouble } from './notices.js';
import { startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { saleCard } from './sale-card.js';
import { findSales, frontSales } from './sale-list.js';
import { statusAt } from './sale-state.js';
import { inOrder, isGone } from './sale-words.js';
import { clock, heard } from './shop-clock.js';

const REFRESH_MILLIS = 8_000;
const SECOND_MILLIS = 1_000;
const cards = new Map();
/** Ids of the sales that are shown, in this order until something else is looked for: what is under a finger stays there. */
let shown = [];
let cursor;
let hasMore = false;
let isNew = true;
let trains;

startPage({ signIn: false });
offerDraw();
const find = finder(lookAgain);
const next = hero(heard(), (words) => setText(byId('news'), words));
byId('hero-skeleton').hidden = !isOpenQuery(find.query());
const again = whileVisible(refresh, onRefreshError);
whileVisible(tick, () => undefined);
addEventListener('online', () => again());
byId('more').addEventListener('click', () => more().catch(showError));
byId('clear').addEventListener('click', find.clear);

function lookAgain() {
  isNew = true;
  clearError();
  byId('sales').setAttribute('aria-busy', 'true');
  again();
}

async function refresh(signal) {
  const query = find.query();
  const page = isOpenQuery(query) ? await frontSales(clock.now(), signal) : await findSales(query, undefined, clock.now(), signal);
  signal.throwIfAborted();
  clearTrouble();
  showHero(isOpenQuery(query) ? page.sales : []);
  showTrains(page.isSearched && isOpenQuery(query));
  const listed = page.sales.filter(({ id }) => id !== next.sale()?.id);
  if (isNew) {
    shown = inOrder(listed, clock.now()).map(({ id }) => id);
    cursor = page.nextCursor;
    hasMore = page.hasMore;
  }
  isNew = false;
  add(listed);
  return jittered(REFRESH_MILLIS);
}

async function more() {
  const query = find.query();
  byId('more').disabled = true;
  try {
    const first = shown.length;
    while (hasMore && shown.length === first) {
      const page = await findSales(query, cursor, clock.now());
      if (JSON.stringify(query) !== JSON.stringify(find.query())) return;
      ({ nextCursor: cursor, hasMore } = page);
      add(inOrder(page.sales.filter(({ id }) => id !== next.sale()?.id), clock.now()));
    }
    cards.get(shown[first])?.element.querySelector('a').focus();
  } finally {
    byId('more').disabled = false;
  }
}

/** Shows what is known of these, and others that are shown already stay. */
function add(sales) {
  for (const sale of sales) {
    if (!cards.has(sale.id)) cards.set(sale.id, saleCard(sale));
    cards.get(sale.id).update(sale, clock.now());
    if (!shown.includes(sale.id)) shown.push(sale.id);
  }
  arrange();
}

function arrange() {
  const list = byId('sales');
  shown = shown.filter((id) => !cards.get(id).isOver(clock.now()) && id !== next.sale()?.id);
  const elements = shown.map((id) => cards.get(id).element);
  if (elements.length !== list.children.length || elements.some((element, i) => element !== list.children[i])) list.replaceChildren(...elements);
  list.removeAttribute('aria-busy');
  byId('more').hidden = !hasMore;
  tellFound();
}

function tellFound() {
  const isOpen = isOpenQuery(find.query());
  const isEmpty = shown.length === 0 && !(isOpen && next.sale());
  byId('list').hidden = isEmpty && isOpen;
  byId('clear').hidden = isOpen || !isEmpty;
  setText(byId('message'), foundWords(isOpen, isEmpty));
}

function foundWords(isOpen, isEmpty) {
  if (isEmpty) return isOpen ? t('front.nothing') : t('front.nothingFound');
  if (isOpen) return '';
  return hasMore ? t('front.foundMore', { count: shown.length }) : t('front.found', { count: shown.length });
}

/** The next opening; what opened under the viewer's eyes stays. Without any, something that can be bought. */
function showHero(sales) {
  byId('hero-skeleton').hidden = true;
  const now = clock.now();
  const kept = sales.find(({ id }) => id === next.sale()?.id);
  const ahead = inOrder(sales.filter((sale) => statusAt(sale, now) === 'SCHEDULED'), now);
  const stays = kept && !['CLOSED', 'PAUSED'].includes(statusAt(kept, now)) && !isGone(kept);
  const begins = sales.find((sale) => statusAt(sale, now) === 'OPEN' && !isGone(sale));
  next.show((stays && kept) || ahead[0] || begins);
}

/** Their search is fetched once there is something to find. */
function showTrains(areThere) {
  byId('trains').hidden = !areThere;
  if (!areThere || trains) return;
  trains = import('./train-search.js').then(({ trainSearch }) => trainSearch({ found: (asked) => location.assign(`/journeys?${new URLSearchParams(asked)}`) }));
  trains.catch((error) => {
    trains = undefined;
    showTrouble(error);
  });
}

function tick() {
  const now = clock.now();
  const isAnyOver = shown.some((id) => cards.get(id).isOver(now));
  shown.forEach((id) => cards.get(id).tick(now));
  if (isAnyOver) arrange();
  return SECOND_MILLIS - (now % SECOND_MILLIS);
}

function onRefreshError(error) {
  byId('hero-skeleton').hidden = true;
  byId('sales').querySelectorAll('.is-skeleton').forEach((element) => element.remove());
  byId('sales').removeAttribute('aria-busy');
  setText(byId('message'), navigator.onLine ? '' : t('front.offline'));
  if (error.status === 400) showError(error);
  else if (navigator.onLine) showTrouble(error);
  return error.status === 400;
}
