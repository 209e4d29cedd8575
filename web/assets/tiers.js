// The choice of a tier. Made once, then updated in place: a refresh must not move the choice or the focus.
import { el, setText } from './dom.js';
import { money } from './format.js';
import { t } from './language.js';
import { hasWaitlist, takesEntries } from './sale-state.js';

/** `{element, show(sale), choose(id), chosen(sale)}`; `left(tier, sale)` says what is left of one. */
export function tierChoice(left = leftOf) {
  const rows = new Map();
  const element = el('fieldset', { id: 'tiers', class: 'tiers' }, el('legend', {}, t('seats.tiers.title')));

  function addRow(tier, isOnly) {
    const input = el('input', { type: 'radio', name: 'tier', value: tier.id, required: '' });
    input.checked = isOnly;
    const name = el('span', { class: 'tier-name' });
    const price = el('span', { class: 'tier-price num' });
    const about = el('span', { class: 'tier-about', hidden: '' });
    const note = el('span', { class: 'tier-left num' });
    const row = el('label', { class: 'tier', 'data-tier': tier.id }, input, name, price, about, note);
    element.append(row);
    return { element: row, input, name, price, about, note };
  }

  return {
    element,
    show(sale) {
      for (const tier of sale.tiers) {
        if (!rows.has(tier.id)) rows.set(tier.id, addRow(tier, sale.tiers.length === 1));
        const row = rows.get(tier.id);
        setText(row.name, tier.name);
        setText(row.price, money(tier.price));
        setText(row.about, tier.description ?? '');
        row.about.hidden = !tier.description;
        setText(row.note, left(tier, sale));
        row.element.dataset.available = tier.available;
        row.element.classList.toggle('is-gone', tier.available === 0);
      }
    },
    choose(id) {
      if (rows.has(id)) rows.get(id).input.checked = true;
    },
    /** The chosen tier as the sale now has it, or undefined. */
    chosen(sale) {
      return sale.tiers.find((tier) => rows.get(tier.id)?.input.checked);
    },
  };
}

/** What is left of a tier, in words. */
export function leftOf(tier, sale) {
  if (sale.status === 'SCHEDULED' && takesEntries(sale)) return t('seats.tiers.inAll', { count: tier.capacity });
  if (tier.available > 0) return t('seats.tiers.left', { count: tier.available, all: tier.capacity });
  return hasWaitlist(sale) ? t('seats.tiers.waitlist') : t('seats.tiers.soldOut');
}
