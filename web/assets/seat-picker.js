// Choosing seats oneself: the map, the list of rows beside it, and the tray of what is chosen.
import { el, setText } from './dom.js';
import { money, sum } from './format.js';
import { t } from './language.js';
import { seatLegend } from './seat-legend.js';
import { seatTray } from './seat-tray.js';
import { seatView } from './seat-view.js';
import { noteWords, seatWords, sectionWords, shortNames } from './seat-words.js';

const HELD_MILLIS = 1_800;

/**
 * `{map, message, tray, list, view, start(), show(sale), refresh(seats, keeps), trouble(text), names(), total(), choose(names), say(text), tell(text), lock(yes)}`, the
 * first four elements. `chosen()` follows what somebody chose, `picking()` comes before, by whatever way.
 */
export function seatPicker(hall, { sale: first, chosen: onChosen, picking }) {
  const chosen = new Set();
  const canvas = el('canvas', {
    id: 'seat-map', class: 'seat-map', tabindex: '0', role: 'application', 'aria-roledescription': t('seats.mapKind'), 'aria-describedby': 'map-help',
    'aria-label': t('seats.map'),
  });
  const tip = el('div', { class: 'seat-tip', 'aria-hidden': 'true', hidden: '' });
  const wheel = el('p', { class: 'wheel-note', 'aria-hidden': 'true', hidden: '' }, t('seats.wheel'));
  const message = el('p', { id: 'seat-message', class: 'seat-message', role: 'status' });
  const voice = el('p', { id: 'seat-voice', class: 'visually-hidden', role: 'status' });
  const tray = seatTray({ drop: toggle, emptied: () => canvas.focus() });
  const button = (id, label, text, act) => {
    const element = el('button', { id, type: 'button', 'aria-label': label, title: label }, text);
    element.addEventListener('click', act);
    return element;
  };
  const prices = el('div', { class: 'prices-place' });
  const marks = el('div', {});
  const loading = el('p', { id: 'map-trouble', class: 'map-trouble quiet', role: 'status' }, t('seats.fetching'));
  const map = el('div', { class: 'picker' }, prices,
    el('div', { class: 'map-frame' }, canvas, tip, wheel, loading,
      el('div', { class: 'map-buttons' },
        button('map-whole', t('seats.whole'), t('seats.wholeHall'), () => view?.whole()),
        button('map-out', t('seats.zoomOut'), '−', () => view?.zoom(-1)), button('map-in', t('seats.zoomIn'), '+', () => view?.zoom(1)))),
    marks, el('p', { id: 'map-help', class: 'quiet small map-help' }, t('seats.help')), voice);
  const listing = el('details', { id: 'seat-list' }, el('summary', {}, t('seats.list')));
  const list = el('div', {});
  let sale = first;
  let view;
  let rows;
  let legend;
  let isLocked = false;
  let heldTimer;

  const tierOf = (seat) => sale.tiers[hall.map.tier[seat]];
  const onlyTier = () => (chosen.size ? tierOf([...chosen][0]) : undefined);
  const words = (seat) => seatWords(hall.map, seat);

  function start() {
    legend = seatLegend(hall, { filtered: () => view.repaintAll() });
    const names = hall.map.sections.map(({ name }) => name);
    const short = shortNames(names);
    view = seatView(canvas, {
      map: hall.map, pick: toggle, hover: showTip, hoverSection: showSectionTip, visit: (seat) => tell(visited(seat)), held: onHeld,
      stageWords: (isPitch) => t(isPitch ? 'seats.pitch' : 'seats.stage'),
      state: {
        isFree: hall.isFree, isChosen: (seat) => chosen.has(seat), chosen: () => [...chosen], isShown: legend.isShown,
        labelOf(section) {
          const free = hall.freeIn(section);
          return { names: [sectionWords(names[section]), short[section]], free, freeWords: free ? t('seats.free', { count: free }) : t('seats.noneFree') };
        },
      },
    });
    map.style.setProperty('--hall', view.proportion);
    map.parentElement?.style.setProperty('--hall', view.proportion);
    prices.replaceChildren(legend.prices);
    marks.replaceChildren(legend.marks);
    listing.addEventListener('toggle', showList);
    list.replaceChildren(listing);
    legend.show(sale);
    showAll();
  }

  /** Fetched when it is opened: most choose on the map, or leave the choice to the shop. */
  async function showList() {
    if (rows || !listing.open) return;
    try {
      const { seatList } = await import('./seat-list.js');
      rows ??= seatList(listing, hall, {
        isChosen: (seat) => chosen.has(seat), priceWords: (seat) => (tierOf(seat) ? t('seats.tierPrice', { tier: tierOf(seat).name, price: money(tierOf(seat).price) }) : undefined),
        toggle, look: (seat) => view.near(seat), lookAt: (section) => view.showSection(section), from: [...chosen].at(-1),
      });
    } catch {
      listing.open = false;
      say(t('reasons.unreachable'));
    }
  }

  function toggle(seat) {
    if (isLocked) {
      say(t('seats.given'));
      return;
    }
    picking();
    const [one, limit] = [words(seat), sale.limitPerUser];
    if (chosen.delete(seat)) say(t('seats.dropped', { seat: one, count: chosen.size }));
    else if (!hall.isFree(seat)) say(t('seats.isTaken', { seat: one }));
    else if (!legend.isShown(hall.map.tier[seat])) say(t('seats.isHidden', { seat: one, tier: tierOf(seat).name }));
    else if (!sale.mixedTiers && onlyTier() && onlyTier() !== tierOf(seat)) say(t('seats.otherTier', { tier: tierOf(seat).name, chosen: onlyTier().name }));
    else if (limit && chosen.size >= limit) say(t('seats.limit', { count: limit }));
    else {
      chosen.add(seat);
      say(t(limit ? 'seats.chosenOf' : 'seats.chosenOne', { seat: one, count: chosen.size, limit }));
      rows?.at(seat);
    }
    showAll();
    onChosen();
  }

  /** Where the keys have come to, in one breath. */
  function visited(seat) {
    const tier = tierOf(seat);
    const values = { seat: [words(seat), ...noteWords(hall.map, seat)].join(t('seats.comma')), price: tier && money(tier.price), tier: tier?.name };
    if (chosen.has(seat)) return t('seats.atChosen', values);
    return hall.isFree(seat) ? t('seats.atFree', values) : t('seats.atTaken', values);
  }

  function showTip(seat, x, y) {
    const tier = seat >= 0 ? tierOf(seat) : undefined;
    tip.hidden = seat < 0 || x === undefined;
    if (tip.hidden) return;
    const state = chosen.has(seat) ? t('seats.markChosen') : hall.isFree(seat) ? t('seats.tierPrice', { tier: tier.name, price: money(tier.price) }) : t('seats.markTaken');
    putTip([words(seat), state, ...noteWords(hall.map, seat)], x, y);
  }

  /** A section's name, what is free, and the prices of its seats. */
  function showSectionTip(index, x, y) {
    const { name, first, end } = hall.map.sections[index];
    const tiers = [...new Set(hall.map.tier.subarray(first, end))].filter((tier) => tier >= 0).map((tier) => sale.tiers[tier]);
    const free = hall.freeIn(index);
    putTip([sectionWords(name), free ? t('seats.free', { count: free }) : t('seats.noneFree'),
      ...tiers.map((tier) => t('seats.tierPrice', { tier: tier.name, price: money(tier.price) }))], x, y);
  }

  function putTip([first, ...others], x, y) {
    tip.hidden = false;
    tip.replaceChildren(el('strong', {}, first), ...others.map((line) => el('span', {}, line)));
    const left = Math.min(Math.max(0, x + 14), Math.max(0, canvas.clientWidth - tip.offsetWidth));
    tip.style.transform = `translate(${left}px, ${y > tip.offsetHeight + 20 ? y - tip.offsetHeight - 14 : y + 22}px)`;
  }

  /** The wheel scrolls the page; says how to zoom instead, for a moment. */
  function onHeld() {
    wheel.hidden = false;
    clearTimeout(heldTimer);
    heldTimer = setTimeout(() => { wheel.hidden = true; }, HELD_MILLIS);
  }

  function say(text) {
    setText(message, text);
  }

  /** To whoever listens instead of looking. */
  function tell(text) {
    setText(voice, text);
  }

  function showAll() {
    tray.show(hall.map ? [...chosen].map((seat) => ({ seat, words: words(seat), price: tierOf(seat).price })) : []);
    if (!view) return;
    view.repaint();
    rows?.show();
  }

  return {
    map,
    message,
    tray: tray.element,
    list,
    start,
    say,
    tell,
    get view() {
      return view;
    },
    show(next) {
      sale = next;
      legend?.show(sale);
      showAll();
    },
    /** Others took or left these seats, or any: what they took is no longer chosen, and that is told. `keeps` while what goes may be the viewer's own. */
    refresh(seats, keeps) {
      if (!view) return;
      if (seats) view.changed(seats);
      else view.repaintAll();
      const lost = keeps ? [] : [...chosen].filter((seat) => !hall.isFree(seat));
      lost.forEach((seat) => chosen.delete(seat));
      if (lost.length) say(t('seats.lost', { seats: lost.map(words).join(t('seats.comma')) }));
      legend.show(sale);
      showAll();
    },
    /** What became of the map: `undefined` when all is well. */
    trouble(text) {
      loading.hidden = !text;
      setText(loading, text ?? '');
    },
    names: () => [...chosen].map((seat) => hall.map.name(seat)),
    /** What all of them cost; undefined while none is chosen. */
    total: () => (chosen.size ? sum([...chosen].map((seat) => tierOf(seat).price)) : undefined),
    /** Seats are given, not chosen. */
    lock(yes) {
      isLocked = yes;
    },
    /** Chooses these and nothing else; without a map nothing can be chosen. */
    choose(names) {
      chosen.clear();
      names.map((name) => hall.map?.seat(name)).filter((seat) => seat !== undefined).forEach((seat) => chosen.add(seat));
      showAll();
    },
  };
}
