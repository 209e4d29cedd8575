// The machines that the expected crowd needs.
import { el } from './dom.js';
import { count } from './format.js';
import { has, t } from './language.js';

/** An element of a plan as the server reckoned it. */
export function planOf({ crowd, within, requestsPerSecond, soldOutSeconds, scarce, lastAnswerSeconds, oneProcess, machines, running, carried }) {
  const facts = [
    [t('form.plan.rate'), t('form.plan.perSecond', { count: Math.ceil(requestsPerSecond) })],
    [t(scarce ? 'form.plan.soldOut' : 'form.plan.allHave'), t('form.plan.seconds', { seconds: count(soldOutSeconds) })],
    [t('form.plan.lastAnswer'), t('form.plan.seconds', { seconds: count(lastAnswerSeconds) })],
  ];
  const [gateway] = machines;
  return el('section', { id: 'plan', 'aria-labelledby': 'plan-heading' },
    el('h3', { id: 'plan-heading' }, t('form.plan.heading', { crowd, within })),
    el('dl', { class: 'plan-facts' }, ...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))),
    oneProcess ? el('p', {}, t('form.plan.oneProcess', { cores: gateway.cores, memory: machines[0].memoryGb + machines[1].memoryGb })) : table(machines),
    el('p', { class: carried ? 'is-good' : 'is-risky', 'data-carried': String(carried) },
      t(carried ? 'form.plan.carried' : 'form.plan.notCarried', { count: running.gateways, cores: running.cores, connections: running.connections })));
}

function table(machines) {
  const heads = ['what', 'nodes', 'cores', 'memoryGb', 'megabits'].map((name) => el('th', { scope: 'col', class: name === 'what' ? undefined : 'number' }, t(`form.plan.${name}`)));
  const rows = machines.map(({ what, nodes, cores, memoryGb, megabits }) => el('tr', {},
    el('th', { scope: 'row' }, has(`form.plan.of.${what}`) ? t(`form.plan.of.${what}`) : what),
    ...[nodes, cores, memoryGb, megabits].map((number) => el('td', { class: 'number' }, count(number)))));
  return el('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'plan-heading' }, el('table', {}, el('thead', {}, el('tr', {}, ...heads)), el('tbody', {}, ...rows)));
}
