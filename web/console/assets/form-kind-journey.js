// A train on a day: one that was sold before, or one that is told here, with its stops, classes and cars.
import { call } from './console-call.js';
import { busyButton } from './console-field.js';
import { el, focusOn, setText } from './dom.js';
import { amounts, benches, clock, denied, fares, moment, names, plain, slug, whole, zone } from './form-codecs.js';
import { fill, formField } from './form-field.js';
import { grid, showFor } from './form-part.js';
import { rowList } from './form-rows.js';
import { currencyField } from './form-tiers.js';
import { rowsOf } from './form-train.js';
import { ownZone } from './form-zone.js';
import { t } from './language.js';
import { sentence } from './reasons.js';

const TRAIN = '/inventory/train';

export const journey = {
  id: 'journey',
  name: () => t('form.sorts.train'),
  hint: () => t('form.sorts.trainHint'),
  form: (about) => journeyForm(about),
};

function journeyForm(about) {
  const way = formField({
    name: 'train-way', label: t('form.train.way'), type: 'select', options: ['new', 'earlier'].map((value) => ({ value, label: t(`form.train.ways.${value}`) })),
  });
  const earlier = formField({ name: 'train-earlier', label: t('form.train.earlier'), type: 'select', options: [{ value: '', label: t('form.train.choose') }] });
  const version = formField({ name: 'train-version', label: t('form.train.version'), required: true, maxLength: 64, codec: plain, pointer: '/inventory/train' });
  const said = el('p', { class: 'quiet', role: 'status' });
  const over = busyButton(el('button', { type: 'button', id: 'take-over', hidden: '' }, t('form.train.takeOver')));
  const known = el('div', { class: 'form' }, earlier.element, version.element, said, el('div', { class: 'actions' }, over.element));
  const told = trainForm();
  const date = formField({ name: 'date', label: t('form.train.date'), type: 'date', required: true, pointer: '/inventory/date' });
  const minutes = formField({
    name: 'closes-minutes', label: t('form.train.closes'), hint: t('form.train.closesHint'), inputMode: 'numeric', codec: whole(0, 100_000), pointer: '/inventory/closes/minutesBefore',
  });
  const numbersAt = formField({
    name: 'numbers-at', label: t('form.train.numbers'), hint: t('form.train.numbersHint'), type: 'datetime-local', codec: moment(about.zone), pointer: '/inventory/numbersAt',
  });
  const element = el('div', { class: 'form' }, way.element, known, told.element, grid(date, minutes, numbersAt));
  const show = () => {
    showFor(way.value, { new: told.element, earlier: known });
    told.show();
  };
  way.input.addEventListener('change', show);
  show();

  async function look(sale) {
    try {
      const { body } = await call('GET', `/v1/admin/sales/${encodeURIComponent(sale)}`);
      version.value = body.plan;
      const { stops, classes } = body.journey;
      setText(said, t('form.train.has', { name: body.journey.name, from: stops[0].name ?? stops[0].id, to: stops.at(-1).name ?? stops.at(-1).id, count: stops.length, classes: classes.length }));
      version.input.dispatchEvent(new Event('change', { bubbles: true }));
    } catch (error) {
      earlier.say(sentence(error));
    }
  }
  earlier.input.addEventListener('change', () => {
    over.element.hidden = !earlier.value;
    if (earlier.value) look(earlier.value);
  });
  over.element.addEventListener('click', () => over.during(async () => {
    try {
      const { body } = await call('GET', `/v1/admin/sales/${encodeURIComponent(earlier.value)}/document`);
      earlier.say('');
      told.fill(body.inventory.train);
      way.value = 'new';
      way.input.dispatchEvent(new Event('change', { bubbles: true }));
      focusOn(way.input);
    } catch (error) {
      earlier.say(sentence(error));
    }
  }));
  offerEarlier(earlier);

  return {
    element,
    fields: () => [way, earlier, version, ...told.fields(), date, minutes, numbersAt],
    lists: told.lists,
    start(draft) {
      way.value = typeof draft.train === 'string' ? 'earlier' : 'new';
      told.start(draft.train);
      show();
    },
    draft: (inventory) => (typeof inventory.train === 'string' ? inventory : { ...inventory, train: rowsOf(inventory.train) }),
  };
}

async function offerEarlier(earlier) {
  try {
    const { body } = await call('GET', '/v1/admin/sales?limit=200');
    const trains = body.sales.filter((sale) => sale.journey);
    earlier.input.append(...trains.map(({ id, title }) => el('option', { value: id }, title)));
  } catch {
    // Its version can be named all the same.
  }
}

