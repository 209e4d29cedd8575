// Seats: the best that are left, or those that somebody chooses on the map.
import { el } from './dom.js';
import { count, money, times } from './format.js';
import { quantityField } from './quantity.js';
import { refusal } from './reasons.js';
import { seatHall } from './seat-hall.js';
import { seatPicker } from './seat-picker.js';
import { tierChoice } from './tiers.js';

/** See choices.js. */
export function seatedChoice({ sale: first, place, changed, buy, isBusy }) {
  let sale = first;
  const tiers = tierChoice();
  const quantity = quantityField('quantity', 'How many seats');
  const section = el('select', { id: 'section' }, el('option', { value: '' }, 'Anywhere'));
  const byBest = wayButton('best', 'Best seats', 'together, the nearest that are left');
  const byMap = wayButton('map', 'Choose on the map', 'seat by seat');
  const mapTrouble = el('p', { class: 'quiet', role: 'status' }, 'Fetching the map…');
  const best = el('div', {}, tiers.element, el('div', { class: 'row start' },
    quantity.element, el('label', { for: 'section' }, 'Where ', section)));
  const hall = seatHall(sale, { arrived: onMap, changed: onFreeSeats, trouble: onTrouble });
  const picker = seatPicker(hall, { sale, chosen: onChoice });
  const onMapPart = el('div', { hidden: '' }, mapTrouble, picker.element);
  const instead = el('div', { id: 'instead', class: 'notice error', role: 'alert', hidden: '' });
  const ways = el('fieldset', { class: 'ways' }, el('legend', {}, 'How to choose'), byBest.element, byMap.element);
  let isMapMade = false;
  let waiting;
  byBest.input.checked = true;
  place.append(ways, best, onMapPart, instead);
  place.addEventListener('change', (event) => {
    if (event.target.name === 'way') showWay();
  });

  function isByMap() {
    return byMap.input.checked;
  }

  function showWay() {
    best.hidden = isByMap();
    onMapPart.hidden = !isByMap();
    // Fields that are not in use must not hold up the form.
    best.querySelectorAll('input').forEach((input) => { input.disabled = isByMap(); });
    if (isByMap()) makeMap();
    changed();
  }

  function onMap() {
    section.append(...hall.map.sections.map(({ id, name }) => el('option', { value: id }, name)));
    section.parentElement.hidden = hall.map.sections.length < 2;
    if (isByMap()) makeMap();
    if (waiting) {
      picker.choose(waiting);
      waiting = undefined;
      changed();
    }
  }

  function makeMap() {
    if (isMapMade || !hall.map) return;
    isMapMade = true;
    mapTrouble.hidden = true;
    picker.start();
    picker.show(sale);
  }

  function onTrouble(error) {
    mapTrouble.hidden = !error && Boolean(hall.map);
    mapTrouble.textContent = error ? 'The map is not fresh at the moment: trying again by itself.' : 'Fetching the map…';
  }

  function onChoice() {
    instead.hidden = true;
    changed();
  }

  /** While a purchase is under way, the seats that go may be the viewer's own. */
  function onFreeSeats() {
    if (!isBusy()) picker.refresh();
    changed();
  }

  /** Seats that were chosen cannot be had: says which, and what to take instead with one click. */
  function refused({ reason, body }) {
    if (reason !== 'SEAT_TAKEN' && reason !== 'LEAVES_ORPHAN') return false;
    const words = (names) => names.map((name) => (hall.map?.seat(name) === undefined ? name : hall.map.words(hall.map.seat(name)))).join(' and ');
    const taken = body.taken ?? [];
    const proposed = body.instead ?? [];
    const what = taken.length ? `Somebody else has just taken ${words(taken)}.` : refusal(reason, body);
    instead.replaceChildren(el('p', {}, what, proposed.length ? ` Nearest to them are free: ${words(proposed)}.` : ''));
    const tier = sale.tiers[hall.map?.tier[hall.map.seat(proposed[0])]];
    if (proposed.length) {
      const button = el('button', { type: 'button', id: 'take-instead', class: 'primary' },
        `Take ${proposed.length === 1 ? 'it' : 'these'} instead${tier ? ` for ${money(times(tier.price, proposed.length))}` : ''}`);
      button.addEventListener('click', () => {
        instead.hidden = true;
        picker.choose(proposed);
        buy({ seats: proposed });
      });
      instead.append(button);
    }
    instead.hidden = false;
    instead.scrollIntoView({ block: 'nearest' });
    return true;
  }

  return {
    /** Whoever is drawn is given seats. */
    entering(isEntering) {
      if (ways.hidden === isEntering) return;
      ways.hidden = isEntering;
      if (isEntering && isByMap()) {
        byBest.input.checked = true;
        showWay();
      }
    },
    get missing() {
      return isByMap() ? 'Choose seats on the map first.' : 'Choose what you would like first.';
    },
    show(next) {
      sale = next;
      tiers.show(sale);
      quantity.limit(sale.limitPerUser);
      picker.show(sale);
    },
    asked() {
      if (isByMap()) {
        const names = hall.map ? picker.names() : [];
        if (!names.length) return undefined;
        return { body: { seats: names }, total: times(picker.tier().price, names.length), waits: false, label: `Buy ${count(names.length)} ${names.length === 1 ? 'seat' : 'seats'}` };
      }
      const tier = tiers.chosen(sale);
      const number = quantity.get();
      if (!tier || !number) return undefined;
      const body = { bestAvailable: { tier: tier.id, quantity: number, ...(section.value && { section: section.value }) } };
      return { body, total: times(tier.price, number), count: number, left: tier.available };
    },
    restore(body) {
      (body.seats ? byMap : byBest).input.checked = true;
      if (body.seats) waiting = body.seats;
      else {
        tiers.choose(body.bestAvailable.tier);
        quantity.set(body.bestAvailable.quantity);
      }
      showWay();
    },
    refused,
  };
}

function wayButton(value, name, note) {
  const input = el('input', { type: 'radio', name: 'way', value, id: `way-${value}` });
  return { input, element: el('label', { class: 'way' }, input, el('span', { class: 'tier-name' }, name), el('span', { class: 'quiet small' }, note)) };
}
