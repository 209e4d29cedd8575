// Draws a hall: tools, tiers, blocks of rows, what is done taken back; the canvas is seat-editor-view.js, what a plan is seat-plan.js.
import { el, setText } from './dom.js';
import { t } from './language.js';
import { seatBlockForm } from './seat-block-form.js';
import { seatEditorView } from './seat-editor-view.js';
import { History } from './seat-history.js';
import { EMPTY, faults, mark, move, paintTier, remove, rowsOf, seatAt, seatCount, tierName, withhold } from './seat-plan.js';
import { seatRowPanel } from './seat-row-panel.js';
import { ACCESSIBLE, AISLE_AFTER, COMPANION, RESTRICTED_VIEW } from './seat-rows.js';
import { seatTierPanel } from './seat-tier-panel.js';
import { noteWords, placeWords, sectionWords } from './seat-words.js';

const GRID = 10;
const BITS = { accessible: ACCESSIBLE, companion: COMPANION, restrictedView: RESTRICTED_VIEW, aisleAfter: AISLE_AFTER };
const TOOLS = ['select', 'hand', 'tier', 'withhold', 'accessible', 'companion', 'restrictedView', 'aisleAfter', 'erase'];

/**
 * The editor in a place: `{open(plan), plan(), showRow(index)}`. `changed(plan)` follows whatever is done.
 * @param {HTMLElement} place
 * @param {{changed: (plan: import('./seat-plan.js').Plan) => void}} options
 */