function trainForm() {
  const text = (name, label, pointer, more = {}) => formField({ name, label, required: true, pointer: TRAIN + pointer, ...more });
  const id = text('train-id', t('form.train.id'), '/id', { maxLength: 40 });
  const name = text('train-name', t('form.train.name'), '/name', { maxLength: 100 });
  const timezone = text('train-zone', t('form.about.zone'), '/timezone', { codec: zone, value: ownZone });
  timezone.input.setAttribute('list', 'zones');
  const { one: currency, now } = currencyField('train-currency');
  Object.defineProperty(currency, 'pointer', { get: () => `${TRAIN}/currency` });
  const stops = rowList({
    label: t('form.train.stops'), hint: t('form.train.stopsHint'), add: t('form.train.addStop'), row: (number) => t('form.train.stop', { number }), pointer: `${TRAIN}/stops`, least: 2,
    columns: [
      { name: 'stop-id', label: t('form.goods.id'), required: true, maxLength: 60, pointer: '/id' },
      { name: 'stop-name', label: t('form.goods.name'), maxLength: 100, pointer: '/name' },
      { name: 'stop-aliases', label: t('form.train.aliases'), hint: t('form.train.aliasesHint'), codec: names, pointer: '/aliases' },
      { name: 'stop-arrives', label: t('form.train.arrives'), placeholder: '09:30', codec: clock, pointer: '/arrives' },
      { name: 'stop-departs', label: t('form.train.departs'), placeholder: '09:35', codec: clock, pointer: '/departs' },
      { name: 'stop-no-boarding', label: t('form.train.noBoarding'), type: 'checkbox', codec: denied, pointer: '/boards' },
      { name: 'stop-no-alighting', label: t('form.train.noAlighting'), type: 'checkbox', codec: denied, pointer: '/alights' },
    ],
  });
  const stopsNow = () => stops.fields().filter(({ pointer }) => pointer.endsWith('/id')).map((one) => one.value.trim());
  const classes = rowList({
    label: t('form.train.classes'), add: t('form.train.addClass'), row: (number) => t('form.train.class', { number }), pointer: `${TRAIN}/classes`,
    columns: [
      { name: 'class-id', label: t('form.goods.id'), required: true, codec: slug, pointer: '/id' },
      { name: 'class-name', label: t('form.goods.name'), required: true, maxLength: 100, pointer: '/name' },
      { name: 'class-hops', label: t('form.train.hops'), hint: t('form.train.hopsHint'), required: true, codec: amounts(now), pointer: '/hops' },
      { name: 'class-fares', label: t('form.train.fares'), hint: t('form.train.faresHint'), type: 'textarea', codec: fares(now, stopsNow), pointer: '/fares' },
    ],
  });
  const cars = rowList({
    label: t('form.train.cars'), add: t('form.train.addCar'), row: (number) => t('form.train.car', { number }), pointer: `${TRAIN}/cars`,
    columns: [
      { name: 'car-id', label: t('form.train.carId'), required: true, maxLength: 20, pointer: '/id' },
      { name: 'car-class', label: t('form.train.carClass'), required: true, pointer: '/class' },
      { name: 'car-rows', label: t('form.train.rows'), required: true, inputMode: 'numeric', codec: whole(1, 200), pointer: '/rows' },
      { name: 'car-seats', label: t('form.train.seats'), hint: t('form.train.seatsHint'), required: true, pointer: '/seats', placeholder: 'ABC DF' },
      { name: 'car-benches', label: t('form.train.benches'), hint: t('form.train.benchesHint'), type: 'textarea', codec: benches, pointer: '/benches' },
    ],
  });
  /** A car whose seats are told one by one has no rows that are alike. */
  function show() {
    const byPointer = new Map(cars.fields().map((one) => [one.pointer, one]));
    for (const [pointer, one] of byPointer) {
      if (/\/(rows|seats)$/.test(pointer)) one.element.hidden = byPointer.get(pointer.replace(/\w+$/, 'benches')).value.trim() !== '';
    }
  }
  cars.element.addEventListener('input', show);
  cars.element.addEventListener('change', show);

  function start(train) {
    timezone.value ||= ownZone;
    if (typeof train !== 'object') return;
    currency.value = train.currency;
    stops.fill(train.stops);
    classes.fill(train.classes);
    cars.fill(train.cars);
  }

  const all = () => [id, name, timezone, currency, ...stops.fields(), ...classes.fields(), ...cars.fields()];
  return {
    element: el('div', { class: 'form' }, grid(id, name), grid(timezone, currency), stops.element, classes.element, cars.element),
    fields: all,
    lists: { stops, classes, cars },
    show,
    start,
    /** Takes over one that was sold before. */
    fill(train) {
      const draft = rowsOf(train);
      start(draft);
      fill(all(), { inventory: { train: draft } });
      show();
    },
  };
}
