// Who may buy in a sale: codes that people have, or a list that they are on.
import { askFirst } from './ask-first.js';
import { call, thenShow } from './console-call.js';
import { areRight, field, showErrors, submitButton } from './console-field.js';
import { keep, tableFile } from './console-files.js';
import { actButton, news, pagedTable, shownOnce } from './console-parts.js';
import { el, focusOn } from './dom.js';
import { count, time } from './format.js';
import { hashOfText } from './hash.js';
import { importForm } from './import-form.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';

const MOST_CODES = 10_000;
const MOST_USES = 1_000_000;
/** Of many that are made at once. */
const SHOWN = 20;

export async function whoMayBuy(path, here, sale, place) {
  const eligible = sale.guards?.eligible ?? {};
  const change = el('a', { href: `${here}/edit` }, t('console.who.change'));
  if (eligible.codes) {
    place.append(el('p', {}, t('console.who.codes'), ' ', change));
    await codes(path, sale.id, place);
  } else if (eligible.list) {
    place.append(el('p', {}, t('console.who.list', { list: eligible.list }), ' ', change));
    await list(`${path}/lists/${encodeURIComponent(eligible.list)}`, place, eligible.list);
  } else if (eligible.claim) {
    place.append(el('p', {}, t('console.who.claim', { claim: eligible.claim }), ' ', change));
  } else {
    place.append(el('p', {}, t('console.who.all'), ' ', change));
  }
}

function whole(most) {
  return (text) => (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most ? undefined : t('console.field.range', { from: 1, to: most }));
}

async function codes(path, id, place) {
  const number = field({ name: 'count', label: t('console.codes.count'), type: 'number', value: '10', min: 1, max: MOST_CODES, required: true, pointer: '/count', inputMode: 'numeric', check: whole(MOST_CODES) });
  const uses = field({ name: 'uses', label: t('console.codes.uses'), type: 'number', value: '1', min: 1, max: MOST_USES, required: true, pointer: '/uses', inputMode: 'numeric', check: whole(MOST_USES) });
  const button = submitButton(t('console.codes.make'));
  const made = el('div', { id: 'codes-made' });
  const told = news();
  const form = el('form', { id: 'codes-form', class: 'form', autocomplete: 'off', novalidate: '' }, el('div', { class: 'form-grid' }, number.element, uses.element), el('div', { class: 'actions' }, button.element));
  const all = pagedTable({
    caption: t('console.codes.all'), field: 'codes', empty: t('console.codes.none'),
    columns: [{ label: t('console.codes.id') }, { label: t('console.codes.used'), number: true }, { label: t('console.codes.uses'), number: true }, { label: t('console.codes.made') }, { label: t('console.list.actions') }],
    load: async (cursor) => (await call('GET', `${path}/codes${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`)).body,
    row: (code) => ({
      attributes: { 'data-code': code.id },
      cells: [code.id, count(code.used), count(code.uses), time(code.createdAt), code.revoked ? t('console.codes.revoked') : actButton(t('console.codes.revoke'), () => revoke(code), { class: 'link danger', 'aria-label': t('console.codes.revokeOf', { id: code.id }) })],
    }),
  });

  async function revoke(code) {
    if (!(await askFirst({ title: t('console.codes.ask', { id: code.id }), words: t('console.codes.askWords', { used: code.used }), act: t('console.codes.revoke') }))) return;
    await thenShow(() => call('DELETE', `${path}/codes/${encodeURIComponent(code.id)}`), all.reload);
    told.say(t('console.codes.gone', { id: code.id }));
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!areRight([number, uses])) return;
    button.during(async () => {
      try {
        clearError();
        const { body } = await call('POST', `${path}/codes`, { body: { count: Number(number.value), uses: Number(uses.value) } });
        const texts = body.codes.map(({ code }) => code);
        const shown = shownOnce('new-codes', t('console.codes.here', { count: texts.length }), t('console.codes.once'), texts.slice(0, SHOWN).join('\n') + (texts.length > SHOWN ? '\n…' : ''));
        shown.append(el('p', {}, actButton(t('console.codes.download'), async () => keep(tableFile([['id', 'code'], ...body.codes.map(({ id: each, code }) => [each, code])]), `${id}-codes.csv`), { id: 'codes-download', class: 'primary' })));
        made.replaceChildren(shown);
        focusOn(shown.querySelector('h3'));
      } catch (error) {
        showErrors([number, uses], error);
        // They may have been made without anybody having heard them.
        if (error.status === undefined) told.say(t('console.codes.unheard'));
      }
      await all.reload();
    });
  });
  const bringing = importForm({
    id: 'codes-import', name: 'own-codes', label: t('console.codes.file'), hint: t('console.codes.fileHint', { code: 'code', uses: 'uses' }), act: t('console.codes.import'), path: `${path}/codes/import`,
    paste: { label: t('console.codes.paste'), hint: t('console.codes.pasteHint'), heading: (text) => (/^\s*code\b/i.test(text) ? '' : 'code,uses') },
    show: all.reload,
    done({ added, existing, revoked }) {
      told.say([t('console.codes.added', { count: added }), ...(existing ? [t('console.codes.existing', { count: existing })] : []), ...(revoked ? [t('console.codes.wereRevoked', { count: revoked })] : [])].join(' '));
    },
  });
  place.append(form, made, el('h3', {}, t('console.codes.own')), bringing, told.element, all.element);
  await all.reload();
}

async function list(path, place, name) {
  const number = el('p', { id: 'listed', role: 'status' });
  const show = (people) => {
    number.textContent = t('console.people.now', { count: people });
  };
  const adding = importForm({
    id: 'people-form', name: 'people', label: t('console.people.file'), hint: t('console.people.fileHint'), act: t('console.people.add'), path: `${path}/import`,
    show: refresh,
  });
  const user = field({ name: 'person', label: t('console.people.user'), hint: t('console.people.userHint'), required: true, maxLength: 200 });
  const take = submitButton(t('console.people.remove'));
  const told = news();
  const removing = el('form', { id: 'person-form', class: 'form', autocomplete: 'off', novalidate: '' }, user.element, el('div', { class: 'actions' }, take.element), told.element);
  removing.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!user.check()) {
      focusOn(user.input);
      return;
    }
    take.during(async () => {
      try {
        clearError();
        // As the server does, which keeps no names.
        const hash = await hashOfText(user.value);
        await thenShow(() => call('DELETE', `${path}/${hash}`), refresh);
        told.say(t('console.people.removed', { name: user.value }));
        user.value = '';
      } catch (error) {
        if (error.status === 404) user.say(t('console.people.notListed'));
        else showError(error);
      }
    });
  });
  const clear = actButton(t('console.people.clear'), async () => {
    if (!(await askFirst({ title: t('console.people.clearAsk', { list: name }), words: t('console.people.clearWords'), act: t('console.people.clear') }))) return;
    await thenShow(() => call('DELETE', path), refresh);
  }, { id: 'people-clear', class: 'danger' });
  async function refresh() {
    show((await call('GET', path)).body.people);
  }
  place.append(number, adding, removing, el('div', { class: 'actions' }, clear));
  await refresh();
}
