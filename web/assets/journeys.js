// The search for a train, and the purchase right where it was found.
import { buyForm } from './buy-form.js';
import { open } from './call.js';
import { byId, setText } from './dom.js';
import { zoneName } from './format.js';
import { journeyOrder } from './journey-order.js';
import { searchJourneys } from './journey-search.js';
import { t } from './language.js';
import { clearError, clearTrouble, showError, showTrouble } from './notices.js';
import { startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { clock, heard } from './shop-clock.js';
import { trainCard } from './train-card.js';
import { trainSearch } from './train-search.js';
import { dayWords } from './travel.js';

const REFRESH_MILLIS = 4_000;
const SECOND_MILLIS = 1_000;
const cards = new Map();
/** What is shown: `{from, to, date, names: {from, to}}`. */
let searched;
let refreshSoon;
/** The train whose form is open: `{journey, sale, order}`. */
let chosen;

startPage();
const asked = new URLSearchParams(location.search);
byId('date').value ||= asked.get('date') ?? '';
const form = buyForm({ failed: () => refreshSoon() });
const search = trainSearch({ found: show, failed: showError });
for (const [button, days] of /** @type {[string, number][]} */ ([['day-before', -1], ['day-after', 1]])) {
  byId(button).addEventListener('click', () => search.move(days).catch(showError));
}
whileVisible(tick, () => undefined);
begin().catch(showError);

/** An address that names a search shows what it finds. What somebody typed meanwhile, or before this ran, stays. */
async function begin() {
  await Promise.all([['from', asked.get('from')], ['to', asked.get('to')]].map(([field, stop]) => stop && search[field].offer(stop)));
  await heard();
  if (asked.get('from') && asked.get('to')) await search.ask();
}

function show(wanted) {
  clearError();
  close();
  searched = { ...wanted, names: { from: search.from.input.value, to: search.to.input.value } };
  history.replaceState(null, '', `?${new URLSearchParams(wanted)}`);
  cards.clear();
  byId('trains').replaceChildren();
  byId('days').hidden = false;
  byId('day-before').disabled = search.isFirstDay();
  setText(byId('found'), t('trains.searching'));
  setText(byId('local-times'), '');
  if (refreshSoon) refreshSoon();
  else refreshSoon = whileVisible(refresh, onRefreshError);
}

async function refresh(signal) {
  const journeys = await searchJourneys(searched, signal);
  signal.throwIfAborted();
  clearTrouble();
  for (const id of [...cards.keys()]) {
    if (!journeys.some(({ sale }) => sale === id)) remove(id);
  }
  for (const journey of journeys) {
    if (!cards.has(journey.sale)) {
      cards.set(journey.sale, trainCard(journey, searched, (of, classId) => choose(of, classId).catch(showError)));
      byId('trains').append(cards.get(journey.sale).element);
    }
    cards.get(journey.sale).show(journey);
    if (chosen?.journey.sale === journey.sale) showChosen(journey);
  }
  setText(byId('local-times'), journeys.length ? t('trains.localTimes', { zone: zoneName(journeys[0].departs, journeys[0].timezone) }) : '');
  tellFound();
  return jittered(REFRESH_MILLIS);
}

/** Trains that leave while somebody looks are not offered any more. */
function tick() {
  const now = clock.now();
  const left = [...cards].filter(([, card]) => card.isOver(now));
  left.forEach(([id]) => remove(id));
  if (left.length) tellFound();
  return SECOND_MILLIS - (now % SECOND_MILLIS);
}

/** One whose purchase is under way goes when that has ended. */
function remove(id) {
  const isChosen = chosen?.journey.sale === id;
  if (isChosen && form.isBusy()) return;
  if (isChosen) {
    close();
    showError(new Error(t('trains.departed')));
  }
  cards.get(id).element.remove();
  cards.delete(id);
}

function tellFound() {
  const day = dayWords(searched.date);
  if (cards.size > 0) setText(byId('found'), t('trains.found', { count: cards.size, day }));
  else if (search.isFirstDay()) setText(byId('found'), t('trains.noneLeft', searched.names));
  else setText(byId('found'), t('trains.none', { ...searched.names, day }));
}

function onRefreshError(error) {
  if (error.status === 400 || error.status === 404) {
    setText(byId('found'), '');
    showError(error);
    refreshSoon = undefined;
    return true;
  }
  showTrouble(error);
  return false;
}

/** Opens the form under a train, with this class chosen. */
async function choose(journey, classId) {
  if (chosen?.journey.sale !== journey.sale) {
    close();
    const sale = (await open(`/v1/sales/${encodeURIComponent(journey.sale)}`)).body;
    if (!cards.has(journey.sale)) return;
    chosen = { journey, sale, order: journeyOrder() };
    byId('choice').replaceChildren(chosen.order.element);
    cards.get(journey.sale).element.append(byId('buy-form'));
    byId('buy-form').hidden = false;
  }
  showChosen(journey);
  chosen.order.choose(classId);
  cards.get(journey.sale).press(classId);
  form.render();
  byId('buy').scrollIntoView({ block: 'nearest' });
}

function showChosen(journey) {
  chosen.journey = journey;
  chosen.sale = { ...chosen.sale, status: journey.status ?? chosen.sale.status };
  form.show(chosen.sale, {
    missing: t('trains.chooseClass'),
    show: (sale) => chosen.order.show(sale, journey.classes),
    asked: () => chosen.order.asked(searched),
    restore: () => undefined,
  });
}

function close() {
  if (chosen) cards.get(chosen.journey.sale)?.press(undefined);
  chosen = undefined;
  byId('buy-form').hidden = true;
  byId('main').append(byId('buy-form'));
}
