// One train on one day: its stops, from where to where, and what is left on that stretch.
import { el, setText } from './dom.js';
import { zoneName } from './format.js';
import { journeyOrder } from './journey-order.js';
import { searchJourneys } from './journey-search.js';
import { journeyOf } from './journey.js';
import { t } from './language.js';
import { showTrouble } from './notices.js';
import { jittered, whileVisible } from './poll.js';
import { dayOf, dayWords, spanWords, timeOfDay, travelTime } from './travel.js';

const REFRESH_MILLIS = 3_000;

/** See choices.js. The page's address may name the stretch, as a search's results do. */
export function journeyChoice({ sale: first, place, changed }) {
  const train = journeyOf(first);
  const order = journeyOrder();
  const from = el('select', { id: 'from' });
  const to = el('select', { id: 'to' });
  const facts = el('p', { id: 'stretch', role: 'status' });
  const note = el('p', { class: 'quiet small' });
  const timetable = el('ol', { class: 'stops' }, ...train.stops.map((stop) => stopRow(stop, train)));
  let sale = first;
  let classes;
  fill(from, train.stops.slice(0, -1));
  fill(to, train.stops.slice(1));
  const asked = new URLSearchParams(location.search);
  choose(asked.get('from') ?? train.stops[0].id, asked.get('to') ?? train.stops.at(-1).id);
  place.append(
    el('h2', { class: 'train-name' }, t('trains.onDay', { train: train.train, day: dayWords(train.date) })),
    el('details', {}, el('summary', {}, t('trains.allStops', { count: train.stops.length })), timetable),
    el('div', { class: 'row start' }, el('label', { for: 'from' }, t('trains.from'), ' ', from), el('label', { for: 'to' }, t('trains.to'), ' ', to)),
    facts, note, order.element);
  const lookAgain = whileVisible(look, (error) => showTrouble(error));
  for (const field of [from, to]) {
    field.addEventListener('change', () => {
      choose(from.value, to.value);
      classes = undefined;
      showStretch();
      changed();
      lookAgain();
    });
  }
  showStretch();

  function stop(id) {
    return train.stops.find((each) => each.id === id);
  }

  function stretch() {
    return { from: from.value, to: to.value };
  }

  /** Where it goes must come after where it starts; nobody gets on or off everywhere. */
  function choose(fromId, toId) {
    const { stops } = train;
    const starts = (stop, i) => i < stops.length - 1 && stop.boards !== false;
    const asked = stops.findIndex((each, i) => each.id === fromId && starts(each, i));
    const index = asked < 0 ? stops.findIndex(starts) : asked;
    const ends = (stop, i) => i > index && stop.alights !== false;
    from.value = stops[index].id;
    [...from.options].forEach((option, i) => { option.disabled = !starts(stops[i], i); });
    [...to.options].forEach((option, i) => { option.disabled = !ends(stops[i + 1], i + 1); });
    const wanted = stops.find((each, i) => each.id === toId && ends(each, i));
    to.value = (wanted ?? stops.find(ends) ?? stops[index + 1]).id;
  }

  function showStretch() {
    const { departs } = stop(from.value);
    const { arrives } = stop(to.value);
    setText(facts, t('trains.stretchTimes', { times: spanWords(departs, arrives, train.zone), duration: travelTime(departs, arrives) }));
    setText(note, [t('trains.localTimes', { zone: zoneName(departs, train.zone) }), train.numbers].filter(Boolean).join(' '));
    timetable.querySelectorAll('li').forEach((row, i) => {
      const [start, end] = [from.value, to.value].map((id) => train.stops.indexOf(stop(id)));
      row.classList.toggle('is-on-the-way', i >= start && i <= end);
    });
  }

  async function look(signal) {
    const asking = stretch();
    const found = (await searchJourneys({ ...asking, date: dayOf(stop(asking.from).departs, train.zone) }, signal)).find((each) => each.sale === sale.id);
    signal.throwIfAborted();
    classes = found?.classes;
    if (found) order.show(sale, classes);
    else setText(facts, t('trains.gone'));
    changed();
    return jittered(REFRESH_MILLIS);
  }

  return {
    missing: t('trains.chooseClass'),
    show(next) {
      sale = next;
      if (classes) order.show(sale, classes);
    },
    asked: () => (classes ? order.asked(stretch()) : undefined),
    restore({ journey }) {
      choose(journey.from, journey.to);
      showStretch();
      order.restore(journey);
      lookAgain();
    },
  };
}

function fill(field, stops) {
  field.append(...stops.map(({ id, name }) => el('option', { value: id }, name)));
}

function stopRow({ name, arrives, departs }, { zone }) {
  const clock = [arrives, departs].filter(Boolean).map((instant) => timeOfDay(instant, zone));
  return el('li', {}, el('span', { class: 'stop-time' }, [...new Set(clock)].join(' – ')), el('span', {}, name));
}
