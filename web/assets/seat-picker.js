// Choosing seats oneself: the map, the list of rows beside it, and the tray of what is chosen.
import { el, setText } from './dom.js';
import { money } from './format.js';
import { seatLegend } from './seat-legend.js';
import { seatList } from './seat-list.js';
import { seatTray } from './seat-tray.js';
import { seatView } from './seat-view.js';

/** `{element, show(sale), refresh(), names(), tier(), choose(names), start()}`; `chosen()` follows what somebody chose. */
export function seatPicker(hall, { sale: first, chosen: onChosen }) {
  const chosen = new Set();
  const canvas = el('canvas', {
    id: 'seat-map', class: 'seat-map', tabindex: '0', role: 'application', 'aria-roledescription': 'seat map', 'aria-describedby': 'map-help',
    'aria-label': 'Map of the seats',
  });
  const tip = el('div', { class: 'seat-tip', 'aria-hidden': 'true', hidden: '' });
  const message = el('p', { id: 'seat-message', class: 'seat-message', role: 'status' });
  const tray = seatTray(toggle);
  const place = el('div', {});
  const button = (label, text, act) => {
    const element = el('button', { type: 'button', 'aria-label': label, title: label }, text);
    element.addEventListener('click', act);
    return element;
  };
  const element = el('div', { class: 'picker' },
    place,
    el('div', { class: 'map-frame' }, canvas, tip,
      el('div', { class: 'map-buttons' },
        button('Come nearer', '+', () => view.zoom(1)), button('Go farther away', '−', () => view.zoom(-1)), button('Show the whole hall', '⤢', () => view.whole()))),
    el('p', { id: 'map-help', class: 'quiet small' }, 'Drag to move, pinch or turn the wheel to come nearer. Keys: arrows, + and −, 0 for the whole hall. The list below does without the map.'),
    message, tray.element);
  let sale = first;
  let view;
  let list;
  let legend;

  const tierOf = (seat) => sale.tiers[hall.map.tier[seat]];
  const onlyTier = () => (chosen.size ? tierOf([...chosen][0]) : undefined);

  function start() {
    view = seatView(canvas, {
      map: hall.map, pick: toggle, hover: showTip,
      state: { isFree: hall.isFree, isChosen: (seat) => chosen.has(seat), freeIn: hall.freeIn },
    });
    legend = seatLegend(hall);
    list = seatList(hall, {
      isChosen: (seat) => chosen.has(seat), priceOf: (seat) => (tierOf(seat) ? `${tierOf(seat).name} ${money(tierOf(seat).price)}` : undefined),
      toggle, look: (seat) => view.near(seat), lookAt: (section) => view.showSection(section),
    });
    place.replaceChildren(legend.element);
    element.append(list.element);
  }

  function toggle(seat) {
    say('');
    if (chosen.has(seat)) chosen.delete(seat);
    else if (!hall.isFree(seat)) say(`${hall.map.words(seat)} is taken.`);
    else if (onlyTier() && onlyTier() !== tierOf(seat)) {
      say(`That seat is ${tierOf(seat).name}, the chosen ones are ${onlyTier().name}. One order takes seats of one price: give up the chosen ones first.`);
    } else if (sale.limitPerUser && chosen.size >= sale.limitPerUser) say(`At most ${sale.limitPerUser} a person.`);
    else {
      chosen.add(seat);
      say(`${hall.map.words(seat)} chosen.`);
    }
    showAll();
    onChosen();
  }

  function showTip(seat, x, y) {
    const tier = seat >= 0 ? tierOf(seat) : undefined;
    tip.hidden = seat < 0;
    if (seat < 0) return;
    const isOpen = hall.isFree(seat);
    tip.replaceChildren(
      el('strong', {}, hall.map.words(seat)),
      el('span', {}, chosen.has(seat) ? 'Chosen' : isOpen ? `${tier.name} · ${money(tier.price)}` : 'Taken'),
      ...hall.map.attributeWords(seat).map((words) => el('span', {}, words)));
    const left = Math.min(Math.max(0, x + 14), Math.max(0, canvas.clientWidth - tip.offsetWidth));
    tip.style.transform = `translate(${left}px, ${y > tip.offsetHeight + 20 ? y - tip.offsetHeight - 14 : y + 22}px)`;
  }

  function say(text) {
    setText(message, text);
  }

  function showAll() {
    tray.show([...chosen].map((seat) => ({ seat, words: hall.map.words(seat), price: tierOf(seat).price })), 'No seat is chosen yet.');
    if (!view) return;
    view.repaint();
    list.show();
  }

  return {
    element,
    start,
    show(next) {
      sale = next;
      legend?.show(sale);
      showAll();
    },
    /** Others took or left seats: what they took is no longer chosen, and that is told. */
    refresh() {
      const lost = [...chosen].filter((seat) => !hall.isFree(seat));
      lost.forEach((seat) => chosen.delete(seat));
      if (lost.length) say(`Somebody else has just taken ${lost.map((seat) => hall.map.words(seat)).join(' and ')}.`);
      legend?.show(sale);
      showAll();
    },
    names: () => [...chosen].map((seat) => hall.map.name(seat)),
    tier: onlyTier,
    /** Chooses these and nothing else; without a map nothing can be chosen. */
    choose(names) {
      chosen.clear();
      names.map((name) => hall.map?.seat(name)).filter((seat) => seat !== undefined).forEach((seat) => chosen.add(seat));
      showAll();
    },
  };
}
