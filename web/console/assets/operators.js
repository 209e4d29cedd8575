// For operators: which processes there are, what they own, what is cut off, what waits to be delivered, what is refused, and everybody's sales.
import './board-words.js';
import { blocklistSection } from './blocklist-section.js';
import { call } from './console-call.js';
import { busyButton } from './console-field.js';
import { startConsole } from './console-page.js';
import { badge, byId, el, hasLostFocus, setText } from './dom.js';
import { count, time } from './format.js';
import { keepFocus } from './keep-focus.js';
import { has, t } from './language.js';
import { nodeDoes } from './node-words.js';
import { clearTrouble, showError, showTrouble } from './notices.js';
import { whileVisible } from './poll.js';

const PERIOD_MILLIS = 2_000;
/** Every so many rounds the sales are read anew, as long as no more than the first page is shown. */
const SALES_ROUNDS = 3;
const SILENT_MILLIS = 5_000;
/** How what is cut off is called where that is a provider of payments. */
const PAYMENTS = 'payments-';

let round = 0;
let cursor;
let hasMore = false;

startConsole().then(() => {
  const busy = busyButton(byId('more'));
  byId('more').addEventListener('click', () => busy.during(more).catch(showError));
  whileVisible(turn, failed);
  blocklistSection(byId('blocklist'));
});

async function turn(signal) {
  const [{ body: cluster }, operations] = await Promise.all([call('GET', '/v1/admin/nodes', { signal }), ofThisProcess(signal)]);
  clearTrouble();
  showCluster(cluster);
  showOperations(operations);
  if (round++ % SALES_ROUNDS === 0 && !hasMore) await firstSales(signal);
  return PERIOD_MILLIS;
}

function failed(error) {
  const isFinal = error.status === 403;
  (isFinal ? showError : showTrouble)(error);
  return isFinal;
}

/** Undefined where operators have an address of their own, which this is not. */
async function ofThisProcess(signal) {
  try {
    return (await call('GET', '/v1/admin/operations', { signal })).body;
  } catch (error) {
    if (error.status === 404) return undefined;
    throw error;
  }
}

function showCluster({ nodes, redis, unowned, warnings }) {
  const state = has(`nodes.redis.${redis}`) ? t(`nodes.redis.${redis}`) : redis;
  setText(byId('summary'), `${t('board.operators.summary', { count: nodes.length })} · ${t('board.operators.redis', { state })}`);
  say([...(redis === 'DOWN' ? [t('nodes.redisDown')] : []), ...(unowned > 0 ? [t('nodes.orphans', { count: unowned })] : []), ...warnings]);
  put(byId('nodes').tBodies[0], nodes.map((node) => el('tr', { 'data-node': String(node.number) },
    el('th', { scope: 'row' }, node.name, el('div', { class: 'quiet small' }, node.address)),
    el('td', {}, nodeDoes(node.roles)), el('td', {}, node.release),
    ...[node.sales, node.queued, node.longest].map((value) => el('td', { class: 'number' }, value === undefined ? '–' : count(value))),
    el('td', { class: 'number' }, node.lagMillis === undefined ? '–' : t('board.millis', { millis: node.lagMillis })),
    el('td', {}, node.silentMillis > SILENT_MILLIS || node.queued === undefined ? badge('SILENT') : null, ' ', t('board.operators.ago', { seconds: Math.round(node.silentMillis / 1000) })))));
  list('breakers', nodes.flatMap((node) => (node.cutOff ?? []).map((name) => el('li', {}, el('span', { class: 'badge', 'data-status': 'SILENT' }, t('board.operators.cutOff')), ` ${cutOffWords(name)} · ${node.name}`))));
  showOutbox(nodes.find((node) => node.outbox)?.outbox);
  const guards = new Map();
  for (const node of nodes) for (const [guard, refused] of Object.entries(node.guards ?? {})) guards.set(guard, (guards.get(guard) ?? 0) + refused);
  list('lanes', [...guards].sort(([, a], [, b]) => b - a).map(([guard, refused]) => pair(has(`board.operators.guards.${guard}`) ? t(`board.operators.guards.${guard}`) : guard, count(refused))));
}

