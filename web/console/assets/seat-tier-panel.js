// The tiers of a hall that is drawn: which one the brush paints, how many seats each has, new ones, and other names.
import { field } from './console-field.js';
import { el, setText } from './dom.js';
import { t } from './language.js';
import { addTier, dropTier, renameTier, tierCounts } from './seat-plan.js';
import { tierSign } from './seat-sign.js';

const TIER = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** `{element, show(plan, tier)}`: `chosen` follows a choice, `made` a tier that is new or has another name. @param {{chosen: (tier: string) => void, made: (tier: string) => void, change: (plan: any) => void}} acts */
export function seatTierPanel({ chosen, made, change }) {
  const list = el('div', { id: 'tiers', class: 'plan-tiers', role: 'radiogroup', 'aria-labelledby': 'tiers-heading' });
  const name = field({ name: 'tier', label: t('map.newTier'), hint: t('map.tierHint'), maxLength: 40, check: (value) => (!value || TIER.test(value) ? undefined : t('map.tierWrong')) });
  const add = el('button', { type: 'submit', id: 'tier-add' }, t('map.add'));
  const rename = el('button', { type: 'button', id: 'tier-rename' }, t('map.rename'));
  const form = el('form', { class: 'plan-tier-form' }, name.element, el('p', { class: 'plan-acts' }, add, rename));
  let plan;
  let tier;

  function named(act) {
    if (!name.value.trim()) name.say(t('map.tierWrong'));
    else if (name.check()) {
      const value = name.value.trim();
      const next = act(value);
      name.value = '';
      change(next);
      made(value);
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    named((value) => addTier(plan, value));
  });
  rename.addEventListener('click', () => named((value) => renameTier(plan, tier, value)));

  return {
    element: el('section', { class: 'card', 'aria-labelledby': 'tiers-heading' }, el('h2', { id: 'tiers-heading' }, t('map.tiers')), list, form),
    show(next, current) {
      plan = next;
      tier = current;
      const counts = tierCounts(plan);
      // Where the keyboard is, it stays: rows are only made anew where there are others.
      const names = plan.tiers.join(' ');
      if (list.dataset.names !== names) {
        list.dataset.names = names;
        list.replaceChildren(...plan.tiers.map((each, i) => row(each, i)));
      }
      for (const [i, each] of plan.tiers.entries()) {
        const input = /** @type {HTMLInputElement} */ (list.querySelector(`#tier-${i}`));
        input.checked = each === tier;
        setText(list.children[i].querySelector('.plan-tier-words'), t('map.tierCount', { tier: each, count: counts.get(each) ?? 0 }));
        /** @type {HTMLElement} */ (list.children[i].querySelector('button')).hidden = Boolean(counts.get(each)) || plan.tiers.length < 2;
      }
    },
  };

  function row(each, i) {
    const input = el('input', { type: 'radio', name: 'tier', id: `tier-${i}`, value: each });
    input.addEventListener('change', () => chosen(each));
    const drop = el('button', { type: 'button', class: 'link', 'aria-label': t('map.dropTier', { tier: each }) }, '✕');
    drop.addEventListener('click', () => change(dropTier(plan, each)));
    return el('div', { class: 'plan-tier' }, el('label', { for: `tier-${i}`, class: 'check' }, input, tierSign(i), el('span', { class: 'plan-tier-words num' })), drop);
  }
}
