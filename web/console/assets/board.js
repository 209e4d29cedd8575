// The live board of a sale, and its record: one screen, told by the server once a second.
import './board-words.js';
import { Chart, seriesOf, shown, timeOf } from './board-charts.js';
import { BoardModel } from './board-model.js';
import { call } from './console-call.js';
import { startConsole } from './console-page.js';
import { byId, el, partOfPath, setStatus, setText } from './dom.js';
import { listen } from './event-stream.js';
import { locale, t } from './language.js';
import { nodeDoes } from './node-words.js';
import { clearTrouble, showError, showMissing } from './notices.js';
import { whileOpen } from './poll.js';
import { staffSignedIn } from './staff-sign-in.js';
import { forgetStaff, staff } from './staff.js';

const STEPS = 600;
const SHORTEST = 10;
const QUIET_MILLIS = 4_000;
const AGAIN_MILLIS = 500;
/** Of what was missed the stream tells an hour: of more the record knows. */
const LONG_AGO_MILLIS = 3_500_000;
const ALL = 'all';
const sale = partOfPath(1);
const path = `/v1/admin/sales/${encodeURIComponent(sale)}`;
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const figures = new Intl.NumberFormat(locale);

let model = new BoardModel();
const charts = {};
let latest;
let lastId;
let heardAt = 0;
/**
 * Seconds up to now, `all`, or `{from, until}` where somebody has zoomed.
 * @type {number | string | {from: number, until: number}}
 */
let range = 900;
let asTables = false;
let isDue = false;
let shownReasons = '';

startConsole().then(begin);

async function begin() {
  byId('to-sale').href = `/console/sales/${encodeURIComponent(sale)}`;
  offerRanges();
  for (const name of ['traffic', 'latency', 'stock', 'waits']) {
    const figure = byId(name);
    charts[name] = new Chart({ figure, title: figure.querySelector('h2').textContent, series: seriesOf(name, []), onRange: zoomTo });
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    for (const chart of Object.values(charts)) chart.series = chart.series;
    show();
  });
  addEventListener('keydown', keys);
  setInterval(tellState, 1_000);
  whileOpen(turn, failed);
}

/** What there was, once, and again where the machine slept for long; then what happens, until the line breaks. */
async function turn(signal, isFirst) {
  const wasLongAway = heardAt > 0 && Date.now() - heardAt > LONG_AGO_MILLIS;
  if (wasLongAway || (isFirst && model.isEmpty)) await history(signal);
  const { token } = await staffSignedIn();
  try {
    await listen(`${path}/live`, { token, lastId, signal, told: take });
  } catch (error) {
    if (error.status !== 401) throw error;
    if (staff()?.token === token) forgetStaff();
  }
  return AGAIN_MILLIS;
}

async function history(signal) {
  const [{ body: about }, { body: record }, { body: seconds }] = await Promise.all([
    call('GET', path, { signal }), call('GET', `${path}/record`, { signal }), call('GET', `${path}/record?step=1`, { signal }),
  ]);
  setText(byId('sale-title'), about.title ?? sale);
  document.title = `${about.title ?? sale} · ${t('console.board')}`;
  setStatus(byId('status'), about.status);
  model = new BoardModel();
  model.load(record.points);
  for (const point of seconds.points) model.add(point);
  const last = seconds.points.at(-1);
  if (last) lastId = String(Date.parse(last.at) / 1000);
  latest ??= last ?? record.points.at(-1);
  if (record.funnel) showFunnel(record.funnel);
  if (about.status === 'CLOSED') choose(ALL);
  show();
}

function take({ event, id, data }) {
  if (event === 'end') return;
  lastId = id;
  heardAt = Date.now();
  latest = JSON.parse(data);
  model.add(latest);
  clearTrouble();
  due();
}

function failed(error) {
  const isFinal = error.status === 404 || error.status === 403;
  if (error.status === 404) showMissing(t('board.operators.sale'), error.message);
  else if (isFinal) showError(error);
  tellState();
  return isFinal;
}

/** One drawing a frame, however many events there are. */
function due() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    show();
  });
}

function show() {
  tellState();
  if (model.isEmpty) return;
  byId('nothing').hidden = true;
  const [from, until] = limits();
  const view = model.view(from, until, STEPS);
  const reasons = model.reasons;
  if (shownReasons !== reasons.join()) {
    shownReasons = reasons.join();
    charts.traffic.series = seriesOf('traffic', reasons);
  }
  for (const chart of Object.values(charts)) chart.show(view, asTables);
  const ended = ['expired', 'released', 'waitlisted'].map((name) => t('board.value', { name: t(`board.${name}`), value: figures.format(Math.round(view[name].reduce((sum, rate) => sum + rate, 0) * view.seconds)) }));
  setText(byId('ends'), t('board.inThisTime', { values: ended.join(', ') }));
  byId('back').hidden = typeof range !== 'object';
  setText(byId('span'), `${timeOf(from, 1)} – ${timeOf(until, 1)}`);
  if (latest) showFigures(latest);
  if (latest?.funnel) showFunnel(latest.funnel);
  if (latest?.nodes) showNodes(latest.nodes);
}

function limits() {
  const { ends } = model;
  if (typeof range === 'object') return [range.from, range.until];
  if (range === ALL) return [Math.min(model.begins, ends - 60), ends];
  return [Math.max(ends - Number(range), Math.min(model.begins, ends - 60)), ends];
}

