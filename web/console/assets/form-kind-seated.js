// Seats of a hall, whose map was imported before or is sent here; each of its tiers has a price.
import { charsetOf } from './charset-field.js';
import { call } from './console-call.js';
import { el, setText } from './dom.js';
import { list, moved as movedSeats, plain } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid } from './form-part.js';
import { currencyField, tierRows } from './form-tiers.js';
import { t } from './language.js';
import { sentence } from './reasons.js';
import { seatsOf } from './seat-rows.js';
import { detailWords, placeWords } from './server-words.js';

/** Errors of a file that are shown. */
const SHOWN = 20;

const VERSION = /^[0-9a-f]{64}$/;

export const seated = {
  id: 'seated',
  name: () => t('form.sorts.seats'),
  hint: () => t('form.sorts.seatsHint'),
  form: () => seatedForm(),
};

function seatedForm() {
  const version = formField({
    name: 'map', label: t('form.seats.map'), hint: t('form.seats.mapHint'), required: true, maxLength: 64, pointer: '/inventory/map',
    codec: { ...plain, read: (text) => (VERSION.test(text.trim()) ? plain.read(text) : { wrong: t('form.wrong.map') }) },
  });
  const mine = formField({ name: 'my-map', label: t('form.seats.mine'), type: 'select', options: [{ value: '', label: t('form.seats.choose') }] });
  const file = formField({ name: 'map-file', label: t('form.seats.file'), hint: t('form.seats.fileHint'), type: 'file' });
  file.input.accept = '.json,.csv,application/json,text/csv';
  file.json = () => undefined;
  const about = el('p', { class: 'quiet', role: 'status' });
  const { one: currency, now } = currencyField('seated-currency');
  const tiers = tierRows({ currency: now, name: 'seat-tier', isCounted: false, isIdFixed: true });
  const orphans = formField({
    name: 'orphans', label: t('form.seats.orphans'), type: 'select', pointer: '/inventory/orphans',
    options: ['soft', 'strict', 'off'].map((value) => ({ value, label: t(`form.seats.orphansAre.${value}`) })),
  });
  const withheld = formField({ name: 'withheld', label: t('form.seats.withheld'), hint: t('form.seats.withheldHint'), type: 'textarea', codec: list, pointer: '/inventory/withheld' });
  const moved = formField({ name: 'moved', label: t('form.seats.moved'), hint: t('form.seats.movedHint'), type: 'textarea', codec: movedSeats, pointer: '/inventory/moved' });
  mine.element.hidden = true;
  const none = el('p', { class: 'quiet', id: 'no-maps', hidden: '' }, t('form.seats.none'), ' ', el('a', { href: '/console/seat-maps' }, t('form.seats.draw')));

  /** @param {boolean} [keepsAll] whether tiers stay that no seat of the map is in: seats may have been moved there */
  async function look(hash, keepsAll = false) {
    try {
      const { body } = await call('GET', `/v1/seat-maps/${hash}`);
      const counts = seatsByTier(body);
      const names = new Map((body.tiers ?? []).map(({ id, name }) => [id, name]));
      const known = new Map(rowsNow().map((row) => [row.id, row]));
      const kept = [...known.values()].filter(({ id }) => id && (keepsAll || counts.has(id)));
      tiers.fill([...kept, ...[...counts.keys()].filter((id) => !known.has(id)).map((id) => ({ id, name: names.get(id) ?? nameOf(id) }))]);
      const seats = [...counts.values()].reduce((sum, each) => sum + each, 0);
      setText(about, t('form.seats.has', { count: seats, sections: body.sections.length, tiers: [...counts].map(([id, count]) => t('form.seats.ofTier', { id: names.get(id) ?? id, count })).join(t('form.seats.and')) }));
      version.say('');
    } catch (error) {
      version.say(error.status === 404 ? t('form.wrong.mapUnknown') : sentence(error));
    }
  }

  /** What was typed of the tiers so far. */
  function rowsNow() {
    const rows = [];
    for (const one of tiers.fields()) {
      const [, index, name] = /tiers\/(\d+)\/(\w+)$/.exec(one.pointer);
      rows[+index] = { ...rows[+index], [name]: one.json() };
    }
    return rows;
  }

  async function take(hash) {
    version.value = hash;
    await look(hash);
    version.input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  version.input.addEventListener('change', (event) => {
    if (event.isTrusted && version.json()) look(version.json());
  });
  mine.input.addEventListener('change', () => mine.value && take(mine.value));
  file.input.addEventListener('change', async () => {
    const [chosen] = file.input.files;
    if (!chosen) return;
    const type = /\.csv$/i.test(chosen.name) ? `text/csv; charset=${await charsetOf(chosen, 'utf-8')}` : 'application/json';
    try {
      const { body } = await call('POST', '/v1/admin/seat-maps', { body: chosen.slice(0, chosen.size, type), timeoutMillis: 60_000 });
      file.say('');
      await take(body.version);
    } catch (error) {
      const wrong = (error.body?.errors ?? []).slice(0, SHOWN).map(({ pointer, detail }) => `${placeWords(pointer)} ${detailWords(detail)}`);
      file.say(wrong.join(' · ') || sentence(error));
    }
  });
  offerMine(mine, none);

  return {
    element: el('div', { class: 'form' }, none, grid(mine, file), version.element, about, currency.element, tiers.element, orphans.element, withheld.element, moved.element),
    fields: () => [version, currency, ...tiers.fields(), orphans, withheld, moved, mine, file],
    lists: { seatTiers: tiers },
    start(draft) {
      if (draft.tiers?.[0]?.price) currency.value = draft.tiers[0].price.currency;
      tiers.fill(draft.tiers ?? []);
      if (draft.map) {
        version.value = draft.map;
        look(draft.map, true);
      }
    },
  };
}

/** Those of one's own, where the server lists them. */
async function offerMine(mine, none) {
  try {
    const { body } = await call('GET', '/v1/admin/seat-maps');
    const maps = Object.values(body).find(Array.isArray) ?? [];
    mine.input.append(...maps.map(({ version, name, title, seats }) => el('option', { value: version }, `${name ?? title ?? version.slice(0, 12)} · ${t('form.seats.count', { count: seats ?? 0 })}`)));
    mine.element.hidden = !maps.length;
    none.hidden = maps.length > 0;
  } catch {
    mine.element.hidden = true;
  }
}

/** How many seats each tier of a map has, in the map's order. */
function seatsByTier(map) {
  const counts = new Map();
  for (const section of map.sections) {
    for (const row of section.rows) {
      for (const { tier } of seatsOf(row, { tier: section.tier ?? map.tier, y: 0 })) counts.set(tier, (counts.get(tier) ?? 0) + 1);
    }
  }
  return counts;
}

function nameOf(id) {
  return id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
}
