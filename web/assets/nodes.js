// For operators: which processes there are, what they own, and what waits in front of them.
import { request } from './api.js';
import { call } from './call.js';
import { inDemo } from './demo.js';
import { byId, el, setText } from './dom.js';
import { has, t, translate } from './language.js';
import { clearTrouble, showError, showTrouble } from './notices.js';
import { startPage } from './page.js';
import { whileVisible } from './poll.js';

const PERIOD_MILLIS = 1_000;

let demoToken;

byId('demo').hidden = !inDemo;
if (inDemo) translate();
else startPage();
whileVisible(turn, (error) => {
  const final = error.status === 403;
  (final ? showError : showTrouble)(error);
  return final;
});

async function turn(signal) {
  const { body } = inDemo ? await asOperator(signal) : await call('GET', '/v1/admin/nodes', { signal });
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
  const words = has(`nodes.redis.${redis}`) ? t(`nodes.redis.${redis}`) : redis;
  setText(byId('summary'), t('nodes.processes', { count: nodes.length, redis: words }));
  say([
    ...(redis === 'DOWN' ? [t('nodes.redisDown')] : []),
    ...(unowned > 0 ? [t('nodes.orphans', { count: unowned })] : []),
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
      el('p', {}, el('strong', {}, node.name), ' ', node.roles.join(', ') || t('nodes.everything')),
      el('p', { class: 'quiet' }, [t('nodes.number', { number: String(node.number) }), node.address, node.release && t('nodes.release', { release: node.release })].filter(Boolean).join(' · ')),
      answers ? el('p', { class: 'quiet' }, t('nodes.queue', { queued: node.queued, longest: node.longest, lag: node.lagMillis })) : null),
    el('div', { class: 'counts' },
      answers ? null : el('p', {}, el('span', { class: 'badge', 'data-status': 'SILENT' }, t('nodes.silent'))),
      el('p', {}, t('nodes.sales', { count: node.sales })),
      el('p', { class: 'quiet' }, t('nodes.heard', { count: node.silentMillis }))));
}
