// A train on a day: one that was sold before, or one that is told here, with its stops, classes and cars.
import { call } from './console-call.js';
import { el, setText } from './dom.js';
import { amounts, clock, moment, plain, slug, whole, zone } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid, showFor } from './form-part.js';
import { rowList } from './form-rows.js';
import { currencyField } from './form-tiers.js';
import { ownZone } from './form-zone.js';
import { t } from './language.js';
import { sentence } from './reasons.js';

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
  const known = el('div', { class: 'form' }, earlier.element, version.element, said);
  const told = trainForm();
  const date = formField({ name: 'date', label: t('form.train.date'), type: 'date', required: true, pointer: '/inventory/date' });
  const minutes = formField({
    name: 'closes-minutes', label: t('form.train.closes'), hint: t('form.train.closesHint'), inputMode: 'numeric', codec: whole(0, 100_000), pointer: '/inventory/closes/minutesBefore',
  });
  const numbersAt = formField({
    name: 'numbers-at', label: t('form.train.numbers'), hint: t('form.train.numbersHint'), type: 'datetime-local', codec: moment(about.zone), pointer: '/inventory/numbersAt',
  });
  const element = el('div', { class: 'form' }, way.element, known, told.element, grid(date, minutes, numbersAt));
  const show = () => showFor(way.value, { new: told.element, earlier: known });
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
  earlier.input.addEventListener('change', () => earlier.value && look(earlier.value));
  offerEarlier(earlier);

  return {
    element,
    fields: () => [way, earlier, version, ...told.fields(), date, minutes, numbersAt],
    lists: told.lists,
    start(draft) {
      way.value = typeof draft.train === 'string' ? 'earlier' : 'new';
      show();
      told.start();
    },
    draft(sale) {
      const [first] = sale.journey.stops;
      const closes = first.soldUntil ? Math.round((Date.parse(first.departs) - Date.parse(first.soldUntil)) / 60_000) : 0;
      return { train: sale.plan, date: sale.journey.date, numbersAt: sale.journey.numbersAt, ...(closes > 0 ? { closes: { minutesBefore: closes } } : {}) };
    },
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
  const text = (name, label, pointer, more = {}) => formField({ name, label, required: true, pointer: `/inventory/train${pointer}`, ...more });
  const id = text('train-id', t('form.train.id'), '/id', { maxLength: 40 });
  const name = text('train-name', t('form.train.name'), '/name', { maxLength: 100 });
  const timezone = text('train-zone', t('form.about.zone'), '/timezone', { codec: zone, value: ownZone });
  timezone.input.setAttribute('list', 'zones');
  const { one: currency, now } = currencyField('train-currency');
  Object.defineProperty(currency, 'pointer', { get: () => '/inventory/train/currency' });
  const stops = rowList({
    label: t('form.train.stops'), hint: t('form.train.stopsHint'), add: t('form.train.addStop'), row: (number) => t('form.train.stop', { number }), pointer: '/inventory/train/stops', least: 2,
    columns: [
      { name: 'stop-id', label: t('form.goods.id'), required: true, maxLength: 60, pointer: '/id' },
      { name: 'stop-name', label: t('form.goods.name'), maxLength: 100, pointer: '/name' },
      { name: 'stop-arrives', label: t('form.train.arrives'), placeholder: '09:30', codec: clock, pointer: '/arrives' },
      { name: 'stop-departs', label: t('form.train.departs'), placeholder: '09:35', codec: clock, pointer: '/departs' },
    ],
  });
  const classes = rowList({
    label: t('form.train.classes'), add: t('form.train.addClass'), row: (number) => t('form.train.class', { number }), pointer: '/inventory/train/classes',
    columns: [
      { name: 'class-id', label: t('form.goods.id'), required: true, codec: slug, pointer: '/id' },
      { name: 'class-name', label: t('form.goods.name'), required: true, maxLength: 100, pointer: '/name' },
      { name: 'class-hops', label: t('form.train.hops'), hint: t('form.train.hopsHint'), required: true, codec: amounts(now), pointer: '/hops' },
    ],
  });
  const cars = rowList({
    label: t('form.train.cars'), add: t('form.train.addCar'), row: (number) => t('form.train.car', { number }), pointer: '/inventory/train/cars',
    columns: [
      { name: 'car-id', label: t('form.train.carId'), required: true, maxLength: 20, pointer: '/id' },
      { name: 'car-class', label: t('form.train.carClass'), required: true, pointer: '/class' },
      { name: 'car-rows', label: t('form.train.rows'), required: true, inputMode: 'numeric', codec: whole(1, 200), pointer: '/rows' },
      { name: 'car-seats', label: t('form.train.seats'), hint: t('form.train.seatsHint'), required: true, pointer: '/seats', placeholder: 'ABC DF' },
    ],
  });
  return {
    element: el('div', { class: 'form' }, grid(id, name), grid(timezone, currency), stops.element, classes.element, cars.element),
    fields: () => [id, name, timezone, currency, ...stops.fields(), ...classes.fields(), ...cars.fields()],
    lists: { stops, classes, cars },
    start() {
      timezone.value ||= ownZone;
    },
  };
}
