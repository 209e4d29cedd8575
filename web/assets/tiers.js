// The choice of a tier. Made once, then updated in place: a refresh must not move the choice or the focus.
import { el, setText } from './dom.js';
import { count, money } from './format.js';
import { hasWaitlist, takesEntries } from './sale-state.js';

/** `{element, show(sale), choose(id), chosen(sale)}`; `left(tier, sale)` says what is left of one. */
export function tierChoice(left = leftOf) {
  const rows = new Map();
  const element = el('fieldset', { id: 'tiers', class: 'tiers' }, el('legend', {}, 'What you would like'));

  function addRow(tier, isOnly) {
    const input = el('input', { type: 'radio', name: 'tier', value: tier.id, required: '' });
    input.checked = isOnly;
    const name = el('span', { class: 'tier-name' });
    const price = el('span', { class: 'tier-price' });
    const note = el('span', { class: 'tier-left' });
    const row = el('label', { class: 'tier', 'data-tier': tier.id }, input, name, price, note);
    element.append(row);
    return { element: row, input, name, price, note };
  }

  return {
    element,
    show(sale) {
      for (const tier of sale.tiers) {
        if (!rows.has(tier.id)) rows.set(tier.id, addRow(tier, sale.tiers.length === 1));
        const row = rows.get(tier.id);
        setText(row.name, tier.name);
        setText(row.price, money(tier.price));
        setText(row.note, left(tier, sale));
        row.element.dataset.available = tier.available;
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

function leftOf(tier, sale) {
  if (sale.status === 'SCHEDULED' && takesEntries(sale)) return `${count(tier.capacity)} in all`;
  if (tier.available > 0) return `${count(tier.available)} of ${count(tier.capacity)} left`;
  return hasWaitlist(sale) ? 'Sold out; there is a waitlist' : 'Sold out';
}
