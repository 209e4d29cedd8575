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
  demoToken ??= (await request('POST', '/v1/demo/token', { body: { user: 'operator', roles: ['merchant'] }, signal })).body.token;
  return request('GET', '/v1/admin/nodes', { token: demoToken, signal });
}

function show({ nodes, redis, unowned }) {
  const queue = redis === 'NONE' ? 'one process does everything' : `Redis is ${redis === 'UP' ? 'up' : 'down'}`;
  const orphans = unowned === 0 ? '' : ` · ${count(unowned)} sales are nobody's`;
  setText(byId('summary'), `${count(nodes.length)} processes · ${queue}${orphans}`);
  byId('nodes').replaceChildren(...nodes.map(row));
}

function row(node) {
  const waits = node.queued === undefined
    ? 'does not answer'
    : `${count(node.queued)} queued, ${count(node.longest)} at most in one sale, ${count(node.lagMillis)} ms behind`;
  return el('li', { 'data-node': String(node.number) },
    el('div', {},
      el('p', {}, `${node.name} `, el('span', { class: 'quiet' }, `number ${node.number} · ${node.roles.join(', ') || 'everything, by itself'}`)),
      el('p', { class: 'quiet' }, [node.address, waits, `heard ${count(node.silentMillis)} ms ago`].filter(Boolean).join(' · '))),
    el('p', {}, `${count(node.sales)} sales`));
}
