// What a traveller chooses once the stretch is known: a class, how many, and whether they insist on one car.
import { el } from './dom.js';
import { times } from './format.js';
import { t } from './language.js';
import { quantityField } from './quantity.js';
import { hasWaitlist } from './sale-state.js';
import { tierChoice } from './tiers.js';

/** `{element, show(sale, classes), asked(stretch), choose(id), restore(journey)}`; `classes` are those of a search's answer. */
export function journeyOrder() {
  const tiers = tierChoice(({ available }, sale) => {
    if (available === undefined) return '';
    if (available > 0) return t('trains.leftHere', { count: available });
    return hasWaitlist(sale) ? t('trains.noneHereWaitlist') : t('trains.noneHere');
  });
  const quantity = quantityField('quantity', t('trains.travellers'));
  const together = el('input', { type: 'checkbox', id: 'together' });
  const insist = el('label', { class: 'check' }, together, t('trains.together'));
  const element = el('div', {}, tiers.element, el('div', { class: 'row start' }, quantity.element, insist));
  let shown;
  let hasNumbersLater = false;
  quantity.element.addEventListener('input', showInsist);
  showInsist();

  function showInsist() {
    insist.hidden = quantity.get() < 2 || hasNumbersLater;
  }

  return {
    element,
    show(sale, classes) {
      shown = { ...sale, tiers: classes.map(({ left, ...each }) => ({ ...each, available: left })) };
      tiers.show(shown);
      hasNumbersLater = Boolean(sale.journey?.numbersAt);
      showInsist();
      quantity.limit(sale.limitPerUser);
    },
    asked({ from, to }) {
      const tier = shown && tiers.chosen(shown);
      const number = quantity.get();
      if (!tier || !number) return undefined;
      const insists = !insist.hidden && together.checked;
      const body = { journey: { from, to, class: tier.id, quantity: number, ...(insists && { together: true }) } };
      return {
        body, total: times(tier.price, number), count: number, left: tier.available < number ? 0 : tier.available,
        gone: tier.available ? t('trains.notEnough') : t('trains.soldOut'), goneHint: t('trains.comesBack'),
      };
    },
    choose: tiers.choose,
    restore(journey) {
      quantity.set(journey.quantity ?? 1);
      together.checked = Boolean(journey.together);
      tiers.choose(journey.class);
      showInsist();
    },
  };
}
