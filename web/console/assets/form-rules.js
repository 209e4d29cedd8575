// What one person may have, and how long it waits for its payment.
import { flag, whole } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid, part } from './form-part.js';
import { t } from './language.js';

const WEEK_SECONDS = 604_800;

/** @param {{mayGive: boolean}} options whether whoever works here may give the sale to somebody */
export function rulesPart({ mayGive }) {
  const number = (name, pointer, min, max, more = {}) =>
    formField({ name, label: t(`form.rules.${name}`), inputMode: 'numeric', codec: whole(min, max), pointer, ...more });
  const limit = number('limit', '/limitPerUser', 1, 1_000, { required: true, value: '1' });
  const hold = number('hold', '/holdSeconds', 1, WEEK_SECONDS, { required: true, value: '900', hint: t('form.rules.holdHint') });
  const offer = number('offer', '/offerSeconds', 1, WEEK_SECONDS, { hint: t('form.rules.offerHint') });
  const waitlist = number('waitlist', '/waitlist/capacity', 0, 1_000_000, { hint: t('form.rules.waitlistHint') });
  const overbook = number('overbook', '/overbookPercent', 100, 1_000, { hint: t('form.rules.overbookHint') });
  const take = formField({
    name: 'take-stock', label: t('form.rules.take'), type: 'select', pointer: '/takeStock', options: ['HOLD', 'ORDER', 'PAYMENT'].map((value) => ({ value, label: t(`form.rules.takes.${value}`) })),
  });
  const owner = formField({ name: 'owner', label: t('form.rules.owner'), hint: t('form.rules.ownerHint'), maxLength: 200, pointer: '/owner' });
  const mixed = formField({ name: 'mixed', label: t('form.rules.mixed'), hint: t('form.rules.mixedHint'), type: 'checkbox', codec: flag, pointer: '/mixedTiers' });
  owner.element.hidden = !mayGive;
  const show = () => {
    overbook.element.hidden = take.value !== 'PAYMENT';
    waitlist.element.hidden = take.value === 'PAYMENT';
  };
  take.input.addEventListener('change', show);
  show();
  return {
    ...part('rules', t('form.rules.heading'), [limit, hold, offer, waitlist, take, overbook, mixed, owner],
      grid(limit, hold), grid(waitlist, offer), grid(take, overbook), mixed.element, owner.element),
    show,
  };
}
