// What a sale is called and about: for people, and read by no rule.
import { el } from './dom.js';
import { kept, moment, slug, slugOf, zone } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid, part } from './form-part.js';
import { pictureField } from './form-picture.js';
import { isZone, ownZone, zones } from './form-zone.js';
import { t } from './language.js';

/** What an address of the console has in the place of a sale's short name. */
const IN_USE = 'new';

/** As `part`, and `zone()`, in which all times of the form are typed. @param {{isNew: boolean}} options */
export function aboutPart({ isNew }) {
  const title = formField({ name: 'title', label: t('form.about.title'), required: true, maxLength: 200, pointer: '/title' });
  const id = formField({ name: 'id', label: t('form.about.id'), hint: t('form.about.idHint'), required: true, maxLength: 63, codec: slug, pointer: '/id' });
  const description = formField({
    name: 'description', label: t('form.about.description'), hint: t('form.about.descriptionHint'), type: 'textarea', maxLength: 4000, codec: kept, pointer: '/description',
  });
  const goods = formField({
    name: 'goods', label: t('form.about.goods'), type: 'select', pointer: '/goods',
    options: ['', 'TICKET', 'ITEM'].map((value) => ({ value, label: t(`form.about.goodsAre.${value || 'AUTO'}`) })),
  });
  const timeZone = formField({ name: 'time-zone', label: t('form.about.zone'), hint: t('form.about.zoneHint'), required: true, value: ownZone, codec: zone });
  const known = el('datalist', { id: 'zones' }, ...zones.map((value) => el('option', { value })));
  timeZone.input.setAttribute('list', 'zones');
  const zoneNow = () => (isZone(timeZone.value.trim()) ? timeZone.value.trim() : ownZone);
  const startsAt = formField({ name: 'starts', label: t('form.about.starts'), type: 'datetime-local', codec: moment(zoneNow), pointer: '/event/startsAt' });
  const endsAt = formField({ name: 'ends', label: t('form.about.ends'), type: 'datetime-local', codec: moment(zoneNow), pointer: '/event/endsAt' });
  const place = formField({ name: 'place', label: t('form.about.place'), maxLength: 200, pointer: '/event/place' });
  const organiser = formField({ name: 'organiser', label: t('form.about.organiser'), maxLength: 200, pointer: '/event/organiser' });
  const picture = pictureField();
  if (isNew) followTitle(title, id);
  const fields = [title, ...(isNew ? [id] : []), description, goods, startsAt, endsAt, place, organiser, picture];
  const about = part('about', t('form.about.heading'), [...fields, timeZone],
    title.element, isNew ? id.element : undefined, description.element, picture.element,
    grid(place, timeZone), known, grid(startsAt, endsAt), grid(organiser, goods));
  return {
    ...about,
    zone: zoneNow,
    whenZoneChanges: (listener) => timeZone.input.addEventListener('change', listener),
    /** An event has a zone where it has anything. */
    finish(json) {
      if (json.event?.startsAt || json.event?.place) json.event.timeZone = zoneNow();
    },
    /** Before all else, since times are shown by it. */
    prepare(sale) {
      timeZone.value = sale.event?.timeZone ?? sale.inventory.train?.timezone ?? ownZone;
    },
  };
}

/** The address of a sale is its title, as far as that can be one, until somebody says another; of one without such letters some that nobody has. */
function followTitle(title, id) {
  let isOwn = false;
  const unnamed = `sale-${Date.now().toString(36)}`;
  id.input.addEventListener('input', () => {
    isOwn = id.value !== '';
  });
  title.input.addEventListener('input', () => {
    if (isOwn) return;
    const named = slugOf(title.value);
    id.value = named && named !== IN_USE ? named : title.value.trim() ? unnamed : '';
  });
}