/** What may be cut off; a provider of payments by its own name. */
function cutOffWords(name) {
  if (name.startsWith(PAYMENTS)) return t('board.operators.payments', { provider: name.slice(PAYMENTS.length) });
  return has(`board.operators.cut.${name}`) ? t(`board.operators.cut.${name}`) : name;
}

function showOutbox(outbox) {
  const figures = outbox
    ? [[t('board.operators.pending'), count(outbox.waiting)], [t('board.operators.parked'), count(outbox.failed)], [t('board.operators.oldest'), t('board.seconds', { seconds: outbox.oldestSeconds })]]
    : [];
  byId('outbox').replaceChildren(...figures.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

function showOperations(operations) {
  if (!operations) {
    for (const id of ['faults', 'aside', 'states']) byId(id).replaceChildren(el('li', { class: 'quiet' }, t('board.operators.elsewhere')));
    return;
  }
  list('faults', operations.faults.map(({ sale, kind: fault, why, since }) => el('li', { class: 'notice error', 'data-fault': sale },
    el('p', {}, el('a', { href: `/console/sales/${encodeURIComponent(sale)}` }, sale), ' ', has(`board.operators.faultKinds.${fault}`) ? t(`board.operators.faultKinds.${fault}`) : fault, el('br'), el('span', { class: 'quiet small', lang: 'en' }, why)), el('p', { class: 'small' }, time(since)))));
  list('aside', operations.aside.map(({ sale, count: things }) => pair(sale, count(things))));
  list('states', Object.entries(operations.sales).filter(([, sales]) => sales > 0).map(([state, sales]) => pair(has(`board.operators.writers.${state}`) ? t(`board.operators.writers.${state}`) : state, count(sales))));
}

function pair(name, value) {
  return el('li', { class: 'row' }, el('span', {}, name), el('strong', { class: 'num' }, value));
}

function list(id, items) {
  put(byId(id), items.length > 0 ? items : [el('li', { class: 'quiet' }, t('board.operators.none'))]);
}

/** What is asked for again and again; the keyboard stays where it was. */
function put(place, elements) {
  keepFocus(place, () => place.replaceChildren(...elements));
}

async function firstSales(signal) {
  const { body } = await call('GET', '/v1/admin/sales?limit=50', { signal });
  put(byId('sales').tBodies[0], body.sales.map(row));
  next(body);
}

async function more() {
  hasMore = true;
  const { body } = await call('GET', `/v1/admin/sales?limit=50&cursor=${encodeURIComponent(cursor)}`);
  const rows = body.sales.map(row);
  byId('sales').tBodies[0].append(...rows);
  next(body);
  if (hasLostFocus()) rows[0]?.querySelector('a').focus();
}

function next({ nextCursor }) {
  cursor = nextCursor;
  byId('more').hidden = !nextCursor;
}

function row(sale) {
  const units = (sale.tiers ?? []).reduce((sum, tier) => ({ sold: sum.sold + (tier.sold ?? 0), held: sum.held + (tier.held ?? 0), available: sum.available + (tier.available ?? 0) }), { sold: 0, held: 0, available: 0 });
  const path = `/console/sales/${encodeURIComponent(sale.id)}`;
  return el('tr', { 'data-sale': sale.id },
    el('th', { scope: 'row' }, el('a', { href: path }, sale.title ?? sale.id)), el('td', {}, sale.owner ?? '–'), el('td', {}, sale.status ? badge(sale.status) : '–'),
    el('td', { class: 'num' }, [units.sold, units.held, units.available].map(count).join(' / ')), el('td', {}, el('a', { href: `${path}/board` }, t('board.operators.watch'))));
}

/** Says nothing again that was said. */
function say(warnings) {
  const place = byId('warnings');
  if (place.dataset.said !== warnings.join()) {
    place.dataset.said = warnings.join();
    place.replaceChildren(...warnings.map((warning) => el('p', { class: 'notice error' }, warning)));
  }
}
