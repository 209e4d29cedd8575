// Counted units of several tiers in one order: of each as many as somebody likes, none at first.
import { el, setText } from './dom.js';
import { money, sum, times } from './format.js';
import { t } from './language.js';
import { quantityField } from './quantity.js';
import { hasWaitlist } from './sale-state.js';
import { leftOf } from './tiers.js';

/** See choices.js. */
export function mixedChoice({ place }) {
  const rows = new Map();
  const note = el('p', { id: 'tiers-note', class: 'stepper-note small', 'aria-live': 'polite' });
  const element = el('fieldset', { id: 'tiers', class: 'tiers', 'aria-describedby': 'tiers-note' }, el('legend', {}, t('seats.tiers.title')));
  place.append(element, note);
  element.addEventListener('input', limit);
  element.addEventListener('change', limit);
  let sale;

  function addRow(tier) {
    const field = quantityField(`quantity-${tier.id}`, t('seats.quantity.of', { tier: tier.name }), { least: 0, of: tier.name });
    const [name, price, left] = ['tier-name', 'tier-price num', 'tier-left num'].map((names) => el('span', { class: names }));
    const row = el('div', { class: 'tier-many', 'data-tier': tier.id }, el('div', { class: 'tier-said' }, name, price, left), field.element);
    element.append(row);
    return { element: row, field, name, price, left };
  }

  /** What is asked for: `[{tier, number}]`, of each tier of which there is some. */
  function wanted() {
    return sale.tiers.map((tier) => ({ tier, number: rows.get(tier.id).field.get() })).filter(({ number }) => number > 0);
  }

  function all() {
    return wanted().reduce((count, { number }) => count + number, 0);
  }

  /** Whoever may wait for one tier may ask for more of it than is left now. */
  function limit() {
    const many = all();
    for (const tier of sale.tiers) {
      const { element: row, field } = rows.get(tier.id);
      const others = many - field.get();
      field.limit(sale.limitPerUser && Math.max(0, sale.limitPerUser - others), hasWaitlist(sale) ? undefined : tier.available);
      row.classList.toggle('is-chosen', field.get() > 0);
    }
    setText(note, tooMany() ?? (sale.limitPerUser ? t('seats.quantity.atMost', { count: sale.limitPerUser }) : ''));
    note.classList.toggle('is-wrong', Boolean(tooMany()));
  }

  function tooMany() {
    return sale.limitPerUser && all() > sale.limitPerUser ? t('seats.quantity.most', { count: sale.limitPerUser }) : undefined;
  }

  function problem() {
    return sale.tiers.map((tier) => rows.get(tier.id).field.problem()).find(Boolean) ?? tooMany();
  }

  return {
    get missing() {
      return problem() ?? t('seats.chooseTier');
    },
    show(next) {
      sale = next;
      for (const tier of sale.tiers) {
        if (!rows.has(tier.id)) rows.set(tier.id, addRow(tier));
        const row = rows.get(tier.id);
        setText(row.name, tier.name);
        setText(row.price, money(tier.price));
        setText(row.left, leftOf(tier, sale));
        row.element.dataset.available = tier.available;
        row.element.classList.toggle('is-gone', tier.available === 0);
      }
      limit();
    },
    asked() {
      const items = wanted();
      if (problem() || !items.length) return undefined;
      const [{ tier, number }] = items;
      const asked = { count: all(), total: sum(items.map((item) => times(item.tier.price, item.number))) };
      const isShort = items.some((item) => item.tier.available < item.number);
      if (items.length === 1) return { ...asked, body: { tier: tier.id, quantity: number }, left: isShort && hasWaitlist(sale) ? 0 : tier.available };
      const body = { items: items.map((item) => ({ tier: item.tier.id, quantity: item.number })) };
      // As a whole, or not at all: it cannot wait.
      return { ...asked, body, waits: false, ...(isShort && { left: 0, gone: t('seats.tooFew'), goneHint: t('seats.wholeHint') }) };
    },
    restore(body) {
      const items = body.items ?? [body];
      rows.forEach(({ field }, id) => field.set(items.find(({ tier }) => tier === id)?.quantity ?? 0));
      if (sale) limit();
    },
  };
}
