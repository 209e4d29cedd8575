// The tiers of a hall that is drawn: which one the brush paints, how many seats each has, new ones, and other names.
import { field } from './console-field.js';
import { el, setText } from './dom.js';
import { slugOf } from './form-codecs.js';
import { t } from './language.js';
import { addTier, dropTier, renameTier, tierCounts, tierName } from './seat-plan.js';
import { tierSign } from './seat-sign.js';

const MOST_NAME = 100;
const MOST_ID = 40;
const TIER = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** `{element, show(plan, tier)}`: `chosen` follows a choice, `made` a tier that is new or has another name. @param {{chosen: (tier: string) => void, made: (tier: string) => void, change: (plan: any) => void}} acts */
export function seatTierPanel({ chosen, made, change }) {
  const list = el('div', { id: 'tiers', class: 'plan-tiers', role: 'radiogroup', 'aria-labelledby': 'tiers-heading' });
  const name = field({ name: 'tier-name', label: t('map.tierName'), hint: t('map.tierNameHint'), maxLength: MOST_NAME });
  const id = field({ name: 'tier', label: t('map.tierId'), hint: t('map.tierHint'), maxLength: 40, check: (value) => (!value || TIER.test(value) ? undefined : t('map.tierWrong')) });
  const add = el('button', { type: 'submit', id: 'tier-add' }, t('map.add'));
  const rename = el('button', { type: 'button', id: 'tier-rename' }, t('map.rename'));
  const form = el('form', { class: 'plan-tier-form', 'aria-label': t('map.tierForm') }, name.element, id.element, el('p', { class: 'plan-acts' }, add, rename));
  let plan;
  let tier;

  /** The short name follows the name as long as nobody says another. */
  let isOwn = false;
  id.input.addEventListener('input', () => {
    isOwn = id.value !== '';
  });
  name.input.addEventListener('input', () => {
    if (isOwn) return;
    id.value = name.value.trim() && (slugOf(name.value).slice(0, MOST_ID).replace(/-$/, '') || freeId());
    id.say('');
  });

  /** Of a name without any of the letters that a short name has. */
  function freeId() {
    let number = plan.tiers.length + 1;
    while (plan.tiers.includes(`tier-${number}`)) number++;
    return `tier-${number}`;
  }

  function named(act, usualId) {
    const value = id.value.trim() || usualId;
    if (!value) id.say(t('map.tierWrong'));
    else if (id.check()) {
      const next = act(value, name.value.trim());
      name.value = '';
      id.value = '';
      isOwn = false;
      change(next);
      made(value);
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (plan.tiers.includes(id.value.trim())) id.say(t('map.tierThere'));
    else named((value, words) => addTier(plan, value, words));
  });
  // Its short name stays, where none is typed: seats that were sold by it are.
  rename.addEventListener('click', () => named((value, words) => renameTier(plan, tier, value, words), name.value.trim() && tier));

  return {
    element: el('section', { class: 'card', 'aria-labelledby': 'tiers-heading' }, el('h2', { id: 'tiers-heading' }, t('map.tiers')), list, form),
    show(next, current) {
      plan = next;
      tier = current;
      const counts = tierCounts(plan);
      // Where the keyboard is, it stays: rows are only made anew where there are others.
      const names = plan.tiers.map((each) => `${each} ${tierName(plan, each)}`).join('\n');
      if (list.dataset.names !== names) {
        list.dataset.names = names;
        list.replaceChildren(...plan.tiers.map((each, i) => row(each, i)));
      }
      for (const [i, each] of plan.tiers.entries()) {
        const input = /** @type {HTMLInputElement} */ (list.querySelector(`#tier-${i}`));
        input.checked = each === tier;
        setText(list.children[i].querySelector('.plan-tier-id'), tierName(plan, each) === each ? '' : each);
        setText(list.children[i].querySelector('.plan-tier-words'), t('map.tierCount', { tier: tierName(plan, each), count: counts.get(each) ?? 0 }));
        /** @type {HTMLElement} */ (list.children[i].querySelector('button')).hidden = Boolean(counts.get(each)) || plan.tiers.length < 2;
      }
    },
  };

  function row(each, i) {
    const input = el('input', { type: 'radio', name: 'tier', id: `tier-${i}`, value: each });
    input.addEventListener('change', () => chosen(each));
    const drop = el('button', { type: 'button', class: 'link', 'aria-label': t('map.dropTier', { tier: tierName(plan, each) }) }, '✕');
    drop.addEventListener('click', () => change(dropTier(plan, each)));
    return el('div', { class: 'plan-tier' }, el('label', { for: `tier-${i}`, class: 'check' }, input, tierSign(i), el('span', { class: 'plan-tier-words num' }), el('code', { class: 'plan-tier-id quiet small' })), drop);
  }
}
