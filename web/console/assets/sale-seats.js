// The hall of a sale that runs: who has which seats, on the map of the shop, and withheld or put on sale again by the mouse, a finger or the keys.
import { Unheard, call } from './console-call.js';
import { busyButton } from './console-field.js';
import { news } from './console-parts.js';
import { el, setText } from './dom.js';
import { money } from './format.js';
import { t } from './language.js';
import './map-words.js';
import { clearError, showError } from './notices.js';
import { seatEditorView } from './seat-editor-view.js';
import { fill, stroke } from './seat-brush.js';
import { taken } from './seat-marks.js';
import { planOf } from './seat-plan.js';
import { sign, tierSign } from './seat-sign.js';
import { noteWords, seatWords, sectionWords } from './seat-words.js';

/** Seats named in one request: a change takes 256 KiB. */
const MOST_AT_ONCE = 4_000;
/** Others may take seats between a look and a change. */
const ATTEMPTS = 3;
/** Of what could not be done so many are named. */
const MOST_NAMED = 12;

const FREE = 0;
const STANDING = ['free', 'withheld', 'held', 'sold'];
const WITHHELD = STANDING.indexOf('withheld');

const ring = (path, x, y, r) => {
  path.moveTo(x + r, y);
  path.arc(x, y, r, 0, 2 * Math.PI);
};
const LOOKS = {
  withheld(context, theme, points, r) {
    context.lineWidth = Math.max(1.2, r * 0.28);
    stroke(context, theme.ink, taken, points, r * 1.5);
  },
  held(context, theme, points, r) {
    context.lineWidth = Math.max(1, r * 0.25);
    stroke(context, theme.ink, ring, points, r * 0.7);
  },
  sold: (context, theme, points, r) => fill(context, theme.quiet, ring, points, r * 0.8),
};
const SIGNS = {
  withheld: () => sign(taken, { stroke: 'var(--ink)', 'stroke-width': '3', transform: 'scale(1.4)' }),
  held: () => sign(ring, { stroke: 'var(--ink)', 'stroke-width': '2.5', fill: 'none', transform: 'scale(0.75)' }),
  sold: () => sign(ring, { fill: 'var(--quiet)', transform: 'scale(0.8)' }),
};

/**
 * Fills a place with the map. Resolves with what shows it anew.
 * @param {string} path of the sale
 * @param {any} sale
 * @param {HTMLElement} place
 * @param {(sale?: any) => void} changed follows what was done
 */
