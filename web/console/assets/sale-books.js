// Whether a sale adds up, in words, and its tables for spreadsheets.
import { call } from './console-call.js';
import { download } from './console-files.js';
import { actButton, news, table } from './console-parts.js';
import { badge, el, setText } from './dom.js';
import { count, money } from './format.js';
import { t } from './language.js';

const AUDIT_MILLIS = 300_000;

export async function exportsOf(path, id, place) {
  const told = news();
  const file = (name) => actButton(t(`console.exports.${name}`), async () => {
    told.say(t('console.exports.fetching'));
    try {
      await download(`${path}/${name}.csv`, `${id}-${name}.csv`);
      told.say(t('console.exports.there'));
    } catch (error) {
      told.say('');
      throw error;
    }
  }, { id: `export-${name}` });
  place.append(el('p', {}, t('console.exports.words')), el('div', { class: 'actions' }, file('reservations'), file('tickets')), told.element);
}

export async function auditOf(path, place) {
  const result = el('div', { id: 'audit-result', role: 'status' });
  const button = actButton(t('console.audit.run'), async () => {
    const { body } = await call('GET', `${path}/audit`, { timeoutMillis: AUDIT_MILLIS });
    result.replaceChildren(...resultOf(body));
  }, { id: 'audit-run', class: 'primary' });
  place.append(el('p', {}, t('console.audit.words')), el('div', { class: 'actions' }, button), result);
}

/** Nothing is nothing here, and not for free. */
function sum(amount, currency) {
  return amount === 0 ? count(0) : money({ amount, currency });
}

function resultOf({ balanced, tiers, money: sums, checks }) {
  const wrong = checks.filter(({ violations }) => violations > 0);
  const state = badge(balanced ? 'PROVEN' : 'REJECTED');
  setText(state, t(balanced ? 'console.audit.good' : 'console.audit.bad'));
  const ofTiers = table(t('console.audit.tiers'), [
    { label: t('console.tier.name') }, { label: t('console.tier.capacity'), number: true }, { label: t('console.sold'), number: true },
    { label: t('console.held'), number: true }, { label: t('console.withheld'), number: true }, { label: t('console.left'), number: true },
  ]);
  ofTiers.show(tiers.map((tier) => [tier.id, count(tier.capacity), count(tier.sold), count(tier.held), count(tier.withheld), count(tier.available)]));
  return [
    el('p', { 'data-balanced': String(balanced) }, state),
    el('p', {}, t(balanced ? 'console.audit.allHold' : 'console.audit.someFail', { count: balanced ? checks.length : wrong.length })),
    wrong.length ? el('ul', { class: 'plain-list' }, ...wrong.map(({ name, violations }) => el('li', {}, el('code', {}, name), ` – ${t('console.audit.rows', { count: violations })}`))) : undefined,
    ...sums.map(({ currency, charges, taken, kept, returning, returned }) => el('p', {}, t('console.audit.money', {
      count: charges, taken: sum(taken, currency), kept: sum(kept, currency), returning: sum(returning, currency), returned: sum(returned, currency),
    }))),
    ofTiers.element,
  ].filter(Boolean);
}
