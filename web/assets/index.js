// The list of sales. Of kinds with many sales, as trains are, one a day each, a few stand here; their search finds all.
import { open } from './call.js';
import { countdown } from './countdown.js';
import { offerDraw } from './demo-draw.js';
import { badge, byId, el, setStatus, setText } from './dom.js';
import { duration, time, timeNear } from './format.js';
import { grouped, kindBadge, kindOf } from './kinds.js';
import { clearTrouble, showTrouble, startPage } from './page.js';
import { jittered, whileVisible } from './poll.js';
import { badgeAt, entriesAt, statusAt, takesEntries } from './sale-state.js';
import { clock, synced } from './shop-clock.js';

const REFRESH_MILLIS = 8_000;
const cards = new Map();
const groups = grouped.map(group);

startPage();
offerDraw();
synced.then(() => whileVisible(refresh, showTrouble));

async function refresh(signal) {
  const { body } = await open('/v1/sales', { signal });
  clearTrouble();
  show(byId('sales'), body.sales.filter((sale) => !kindOf(sale).group));
  groups.forEach((each) => each.update(body.sales));
  setText(byId('message'), body.sales.length ? '' : 'Nothing is on sale at the moment.');
  return jittered(REFRESH_MILLIS);
}

/** The part of the list for one kind; hidden while it has nothing. */
function group(kind) {
  const { heading, most, search, address } = kind.group;
  const link = el('a', { class: 'button' }, search);
  const list = el('ul', { class: 'cards' });
  const section = el('section', { 'data-group': kind.id, 'aria-labelledby': `${kind.id}-heading`, hidden: '' },
    el('h2', { id: `${kind.id}-heading` }, heading), el('p', {}, link), list);
  byId('main').append(section);
  return {
    update(sales) {
      const its = sales.filter((sale) => kindOf(sale) === kind && sale.status !== 'CLOSED');
      section.hidden = its.length === 0;
      if (its.length) link.href = address(its);
      show(list, its.slice(0, most));
    },
  };
}

function show(list, sales) {
  const shown = sales.map((sale) => {
    if (!cards.has(sale.id)) cards.set(sale.id, card(sale));
    cards.get(sale.id).update(sale);
    return cards.get(sale.id).element;
  });
  if (shown.length !== list.children.length || shown.some((element, i) => element !== list.children[i])) list.replaceChildren(...shown);
}

/** A card is made once and updated in place, so that the focus stays where it is. */
function card(sale) {
  const { id } = sale;
  const kind = kindOf(sale);
  const link = el('a', { href: `/sales/${encodeURIComponent(id)}` });
  const status = badge('');
  const price = el('span');
  const state = el('span', { class: 'card-state' });
  const way = el('p', {}, kind.way(sale));
  way.hidden = way.textContent === '';
  const element = el('li', { class: 'card', 'data-sale': id, 'data-kind': kind.id },
    el('p', { class: 'card-line' }, el('span', { class: 'card-signs' }, kindBadge(sale), status), price), el('h2', {}, link), way, el('p', { class: 'quiet' }, state));
  let stopCountdown = () => undefined;

  function update(next) {
    stopCountdown();
    setText(link, next.title);
    setText(price, kind.price(next));
    stopCountdown = countdown(Date.parse(next.opensAt), clock, (left) => {
      setStatus(status, badgeAt(next, clock.now()));
      setText(state, describe(next, left));
    });
  }
  return { element, update };
}

function scheduled(sale, millisToOpening) {
  if (!takesEntries(sale)) return `Opens in ${duration(millisToOpening)}, on ${time(sale.opensAt)}`;
  const opens = `in ${duration(millisToOpening)}`;
  switch (entriesAt(sale, clock.now())) {
    case 'BEFORE': return `Entries are taken from ${timeNear(sale.order.entriesFrom, clock.now())} on`;
    case 'ENTERING': return `Enter until ${timeNear(sale.order.entriesUntil, clock.now())}; drawn ${opens}`;
    default: return `Drawn ${opens}`;
  }
}

function describe(sale, millisToOpening) {
  switch (statusAt(sale, clock.now())) {
    case 'SCHEDULED': return scheduled(sale, millisToOpening);
    case 'OPEN': return kindOf(sale).left(sale);
    case 'PAUSED': return 'Paused; it will go on';
    default: return 'Over';
  }
}