export function seatEditor(place, { changed }) {
  let history = new History(EMPTY);
  let selected = new Set();
  let tool = 'select';
  let tier = EMPTY.tiers[0];
  /** What the stroke of a brush began with, and whether it puts on or takes off. */
  let stroke;
  let dragged;

  const canvas = /** @type {HTMLCanvasElement} */ (el('canvas', {
    id: 'plan', class: 'plan', tabindex: '0', role: 'application', 'aria-label': t('map.canvas'), 'aria-roledescription': t('map.canvasKind'), 'aria-describedby': 'plan-help',
  }));
  const empty = el('p', { class: 'plan-empty quiet' }, t('map.empty'));
  const voice = el('p', { id: 'plan-voice', class: 'visually-hidden', role: 'status' });
  const status = el('p', { id: 'plan-status', class: 'plan-status num' });
  const wrong = el('ul', { id: 'plan-faults', class: 'plan-faults' });
  const button = (id, words, act, text = words) => {
    const element = el('button', { type: 'button', id, ...(text !== words && { 'aria-label': words, title: words }) }, text);
    element.addEventListener('click', act);
    return element;
  };
  const undo = button('undo', t('map.undo'), () => back('undo'), '↶');
  const redo = button('redo', t('map.redo'), () => back('redo'), '↷');
  const snap = el('input', { type: 'checkbox', id: 'snap', checked: '' });
  const tools = el('fieldset', { class: 'plan-tools' }, el('legend', { class: 'visually-hidden' }, t('map.tools')), ...TOOLS.map((name) => {
    const input = el('input', { type: 'radio', name: 'tool', value: name, id: `tool-${name}`, ...(name === tool && { checked: '' }) });
    input.addEventListener('change', () => {
      tool = name;
    });
    return el('label', { class: 'plan-tool', for: `tool-${name}` }, input, el('span', {}, t(`map.tool.${name}`)));
  }));
  const bar = el('div', { class: 'plan-bar' }, undo, redo, button('zoom-out', t('map.zoomOut'), () => view.zoom(-1), '−'), button('zoom-in', t('map.zoomIn'), () => view.zoom(1), '+'),
    button('zoom-whole', t('map.whole'), () => view.whole()), button('select-all', t('map.selectAll'), () => select(all())), button('remove', t('map.remove'), () => removeSelected()),
    el('label', { class: 'check' }, snap, el('span', {}, t('map.snap'))));
  const tiers = seatTierPanel({
    chosen(name) {
      tier = name;
      if (tool === 'select' && selected.size) apply(paintTier(history.plan, selected, tier));
      else choose('tier');
    },
    made(name) {
      tier = name;
      tiers.show(history.plan, tier);
    },
    change: (plan) => apply(plan, { keeps: true }),
  });
  const block = seatBlockForm({
    add(next, first) {
      apply(next);
      select(new Set(Array.from({ length: seatCount(next) - first }, (_, i) => first + i)));
      choose('select');
      view.whole();
      say(t('map.blockAdded', { count: selected.size }));
    },
  });
  const rows = seatRowPanel({
    select(numbers) {
      select(numbers);
      view.near(Math.min(...numbers));
      say(t('map.selected', { count: numbers.size }));
    },
    change: (plan, options) => apply(plan, options),
  });
  place.replaceChildren(
    el('div', { class: 'plan-main' }, tools, bar, el('div', { class: 'plan-frame' }, canvas, empty), el('div', { class: 'plan-line' }, status, wrong), el('p', { id: 'plan-help', class: 'quiet small' }, t('map.help')), voice),
    el('div', { class: 'plan-side' }, tiers.element, block.element, rows.element));

  const view = seatEditorView(canvas, {
    tool: () => (tool === 'select' || tool === 'hand' ? tool : 'paint'),
    selected: () => selected,
    stageWords: (isPitch) => t(isPitch ? 'seats.pitch' : 'seats.stage'),
    nameOf: (section) => sectionWords(section.name),
    acts: {
      tap(seat, event) {
        if (event.shiftKey || event.ctrlKey || event.metaKey) toggle(seat);
        else select(seat < 0 ? new Set() : new Set([seat]));
        if (seat >= 0) rows.show(history.plan, seat);
      },
      area: (seats, event) => select(event.shiftKey ? new Set([...selected, ...seats]) : seats),
      stroke: (seats, isFirst) => brush(seats, isFirst),
      strokeEnded: endStroke,
      drag(dx, dy, isDone) {
        dragged ??= history.plan;
        const moved = move(dragged, selected, snapped(dx), snapped(dy));
        if (isDone) {
          const before = dragged;
          dragged = undefined;
          view.show(before);
          apply(moved, { keeps: true });
        } else view.show(moved);
      },
      nudge([x, y]) {
        const seats = selected.size ? selected : new Set([view.keyed()].filter((seat) => seat >= 0));
        const step = snap.checked ? GRID : 1;
        apply(move(history.plan, seats, x * step, y * step), { keeps: true });
      },
      moved(seat, event, before) {
        if (event.shiftKey && tool === 'select') select(new Set([...selected, ...(before >= 0 ? [before] : []), seat]));
        rows.show(history.plan, seat);
        sayWhere(seat);
      },
      press(seat) {
        if (seat < 0) return;
        if (tool === 'select' || tool === 'hand') toggle(seat);
        else {
          brush(new Set([seat]), true);
          endStroke();
        }
        if (seat < seatCount(history.plan)) sayWhere(seat);
      },
    },
  });

  const all = () => new Set(Array.from({ length: seatCount(history.plan) }, (_, i) => i));
  const snapped = (distance) => (snap.checked ? Math.round(distance / GRID) * GRID : Math.round(distance));

  function choose(name) {
    tool = name;
    /** @type {HTMLInputElement} */ (place.querySelector(`#tool-${name}`)).checked = true;
  }

  function select(numbers) {
    selected = numbers;
    view.repaint();
    showStatus();
  }

  function toggle(seat) {
    if (seat < 0) return;
    const next = new Set(selected);
    if (!next.delete(seat)) next.add(seat);
    select(next);
  }

  function removeSelected() {
    const seats = selected.size ? selected : new Set([view.keyed()].filter((seat) => seat >= 0));
    if (!seats.size) return;
    view.forget();
    apply(remove(history.plan, seats));
    say(t('map.seats', { count: seatCount(history.plan) }));
  }

  /** What a brush makes of seats. */
  function brushed(plan, seats, isOn) {
    if (tool === 'tier') return paintTier(plan, seats, tier);
    if (tool === 'withhold') return withhold(plan, seats, isOn);
    return mark(plan, seats, BITS[tool], isOn);
  }

  /** A stroke is one thing to undo, however long; it does to all what it does to its first seat. */
  function brush(seats, isFirst) {
    if (tool === 'erase') {
      erase(seats, isFirst);
      return;
    }
    if (isFirst) stroke = { before: history.plan, isOn: undefined };
    if (!stroke || !seats.size) return;
    const [first] = seats;
    stroke.isOn ??= tool === 'withhold' ? !seatAt(history.plan, first).withheld : !(seatAt(history.plan, first).marks & (BITS[tool] ?? 0));
    const plan = brushed(history.plan, seats, stroke.isOn);
    if (plan === history.plan) return;
    if (history.plan === stroke.before) history.do(plan);
    else history.goOn(plan);
    view.showChanged(plan, new Map([...seats].map((seat) => [seat, seatAt(plan, seat)])));
  }

  /** What is erased is marked first, so that the others keep their numbers until the stroke ends. */
  function erase(seats, isFirst) {
    if (isFirst) stroke = { erased: new Set() };
    if (!stroke) return;
    stroke.erased = stroke.erased.union(seats);
    selected = stroke.erased;
    view.repaint();
  }

  function endStroke() {
    const ended = stroke;
    stroke = undefined;
    if (ended?.erased) {
      view.forget();
      apply(remove(history.plan, ended.erased));
    } else if (ended && ended.before !== history.plan) showAll();
  }

  /** `keeps`: whether all seats have the numbers that they had. */
  function apply(plan, { keeps = false } = {}) {
    if (!history.do(plan)) return;
    if (!keeps) selected = new Set();
    view.show(plan);
    showAll();
  }

  function back(act) {
    const had = document.activeElement;
    history[act]();
    selected = new Set();
    view.show(history.plan);
    showAll();
    // A button that can do nothing more keeps the focus by being only said to be disabled.
    if (had instanceof HTMLElement) had.focus();
    say(t('map.seats', { count: seatCount(history.plan) }));
  }

  function showAll() {
    const { plan } = history;
    if (!plan.tiers.includes(tier)) tier = plan.tiers[0];
    empty.hidden = plan.sections.length > 0;
    undo.setAttribute('aria-disabled', String(!history.canUndo));
    redo.setAttribute('aria-disabled', String(!history.canRedo));
    tiers.show(plan, tier);
    block.show(plan, tier);
    rows.show(plan);
    wrong.replaceChildren(...faults(plan).slice(0, 5).map(({ kind, section, row }) => el('li', {}, kind === 'section' ? t('map.fault.section', { section })
      : kind === 'row' ? t('map.fault.row', { section, row }) : t('map.fault.seat', { section, row }))));
    showStatus();
    changed(plan);
  }

  function showStatus() {
    const total = t('map.seats', { count: seatCount(history.plan) });
    setText(status, selected.size ? `${total} · ${t('map.selected', { count: selected.size })}` : total);
  }

  function say(words) {
    setText(voice, words);
  }

  /** The seat that the keys have reached. */
  function sayWhere(seat) {
    const at = seatAt(history.plan, seat);
    const map = view.map();
    const row = map.rowOf(seat);
    const section = map.sections.length > 1 ? map.sections[row.section].name : undefined;
    const more = [...noteWords(map, seat), at.withheld ? t('map.saidWithheld') : undefined, selected.has(seat) ? t('map.saidSelected') : undefined].filter(Boolean).map((what) => t('map.saidMore', { what })).join('');
    say(t('map.said', { seat: placeWords({ sectionName: section, row: row.label }, [at.label]), tier: tierName(history.plan, at.tier), more }));
  }

  place.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof Element && event.target.matches('input:not([type="radio"], [type="checkbox"], [type="range"]), select, textarea');
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (isTyping) return;
    if (isCommand && key === 'z') back(event.shiftKey ? 'redo' : 'undo');
    else if (isCommand && key === 'y') back('redo');
    else if (isCommand && key === 'a') select(all());
    else if (key === 'delete' || key === 'backspace') removeSelected();
    else if (key === 'escape') select(new Set());
    else return;
    event.preventDefault();
  });

  return {
    /** @param {import('./seat-plan.js').Plan} plan */
    open(plan) {
      history = new History(plan);
      selected = new Set();
      [tier] = plan.tiers;
      choose('select');
      view.forget();
      view.show(plan);
      view.whole();
      showAll();
    },
    plan: () => history.plan,
    /** Selects a row that something is wrong with. @param {number[]} index `[s, r]` */
    showRow(index) {
      for (const row of rowsOf(history.plan)) {
        if (row.index[0] !== index[0] || (index[1] !== undefined && row.index[1] !== index[1])) continue;
        select(new Set(Array.from({ length: row.end - row.first }, (_, i) => row.first + i)));
        view.near(row.first);
        rows.show(history.plan, row.first);
        canvas.focus();
        return;
      }
    },
  };
}
