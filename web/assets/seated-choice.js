// Seats: the best that are left, or those that somebody chooses on the map.
import { el } from './dom.js';
import { money, sum, times } from './format.js';
import { t } from './language.js';
import { quantityField } from './quantity.js';
import { refusal } from './reasons.js';
import { hasWaitlist } from './sale-state.js';
import { seatBar } from './seat-bar.js';
import { seatHall } from './seat-hall.js';
import { seatPicker } from './seat-picker.js';
import { seatPreview } from './seat-preview.js';
import { seatsWords, sectionWords } from './seat-words.js';
import { tierChoice } from './tiers.js';

/** See choices.js. */
export function seatedChoice({ sale: first, place, changed, buy, isBusy }) {
  let sale = first;
  const tiers = tierChoice();
  const quantity = quantityField('quantity', t('seats.howMany'));
  const section = el('select', { id: 'section' }, el('option', { value: '' }, t('seats.anywhere')));
  const where = el('label', { for: 'section', hidden: '' }, el('span', {}, t('seats.where')), section);
  const byBest = wayButton('best', t('seats.best'));
  const byMap = wayButton('map', t('seats.own'));
  const hall = seatHall(sale, { arrived: onMap, changed: onFreeSeats, trouble: onTrouble });
  const picker = seatPicker(hall, { sale, chosen: onChoice, picking: () => go(byMap) });
  const preview = seatPreview(hall, {
    look: (seats) => {
      picker.view.showSeats(seats);
      picker.map.scrollIntoView({ block: 'nearest' });
    },
    take: (seats) => {
      go(byMap);
      picker.choose(seats.map((seat) => hall.map.name(seat)));
      picker.say(t('seats.tookBest', { seats: seatsWords(hall.map, seats) }));
      changed();
    },
  });
  const best = el('div', { class: 'best' }, tiers.element, el('div', { class: 'best-fields' }, quantity.element, where), preview.element);
  const own = el('div', { class: 'own', hidden: '' }, picker.tray);
  const instead = el('div', { id: 'instead', class: 'notice error', role: 'alert', hidden: '' });
  const ways = el('fieldset', { class: 'ways' }, el('legend', { class: 'visually-hidden' }, t('seats.ways')), byBest.element, byMap.element);
  const bar = seatBar();
  let isMapMade = false;
  let isEntry = false;
  let waiting;
  let wishedSection;
  byBest.input.checked = true;
  place.append(el('div', { class: 'seat-choice' },
    picker.map, el('div', { class: 'seat-side' }, ways, picker.message, best, own, instead, picker.list), ...bar.elements));
  section.addEventListener('input', () => { wishedSection = section.value; });
  place.addEventListener('change', (event) => {
    if (event.target.name === 'way') showWay();
    else if (best.contains(event.target)) sayPreview();
  });
  // Before the form hears of it, and asks what is chosen.
  best.addEventListener('input', showPreview);

  function isByMap() {
    return byMap.input.checked;
  }

  /** Another way, if it is another. */
  function go(way) {
    if (way.input.checked) return;
    way.input.checked = true;
    showWay();
  }

  function showWay() {
    best.hidden = isByMap();
    own.hidden = !isByMap();
    // Fields that are not in use must not hold up the form.
    best.querySelectorAll('input').forEach((input) => { input.disabled = isByMap(); });
    showPreview();
    changed();
  }

  function onMap() {
    section.replaceChildren(section.options[0], ...hall.map.sections.map(({ id, name }) => el('option', { value: id }, sectionWords(name))));
    section.value = wishedSection ?? '';
    where.hidden = hall.map.sections.length < 2;
    if (!isMapMade) {
      isMapMade = true;
      picker.start();
    }
    picker.show(sale);
    if (waiting) {
      picker.choose(waiting);
      waiting = undefined;
    }
    showPreview();
    changed();
  }

  function onTrouble(error) {
    picker.trouble(error ? t(hall.map ? 'seats.stale' : 'seats.noMap') : hall.map ? undefined : t('seats.fetching'));
  }

  function onChoice() {
    instead.hidden = true;
    showPreview();
    changed();
  }

  /** While a purchase is under way, the seats that go may be the viewer's own. */
  function onFreeSeats(seats) {
    picker.refresh(seats, isBusy());
    if (!isBusy()) showPreview();
    changed();
  }

  /** What best seats are wished for, if that is said in full. */
  function wish() {
    const tier = tiers.chosen(sale);
    const number = quantity.get();
    if (isByMap() || isEntry || sale.status === 'CLOSED' || !tier || !number || !hall.map) return undefined;
    const index = hall.map.sections.findIndex(({ id }) => id === section.value);
    return { tier: sale.tiers.indexOf(tier), quantity: number, section: index < 0 ? undefined : index, orphans: sale.orphans };
  }

  function showPreview() {
    limit();
    preview.show(wish());
    if (instead.hidden) picker.view?.preview(preview.seats());
  }

  function sayPreview() {
    showPreview();
    if (!preview.element.hidden) picker.tell(preview.element.firstChild.textContent);
  }

  /** Whoever may wait may wish for more than is left. */
  function limit() {
    const tier = tiers.chosen(sale);
    quantity.limit(sale.limitPerUser, tier && !hasWaitlist(sale) && !isEntry && tier.available > 0 ? tier.available : undefined);
  }

  /** Seats that were chosen cannot be had: says which, and what to take instead with one click. */
  function refused({ reason, body }) {
    if (reason !== 'SEAT_TAKEN' && reason !== 'LEAVES_ORPHAN') return false;
    const words = (names) => {
      const seats = names.map((name) => hall.map?.seat(name));
      return seats.includes(undefined) ? names.join(t('seats.comma')) : seatsWords(hall.map, seats);
    };
    const taken = body.taken ?? [];
    const proposed = body.instead ?? [];
    const what = taken.length ? t('seats.lost', { seats: words(taken) }) : refusal(reason, body);
    instead.replaceChildren(el('p', {}, proposed.length ? t('seats.nearest', { what, seats: words(proposed) }) : what));
    const prices = proposed.map((name) => sale.tiers[hall.map?.tier[hall.map.seat(name)]]?.price);
    if (proposed.length) {
      const isPriced = !prices.includes(undefined);
      const values = { count: proposed.length, price: isPriced ? money(sum(prices)) : '' };
      const button = el('button', { type: 'button', id: 'take-instead', class: 'primary' }, t(isPriced ? 'seats.takeInsteadFor' : 'seats.takeInstead', values));
      button.addEventListener('click', () => {
        instead.hidden = true;
        go(byMap);
        showPreview();
        picker.choose(proposed);
        buy({ seats: proposed });
      });
      instead.append(button);
    }
    instead.hidden = false;
    const places = proposed.map((name) => hall.map?.seat(name)).filter((seat) => seat !== undefined);
    picker.view?.preview(places);
    if (places.length) picker.view?.showSeats(places);
    instead.scrollIntoView({ block: 'nearest' });
    return true;
  }

  function askedByMap() {
    const names = hall.map ? picker.names() : [];
    if (!names.length) return undefined;
    return { body: { seats: names }, count: names.length, total: picker.total(), waits: false };
  }

  function askedForBest() {
    const tier = tiers.chosen(sale);
    const number = quantity.get();
    if (!tier || !number) return undefined;
    const body = { bestAvailable: { tier: tier.id, quantity: number, ...(section.value && { section: section.value }) } };
    const isShort = Boolean(wish()) && preview.seats().length === 0;
    return {
      body, count: number, total: times(tier.price, number), left: isEntry ? undefined : isShort ? 0 : tier.available,
      ...(isShort && { gone: t(tier.available ? 'seats.tooFew' : 'seats.gone'), goneHint: t('seats.mayComeBack') }),
    };
  }

  const choice = {
    /** Whoever is drawn is given seats. */
    entering(isEntering) {
      if (isEntry === isEntering) return;
      isEntry = isEntering;
      ways.hidden = isEntering;
      picker.lock(isEntering);
      if (isEntering) go(byBest);
      showPreview();
    },
    get missing() {
      if (isByMap()) return t('seats.chooseSeats');
      return tiers.chosen(sale) ? quantity.problem() : t('seats.chooseTier');
    },
    show(next) {
      sale = next;
      tiers.show(sale);
      picker.show(sale);
      showPreview();
    },
    asked: () => (isByMap() ? askedByMap() : askedForBest()),
    told(state) {
      const asked = choice.asked();
      const begun = !isByMap() && tiers.chosen(sale) ? { what: choice.missing } : undefined;
      bar.show(asked ? { what: t('seats.count', { count: asked.count }), total: money(asked.total, { brief: true }) } : begun);
      bar.told(state);
    },
    restore(body) {
      (body.seats ? byMap : byBest).input.checked = true;
      if (body.seats && hall.map) picker.choose(body.seats);
      else if (body.seats) waiting = body.seats;
      else {
        const wished = body.bestAvailable ?? body;
        tiers.choose(wished.tier);
        quantity.set(wished.quantity);
        wishedSection = wished.section;
        section.value = wishedSection ?? '';
      }
      showWay();
    },
    refused,
  };
  return choice;
}

function wayButton(value, words) {
  const input = el('input', { type: 'radio', name: 'way', value, id: `way-${value}` });
  return { input, element: el('label', { class: 'seat-way' }, input, el('span', {}, words)) };
}