export async function seatsOnMap(path, sale, place, changed) {
  const document = (await call('GET', `/v1/seat-maps/${sale.map.version}`)).body;
  const plan = { ...planOf(document), tiers: sale.tiers.map(({ id }) => id) };
  let selected = new Set();
  let tool = 'select';
  let standing = new Uint8Array(sale.map.seats);

  const canvas = /** @type {HTMLCanvasElement} */ (el('canvas', {
    id: 'sale-map', class: 'plan', tabindex: '0', role: 'application', 'aria-label': t('console.seats.onMap.map'), 'aria-roledescription': t('map.canvasKind'), 'aria-describedby': 'sale-map-help',
  }));
  const voice = el('p', { id: 'sale-map-voice', class: 'visually-hidden', role: 'status' });
  const pointed = el('p', { id: 'sale-map-at', class: 'plan-status', 'aria-hidden': 'true' });
  const status = el('p', { id: 'sale-map-status', class: 'plan-status num', role: 'status' });
  const told = news();
  told.element.id = 'sale-map-told';
  const button = (id, words, act, text = words) => {
    const element = el('button', { type: 'button', id, ...(text !== words && { 'aria-label': words, title: words }) }, text);
    element.addEventListener('click', act);
    return element;
  };
  const tools = el('fieldset', { class: 'plan-tools' }, el('legend', { class: 'visually-hidden' }, t('map.tools')), ...['select', 'hand'].map((name) => {
    const input = el('input', { type: 'radio', name: 'sale-map-tool', value: name, id: `sale-tool-${name}`, ...(name === tool && { checked: '' }) });
    input.addEventListener('change', () => {
      tool = name;
    });
    return el('label', { class: 'plan-tool', for: `sale-tool-${name}` }, input, el('span', {}, t(`map.tool.${name}`)));
  }));
  const reload = busyButton(el('button', { type: 'button', id: 'sale-map-reload' }, t('console.seats.onMap.reload')));
  const bar = el('div', { class: 'plan-bar' },
    button('sale-map-out', t('map.zoomOut'), () => view.zoom(-1), '−'), button('sale-map-in', t('map.zoomIn'), () => view.zoom(1), '+'), button('sale-map-whole', t('map.whole'), () => view.whole()),
    button('sale-map-free', t('console.seats.onMap.selectFree'), () => select(all(FREE))), button('sale-map-withheld', t('console.seats.onMap.selectWithheld'), () => select(all(WITHHELD))),
    button('sale-map-none', t('console.seats.onMap.selectNone'), () => select(new Set())), reload.element);
  const withhold = busyButton(el('button', { type: 'button', id: 'sale-map-withhold', class: 'primary' }, t('console.seats.onMap.withhold')));
  const release = busyButton(el('button', { type: 'button', id: 'sale-map-release' }, t('console.seats.onMap.release')));
  const legend = el('ul', { class: 'plan-legend small', 'aria-label': t('seats.marks') },
    ...sale.tiers.map((tier, i) => el('li', {}, tierSign(i), el('span', {}, t('console.seats.onMap.tier', { tier: tier.name, price: money(tier.price) })))),
    ...Object.entries(SIGNS).map(([name, draw]) => el('li', {}, draw(), el('span', {}, t(`console.seats.onMap.stands.${name}`)))));
  place.append(el('div', { id: 'seats-on-map', class: 'plan-main' },
    el('p', {}, t('console.seats.onMap.words')), tools, bar, el('div', { class: 'plan-frame' }, canvas), legend,
    el('div', { class: 'plan-line' }, status, pointed), el('div', { class: 'actions' }, withhold.element, release.element), told.element,
    el('p', { id: 'sale-map-help', class: 'quiet small' }, t('console.seats.onMap.help')), voice));

  const view = seatEditorView(canvas, {
    tool: () => /** @type {'select' | 'hand'} */ (tool),
    selected: () => selected,
    stageWords: (isPitch) => t(isPitch ? 'seats.pitch' : 'seats.stage'),
    nameOf: (section) => sectionWords(section.name),
    standing: {
      isFree: (seat) => standing[seat] === FREE,
      lookOf: (seat) => STANDING[standing[seat]],
      looks: LOOKS,
      label({ first, end }) {
        let free = 0;
        for (let seat = first; seat < end; seat++) free += standing[seat] === FREE ? 1 : 0;
        return { free, freeWords: free ? t('seats.free', { count: free }) : t('seats.noneFree') };
      },
    },
    acts: {
      tap: (seat) => seat >= 0 && toggle(seat),
      /** All of them, or none where all were. */
      area(seats) {
        const isAll = [...seats].every((seat) => selected.has(seat));
        select(isAll ? without(seats) : new Set([...selected, ...seats]));
      },
      moved(seat, event, before) {
        if (event.shiftKey) select(new Set([...selected, ...(before >= 0 ? [before] : []), seat]));
        sayWhere(seat);
      },
      press(seat) {
        if (seat < 0) return;
        toggle(seat);
        sayWhere(seat);
      },
      point: (seat) => setText(pointed, seat < 0 ? '' : whereWords(seat)),
    },
  });

  canvas.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') select(new Set());
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') select(all(FREE));
    else return;
    event.preventDefault();
  });

  const without = (seats) => new Set([...selected].filter((seat) => !seats.has(seat)));
  const all = (state) => new Set([...standing.keys()].filter((seat) => standing[seat] === state));

  function select(seats) {
    selected = seats;
    view.repaint();
    showStatus();
  }

  function toggle(seat) {
    select(selected.has(seat) ? without(new Set([seat])) : new Set([...selected, seat]));
  }

  function whereWords(seat) {
    const map = view.map();
    const tier = sale.tiers[map.tier[seat]];
    const state = standing[seat] === FREE && tier ? t('console.seats.onMap.tier', { tier: tier.name, price: money(tier.price) }) : t(`console.seats.onMap.stands.${STANDING[standing[seat]]}`);
    return [seatWords(map, seat), state, ...noteWords(map, seat)].join(t('seats.comma'));
  }

  /** The seat that the keys have reached. */
  function sayWhere(seat) {
    setText(voice, selected.has(seat) ? [whereWords(seat), t('map.saidSelected')].join(t('seats.comma')) : whereWords(seat));
  }

  function showStatus() {
    const numbers = (seats) => {
      const sums = STANDING.map(() => 0);
      for (const seat of seats) sums[standing[seat]]++;
      return STANDING.map((name, i) => ({ name, count: sums[i] })).filter((each) => each.count)
        .map((each) => t('console.seats.onMap.countOf', { count: each.count, what: t(`console.seats.onMap.stands.${each.name}`) })).join(t('seats.comma'));
    };
    setText(status, selected.size ? t('console.seats.onMap.selected', { count: selected.size, which: numbers(selected) }) : numbers(standing.keys()));
  }

  async function look() {
    const { body } = await call('GET', `${path}/seats`);
    const map = view.map();
    const next = new Uint8Array(map.count);
    for (const [i, name] of STANDING.entries()) for (const seat of body[name] ?? []) next[map.seat(seat)] = i;
    standing = next;
    map.move(body.moved.map(({ tier, seats }) => ({ tier, seats: seats.map((name) => map.seat(name)) })));
    view.showAnew();
    showStatus();
  }

  /** Which of these cannot be changed, by how they stand, in words. */
  function others(seats, right) {
    const left = seats.filter((seat) => standing[seat] !== right);
    const groups = STANDING.map((name, i) => ({ name, of: left.filter((seat) => standing[seat] === i) })).filter(({ of }) => of.length);
    return groups.map(({ name, of }) => t(`console.seats.onMap.not.${name}`, {
      count: of.length, seats: of.slice(0, MOST_NAMED).map((seat) => view.map().name(seat)).join(t('seats.comma')) + (of.length > MOST_NAMED ? t('console.seats.onMap.more', { count: of.length - MOST_NAMED }) : ''),
    }));
  }

  /** What of the selection can be withheld, or released, is; what of it cannot is named, with why. */
  async function change(isWithheld) {
    const right = isWithheld ? FREE : WITHHELD;
    const wanted = [...selected];
    if (!wanted.length) {
      told.say(t('console.seats.onMap.selectFirst'));
      canvas.focus();
      return;
    }
    clearError();
    told.say('');
    let done = 0;
    let skipped = [];
    let words;
    const doneWords = () => t(isWithheld ? 'console.seats.onMap.withheld' : 'console.seats.onMap.released', { count: done });
    try {
      for (let from = 0; from < wanted.length; from += MOST_AT_ONCE) {
        const part = await changePart(wanted.slice(from, from + MOST_AT_ONCE), right, isWithheld);
        done += part.done;
        skipped = skipped.concat(part.skipped);
      }
      words = [done ? doneWords() : t('console.seats.onMap.nothing'), ...skipped];
      selected = new Set();
    } catch (error) {
      // Of thousands some may be done by now.
      words = [done ? doneWords() : '', error instanceof Unheard ? t('console.seats.onMap.unheard') : ''].filter(Boolean);
      if (!(error instanceof Unheard)) showError(error);
    }
    // Nothing is said of what the map does not show yet: whoever selects after it selects by what is.
    await look().catch(showError);
    told.say(words.join(' '));
    changed();
  }

  /** As often as others take some of them meanwhile, without these. */
  async function changePart(seats, right, isWithheld) {
    for (let attempt = 1; ; attempt++) {
      const possible = seats.filter((seat) => standing[seat] === right);
      const skipped = others(seats, right);
      if (!possible.length) return { done: 0, skipped };
      try {
        await call('POST', `${path}/seats`, { body: { seats: possible.map((seat) => view.map().name(seat)), withhold: isWithheld } });
        return { done: possible.length, skipped };
      } catch (error) {
        if (error.body?.reason !== 'SEAT_TAKEN' || attempt === ATTEMPTS) throw error;
        await look();
      }
    }
  }

  withhold.element.addEventListener('click', () => withhold.during(() => change(true)));
  release.element.addEventListener('click', () => release.during(() => change(false)));
  reload.element.addEventListener('click', () => reload.during(async () => {
    try {
      clearError();
      await look();
      told.say(t('console.seats.onMap.reloaded'));
    } catch (error) {
      showError(error);
    }
  }));
  view.show(plan);
  await look();
  view.whole();
  return look;
}
