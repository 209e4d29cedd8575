// From when until when a sale sells.
import { el, setText } from './dom.js';
import { moment } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid, part } from './form-part.js';
import { zoneName } from './format.js';
import { t } from './language.js';

/** @param about the part that knows the zone */
export function timesPart(about, { isNew }) {
  const opensAt = formField({ name: 'opens', label: t('form.times.opens'), type: 'datetime-local', required: true, codec: moment(about.zone), pointer: '/opensAt' });
  const closesAt = formField({
    name: 'closes', label: t('form.times.closes'), hint: t('form.times.closesHint'), type: 'datetime-local', codec: moment(about.zone), pointer: '/closesAt',
  });
  const where = el('p', { class: 'quiet', id: 'times-zone' });
  const showZone = () => setText(where, t('form.times.zone', { zone: about.zone(), name: zoneName(new Date().toISOString(), about.zone()) }));
  about.whenZoneChanges(showZone);
  showZone();
  let hadEnd = false;
  const check = closesAt.check;
  closesAt.check = () => {
    if (!check.call(closesAt)) return false;
    const [from, to] = [opensAt.json(), closesAt.json()];
    const wrong = from && to && to <= from ? t('form.wrong.closes') : !isNew && hadEnd && !to ? t('form.wrong.endStays') : undefined;
    closesAt.say(wrong);
    return !wrong;
  };
  return {
    ...part('times', t('form.times.heading'), [opensAt, closesAt], where, grid(opensAt, closesAt)),
    prepare(sale) {
      hadEnd = Boolean(sale.closesAt);
      showZone();
    },
    opensAt: () => opensAt.json(),
  };
}