function showFigures(point) {
  if (point.status) setStatus(byId('status'), point.status);
  const seconds = point.seconds;
  const rate = (count) => t('board.perSecond', { count: shown(count / seconds) });
  put('f-arrived', rate(point.arrived));
  put('f-decided', rate(point.decided));
  put('f-refused', rate(Object.values(point.refused).reduce((sum, count) => sum + count, 0)));
  put('f-p95', point.latencyMillis ? t('board.millis', { millis: shown(point.latencyMillis.p95) }) : '–');
  const { stock } = point;
  if (stock) {
    for (const [name, count] of [['sold', stock.sold], ['held', stock.held], ['left', stock.available]]) {
      put(`f-${name}`, figures.format(count));
      if (stock.capacity > 0) setText(byId(`f-${name}-of`), t('board.ofCapacity', { percent: percent.format(count / stock.capacity), count: figures.format(stock.capacity) }));
    }
  }
  put('f-waitlist', figures.format(point.waitlist ?? 0));
  put('f-waiting', point.room ? figures.format(point.room.waiting) : '–');
  put('f-queued', figures.format(point.queued ?? 0));
}

function put(id, text) {
  setText(byId(id), text);
}

function showFunnel({ looked, arrived, held, sold }) {
  const steps = [['looked', looked], ['tried', arrived], ['got', held], ['paid', sold]];
  const most = Math.max(1, ...steps.map(([, count]) => count));
  byId('funnel-steps').replaceChildren(...steps.map(([name, count], i) => {
    const bar = el('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', String(count / most));
    const before = i > 0 ? steps[i - 1][1] : 0;
    return el('li', { 'data-step': name }, bar, el('span', {}, t(`board.${name}`)), el('strong', { class: 'num' }, figures.format(count)),
      el('span', { class: 'quiet small' }, before >= count && before > 0 ? t('board.ofBefore', { percent: percent.format(count / before) }) : ''));
  }));
}

function showNodes(nodes) {
  byId('node-list').replaceChildren(...nodes.map((node) => {
    const parts = [t('board.asks', { count: shown(node.arrived) })];
    if (node.cpuPermille !== undefined) parts.push(t('board.cpu', { percent: percent.format(node.cpuPermille / 1000) }), t('board.memory', { percent: percent.format(node.heapPermille / 1000) }));
    return el('li', { 'data-node': String(node.number) },
      el('span', { class: 'health', 'data-silent': String(node.silentMillis > 3_000), 'aria-hidden': 'true' }),
      el('span', {}, node.name || t('board.node', { number: node.number }), ' ', el('span', { class: 'quiet small' }, nodeDoes(node.roles))),
      el('span', { class: 'quiet small num' }, node.silentMillis > 3_000 ? t('board.silent') : parts.join(' · ')));
  }));
}

/** Whether what is shown is now; said aloud when that changes. */
function tellState() {
  const place = byId('liveness');
  const isLive = Date.now() - heardAt < QUIET_MILLIS;
  const isOver = byId('status').dataset.status === 'CLOSED';
  place.dataset.live = String(isLive);
  setText(place, isLive ? t(isOver ? 'board.over' : 'board.live') : heardAt ? t('board.notLive', { time: timeOf(heardAt / 1000, 1) }) : t('board.connecting'));
}

function offerRanges() {
  for (const button of byId('ranges').querySelectorAll('button')) {
    button.addEventListener('click', () => choose(button.value === ALL ? ALL : Number(button.value)));
  }
  byId('back').addEventListener('click', () => choose(900));
  byId('zoom-in').addEventListener('click', () => zoom(0.5));
  byId('zoom-out').addEventListener('click', () => zoom(2));
  byId('earlier').addEventListener('click', () => move(-0.5));
  byId('later').addEventListener('click', () => move(0.5));
  byId('tables').addEventListener('click', () => {
    asTables = !asTables;
    byId('tables').setAttribute('aria-pressed', String(asTables));
    document.body.classList.toggle('tables', asTables);
    show();
  });
  choose(range);
}

function choose(chosen) {
  range = chosen;
  for (const button of byId('ranges').querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.value === String(chosen)));
  show();
}

function zoomTo(from, until) {
  if (until - from < SHORTEST) {
    const middle = (from + until) / 2;
    [from, until] = [middle - SHORTEST / 2, middle + SHORTEST / 2];
  }
  choose({ from: Math.floor(from), until: Math.ceil(until) });
}

function zoom(factor) {
  const [from, until] = limits();
  const half = ((until - from) * factor) / 2;
  const middle = (from + until) / 2;
  zoomTo(Math.max(middle - half, model.begins ?? 0), Math.min(middle + half, model.ends ?? until));
}

function move(share) {
  const [from, until] = limits();
  const by = (until - from) * share;
  const within = Math.max(Math.min(by, (model.ends ?? until) - until), (model.begins ?? from) - from);
  zoomTo(from + within, until + within);
}

/** Where the keyboard is on a chart. */
function keys(event) {
  if (!(event.target instanceof Element) || !event.target.closest('.plot') || event.ctrlKey || event.metaKey || event.altKey) return;
  const does = { ArrowLeft: () => move(-0.25), ArrowRight: () => move(0.25), '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2), Home: () => choose(ALL), End: () => choose(900) }[event.key];
  if (!does) return;
  event.preventDefault();
  does();
}
