// The search for a train, and the purchase right where it was found.
import { buyForm } from './buy-form.js';
import { open } from './call.js';
import { byId, setText } from './dom.js';
import { count } from './format.js';
import { journeyOrder } from './journey-order.js';
import { searchJourneys } from './journey-search.js';
import { clearError, clearTrouble, showError, showTrouble, startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { clock, synced } from './shop-clock.js';
import { stopField } from './stop-field.js';
import { trainCard } from './train-card.js';
import { dayWords } from './travel.js';
import { limitWords } from './stock-words.js';

const REFRESH_MILLIS = 4_000;
const DAY_MILLIS = 86_400_000;
const from = stopField('from');
const to = stopField('to');
const cards = new Map();
let searched;
let refreshSoon;
/** The train whose form is open: `{journey, sale, order}`. */
let chosen;

startPage();
const form = buyForm({ failed: () => refreshSoon() });
byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  search().catch(showError);
});
byId('swap').addEventListener('click', () => {
  [byId('from').value, byId('to').value] = [byId('to').value, byId('from').value];
});
for (const [button, days] of [['day-before', -1], ['day-after', 1]]) {
  byId(button).addEventListener('click', () => {
    byId('date').value = new Date(Date.parse(`${byId('date').value}T00:00:00Z`) + days * DAY_MILLIS).toISOString().slice(0, 10);
    search().catch(showError);
  });
}
begin().catch(showError);

/** An address that names a search shows what it finds. What somebody typed meanwhile, or before this ran, stays. */
async function begin() {
  const asked = new URLSearchParams(location.search);
  byId('date').value ||= asked.get('date') ?? '';
  await Promise.all([[from, asked.get('from')], [to, asked.get('to')]].map(([field, stop]) => stop && field.offer(stop)));
  await synced;
  const now = clock.now();
  byId('date').value ||= new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  if (asked.get('from') && asked.get('to')) await search();
}

async function search() {
  clearError();
  close();
  searched = { from: await from.id(), to: await to.id(), date: byId('date').value };
  if (!searched.from || !searched.to) return;
  history.replaceState(null, '', `?${new URLSearchParams(searched)}`);
  cards.clear();
  byId('trains').replaceChildren();
  setText(byId('found'), 'Searching…');
  if (refreshSoon) refreshSoon();
  else refreshSoon = whileVisible(refresh, onRefreshError);
}

async function refresh(signal) {
  const journeys = await searchJourneys(searched, signal);
  signal.throwIfAborted();
  clearTrouble();
  for (const journey of journeys) {
    if (!cards.has(journey.sale)) {
      cards.set(journey.sale, trainCard(journey, choose));
      byId('trains').append(cards.get(journey.sale).element);
    }
    cards.get(journey.sale).show(journey);
    if (chosen?.journey.sale === journey.sale) showChosen(journey);
  }
  setText(byId('found'), found(journeys.length));
  return jittered(REFRESH_MILLIS);
}

function found(number) {
  const day = dayWords(searched.date);
  if (number === 0) return `No train goes from ${byId('from').value} to ${byId('to').value} on ${day}. Try another day.`;
  return `${count(number)} ${number === 1 ? 'train' : 'trains'} on ${day}`;
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
    chosen = { journey, sale, order: journeyOrder() };
    byId('choice').replaceChildren(chosen.order.element);
    setText(byId('terms'), limitWords(sale));
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
    missing: 'Choose a class first.',
    show: (sale) => chosen.order.show(sale, journey.classes),
    asked: () => chosen.order.asked(searched),
    restore: () => undefined,
  });
}

function close() {
  if (chosen) cards.get(chosen.journey.sale).press(undefined);
  chosen = undefined;
  byId('buy-form').hidden = true;
  byId('main').append(byId('buy-form'));
}
