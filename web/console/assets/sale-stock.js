// What there is of a sale: its tiers and how many of them, its seats, and how long what is held stays held.
import { askForm } from './ask-form.js';
import { call, thenShow } from './console-call.js';
import { field, showErrors, submitButton } from './console-field.js';
import { actButton, news, table } from './console-parts.js';
import { el } from './dom.js';
import { count, money, time } from './format.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';
import { seatsOnMap } from './sale-seats.js';

const MOST_MINUTES = 1_440;

/** Whether somebody may say how many there are: where places are drawn, or shares, the drawing says it. */
function isCounted(sale) {
  return !sale.map && !sale.journey && !sale.total;
}

/** `{element, show(sale)}`. */
export function stock(path, changed) {
  const columns = [
    { label: t('console.tier.name') }, { label: t('console.tier.price'), number: true }, { label: t('console.tier.capacity'), number: true },
    { label: t('console.sold'), number: true }, { label: t('console.held'), number: true }, { label: t('console.left'), number: true },
    { label: t('console.withheld'), number: true }, { label: t('console.waiting'), number: true },
  ];
  const element = el('div', {});
  let rows;
  let shown;
  let sale;

  async function change(tier) {
    const now = sale.tiers.find(({ id }) => id === tier.id);
    const capacity = field({
      name: 'capacity', label: t('console.tier.newCapacity'), type: 'number', value: String(now.capacity), min: 0, step: 1, required: true, pointer: '/capacity', inputMode: 'numeric',
      check: (text) => (/^\d+$/.test(text.trim()) ? undefined : t('console.field.whole')),
    });
    const body = await askForm({
      title: t('console.tier.ask', { name: now.name }), words: t('console.tier.words', { taken: now.sold + now.held + now.withheld, waiting: now.waiting }),
      fields: [capacity], act: t('console.tier.change'),
      send: async () => (await call('POST', `${path}/tiers/${encodeURIComponent(tier.id)}/capacity`, { body: { capacity: Number(capacity.value) } })).body,
    });
    if (body) changed(body);
  }

  /** With a column of what can be done, where anything can: elsewhere it would stand empty. */
  function tableOf(canChange) {
    if (rows?.canChange !== canChange) {
      rows = { canChange, ...table(t('console.run.tiers'), [...columns, ...(canChange ? [{ label: t('console.list.actions') }] : [])]) };
      element.replaceChildren(rows.element);
    }
    return rows;
  }

  return {
    element,
    show(next) {
      sale = next;
      const now = JSON.stringify([sale.tiers, sale.status]);
      if (now === shown) return;
      shown = now;
      const canChange = isCounted(sale) && sale.status !== 'CLOSED';
      tableOf(canChange).show(sale.tiers.map((tier) => ({
        attributes: { 'data-tier': tier.id },
        cells: [
          el('strong', {}, tier.name), money(tier.price), count(tier.capacity), count(tier.sold), count(tier.held), count(tier.available), count(tier.withheld), count(tier.waiting),
          ...(canChange ? [actButton(t('console.tier.change'), () => change(tier), { class: 'link', 'aria-label': t('console.tier.changeOf', { name: tier.name }) })] : []),
        ],
      })));
    },
  };
}

/** Takes seats off the sale, puts them on it again, or moves them to another tier: on the map, or by their names. */
export async function seatsOf(path, sale, place, changed) {
  const look = await seatsOnMap(path, sale, place, changed);
  seatsByName(path, sale, place, (next) => {
    look().catch(showError);
    changed(next);
  });
}

function seatsByName(path, sale, place, changed) {
  const seats = field({ name: 'seats', label: t('console.seats.seats'), hint: t('console.seats.seatsHint'), pointer: '/seats', maxLength: 20_000 });
  const section = field({ name: 'section', label: t('console.seats.section'), hint: t('console.seats.sectionHint'), pointer: '/section', maxLength: 63 });
  const row = field({ name: 'row', label: t('console.seats.row'), pointer: '/row', maxLength: 63 });
  const what = field({
    name: 'what', label: t('console.seats.what'), type: 'select', pointer: '/withhold',
    options: [
      { value: 'withhold', label: t('console.seats.withhold') }, { value: 'release', label: t('console.seats.release') },
      ...sale.tiers.map(({ id, name }) => ({ value: `tier ${id}`, label: t('console.seats.move', { name }) })),
    ],
  });
  const fields = [seats, section, row, what];
  const told = news();
  const button = submitButton(t('console.seats.change'));
  const form = el('form', { id: 'seats-form', class: 'form', autocomplete: 'off', novalidate: '' },
    el('p', {}, t('console.seats.words')), el('div', { class: 'form-grid' }, ...fields.map(({ element }) => element)), el('div', { class: 'actions' }, button.element), told.element);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    fields.forEach((each) => each.say(''));
    const names = seats.value.split(/[\s,;，；、]+/).filter(Boolean);
    if (!names.length && !section.value.trim()) {
      seats.say(t('console.seats.which'));
      seats.input.focus();
      return;
    }
    button.during(async () => {
      /** @type {Record<string, any>} */
      const body = what.value.startsWith('tier ') ? { tier: what.value.slice('tier '.length) } : { withhold: what.value === 'withhold' };
      if (names.length) body.seats = names;
      if (section.value.trim()) body.section = section.value.trim();
      if (row.value.trim()) body.row = row.value.trim();
      try {
        clearError();
        const answer = await thenShow(() => call('POST', `${path}/seats`, { body }), async () => changed());
        told.say(t('console.seats.done'));
        changed(answer.body);
      } catch (error) {
        told.say('');
        if (error.body?.taken) seats.say(t('console.seats.taken', { seats: error.body.taken.join(', ') }));
        else showErrors(fields, errorsOfSeats(error));
      }
    });
  });
  place.append(el('details', { id: 'seats-by-name' }, el('summary', {}, t('console.seats.byName')), form));
}

/** An error of one seat among many is told at the field of all. */
function errorsOfSeats(error) {
  for (const each of error.body?.errors ?? []) if (each.pointer.startsWith('/seats/')) each.pointer = '/seats';
  return error;
}

/** Keeps what is held, for a while in which nobody can pay. */
export async function holdsOf(path, sale, place, changed) {
  const minutes = field({
    name: 'minutes', label: t('console.holds.minutes'), hint: t('console.holds.minutesHint'), type: 'number', value: '60', min: 1, max: MOST_MINUTES, required: true, pointer: '/seconds', inputMode: 'numeric',
    check: (text) => (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_MINUTES ? undefined : t('console.holds.range', { most: MOST_MINUTES })),
  });
  const until = el('p', { id: 'kept-until', role: 'status' });
  const show = (now) => {
    until.textContent = now.holdsKeptUntil ? t('console.holds.until', { time: time(now.holdsKeptUntil) }) : '';
  };
  const button = submitButton(t('console.holds.keep'));
  const form = el('form', { id: 'holds-form', class: 'form', autocomplete: 'off', novalidate: '' },
    el('p', {}, t('console.holds.words')), minutes.element, el('div', { class: 'actions' }, button.element), until);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!minutes.check()) {
      minutes.input.focus();
      return;
    }
    button.during(async () => {
      try {
        clearError();
        await thenShow(() => call('POST', `${path}/keep-holds`, { body: { seconds: Number(minutes.value) * 60 } }), async () => {
          const { body } = await call('GET', path);
          show(body);
          changed(body);
        });
      } catch (error) {
        showErrors([minutes], error);
      }
    });
  });
  show(sale());
  place.append(form);
}
