// Who may not buy anywhere in this installation: users and ranges of addresses, each with a reason. For a page of operators.
import { askFirst } from './ask-first.js';
import { call, thenShow } from './console-call.js';
import { areRight, field, showErrors, submitButton } from './console-field.js';
import { actButton, news, pagedTable } from './console-parts.js';
import { el } from './dom.js';
import { time } from './format.js';
import { importForm } from './import-form.js';
import { t } from './language.js';
import { lastDay } from './last-day.js';
import { clearError } from './notices.js';

/** A range of more addresses, or networks, is blocked once somebody has said yes to it. */
const MOST_UNASKED = 65_536;

/** How many addresses a range has; of IPv6 how many networks of a household, /64. */
function breadthOf(range) {
  const [, address, bits] = /^(.+)\/(\d{1,3})$/.exec(range) ?? [];
  return address ? 2 ** Math.max((address.includes(':') ? 64 : 32) - Number(bits), 0) : 1;
}

/** Fills a section, whose heading is there. */
export async function blocklistSection(place) {
  const who = field({
    name: 'block-who', label: t('console.block.who'), type: 'select',
    options: [{ value: 'user', label: t('console.block.user') }, { value: 'addresses', label: t('console.block.addresses') }],
  });
  const name = field({ name: 'block-name', label: t('console.block.name'), hint: t('console.block.nameHint'), required: true, maxLength: 200 });
  const reason = field({ name: 'block-reason', label: t('console.block.reason'), hint: t('console.block.reasonHint'), required: true, maxLength: 500, pointer: '/reason' });
  const until = lastDay({ name: 'block-until', label: t('console.block.until'), hint: t('console.block.untilHint'), pointer: '/until' });
  const suspect = field({ name: 'block-suspect', label: t('console.block.suspect'), hint: t('console.block.suspectHint'), type: 'checkbox' });
  const fields = [name, reason, until];
  const button = submitButton(t('console.block.add'));
  const told = news();
  const form = el('form', { id: 'block-form', class: 'form', autocomplete: 'off', novalidate: '' },
    el('div', { class: 'form-grid' }, who.element, name.element, reason.element, until.element), suspect.element, el('div', { class: 'actions' }, button.element));
  const look = field({ name: 'block-look', label: t('console.block.look'), placeholder: t('console.block.lookHint'), type: 'search', maxLength: 200 });
  const looking = el('form', { id: 'block-looking', class: 'toolbar', role: 'search', 'aria-label': t('console.block.look') }, look.element, el('button', { type: 'submit' }, t('console.find.go')));
  const all = pagedTable({
    caption: t('console.block.title'), field: 'entries', empty: t('console.block.none'),
    columns: [{ label: t('console.block.blocked') }, { label: t('console.block.reason') }, { label: t('console.block.until') }, { label: t('console.block.since') }, { label: t('console.list.actions') }],
    load: async (cursor) => (await call('GET', `/v1/admin/blocklist?${query(cursor)}`)).body,
    row: (entry) => ({
      attributes: { 'data-block': entry.id },
      cells: [
        el('div', {}, entry.user ?? el('code', {}, entry.addresses), entry.suspect ? el('p', { class: 'quiet small' }, t('console.block.suspect')) : ''),
        entry.reason, entry.until ? time(entry.until) : t('console.keys.forEver'), time(entry.createdAt),
        actButton(t('console.block.remove'), () => remove(entry), { class: 'link danger', 'aria-label': t('console.block.removeOf', { name: entry.user ?? entry.addresses }) }),
      ],
    }),
  });

  function query(cursor) {
    const wanted = new URLSearchParams({ limit: '20' });
    const text = look.value.trim();
    // An address has no letters beyond those of its digits.
    if (text) wanted.set(/^[0-9a-f]*[.:][0-9a-f.:]*$/i.test(text) ? 'address' : 'user', text);
    if (cursor) wanted.set('cursor', cursor);
    return wanted;
  }

  async function remove(entry) {
    const called = entry.user ?? entry.addresses;
    if (!(await askFirst({ title: t('console.block.ask', { name: called }), words: t('console.block.askWords'), act: t('console.block.remove') }))) return;
    await thenShow(() => call('DELETE', `/v1/admin/blocklist/${encodeURIComponent(entry.id)}`), all.reload);
    told.say(t('console.block.gone', { name: called }));
  }

  /** A slip of the finger is not to lock out a country. */
  async function isMeant() {
    const range = name.value.trim();
    const count = who.value === 'addresses' ? breadthOf(range) : 0;
    if (count <= MOST_UNASKED) return true;
    const words = range.includes(':') ? t('console.block.wideNetworks', { count }) : t('console.block.wideWords', { count });
    return askFirst({ title: t('console.block.wideAsk', { name: range }), words, act: t('console.block.add') });
  }

  looking.addEventListener('submit', (event) => {
    event.preventDefault();
    all.reload();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!areRight(fields)) return;
    button.during(async () => {
      if (!await isMeant()) return;
      /** @type {Record<string, any>} */
      const body = { [who.value]: name.value.trim(), reason: reason.value.trim(), suspect: suspect.value === 'true', until: until.instant() };
      name.pointer = `/${who.value}`;
      try {
        clearError();
        await thenShow(() => call('POST', '/v1/admin/blocklist', { body }), all.reload);
        told.say(t('console.block.added', { name: name.value.trim() }));
        form.reset();
      } catch (error) {
        showErrors(fields, error);
      }
    });
  });

  const importing = importForm({
    id: 'block-import', name: 'block-file', label: t('console.block.file'), hint: t('console.block.fileHint'), act: t('console.block.import'), path: '/v1/admin/blocklist/import',
    show: all.reload,
    done: ({ entries }) => told.say(t('console.block.imported', { count: entries })),
  });
  place.append(looking, told.element, all.element, el('h3', {}, t('console.block.addOne')), form, el('h3', {}, t('console.block.importMany')), importing);
  await all.reload();
}
