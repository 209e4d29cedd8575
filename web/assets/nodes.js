// For operators: which processes there are, what they own, and what waits in front of them.
import { request } from './api.js';
import { call } from './call.js';
import { isDemo } from './demo.js';
import { byId, el, setText } from './dom.js';
import { count } from './format.js';
import { clearTrouble, showError, showTrouble, startPage } from './page.js';
import { whileVisible } from './poll.js';

const PERIOD_MILLIS = 1_000;

let demoToken;

const demo = await isDemo;
byId('demo').hidden = !demo;
if (!demo) startPage();
whileVisible(turn, (error) => {
  const final = error.status === 403;
  (final ? showError : showTrouble)(error);
  return final;
});

async function turn(signal) {
  const { body } = demo ? await asOperator(signal) : await call('GET', '/v1/admin/nodes', { signal });
  clearTrouble();
  show(body);
  return PERIOD_MILLIS;
}

/** In the demo, which lets anybody be anybody. */
async function asOperator(signal) {
  demoToken ??= (await request('POST', '/v1/demo/token', { body: { user: 'operator', roles: ['operator'] }, signal })).body.token;
  try {
    return await request('GET', '/v1/admin/nodes', { token: demoToken, signal });
  } catch (error) {
    if (error.status === 401) demoToken = undefined; // it lasts an hour
    throw error;
  }
}

function show({ nodes, redis, unowned, warnings }) {
  setText(byId('summary'), `${many(nodes.length, 'process', 'processes')} · ${redis === 'NONE' ? 'no Redis between them' : `Redis is ${redis.toLowerCase()}`}`);
  const orphans = `${many(unowned, 'sale is', 'sales are')} nobody’s: what is asked of them waits until a ticket service has them.`;
  say([
    ...(redis === 'DOWN' ? ['Redis is down: purchases are answered “busy” until it is back.'] : []),
    ...(unowned > 0 ? [orphans] : []),
    ...warnings,
  ]);
  byId('nodes').replaceChildren(...nodes.map(row));
}

/** Says nothing again that was said. */
function say(warnings) {
  const place = byId('warnings');
  if (place.dataset.said !== warnings.join()) {
    place.dataset.said = warnings.join();
    place.replaceChildren(...warnings.map((warning) => el('li', { class: 'notice error' }, warning)));
  }
}

function row(node) {
  const answers = node.queued !== undefined;
  return el('li', { 'data-node': String(node.number) },
    el('div', {},
      el('p', {}, el('strong', {}, node.name), ` ${node.roles.join(', ') || 'everything, by itself'}`),
      el('p', { class: 'quiet' }, [`number ${node.number}`, node.address, node.release && `release ${node.release}`].filter(Boolean).join(' · ')),
      answers ? el('p', { class: 'quiet' }, `${count(node.queued)} queued, ${count(node.longest)} at most in one sale, ${count(node.lagMillis)} ms behind`) : null),
    el('div', { class: 'counts' },
      answers ? null : el('p', {}, el('span', { class: 'badge', 'data-status': 'SILENT' }, 'does not answer')),
      el('p', {}, many(node.sales, 'sale', 'sales')),
      el('p', { class: 'quiet' }, `heard ${count(node.silentMillis)} ms ago`)));
}

function many(number, one, several) {
  return `${count(number)} ${number === 1 ? one : several}`;
}
