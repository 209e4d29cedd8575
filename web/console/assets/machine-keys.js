// Keys by which machines ask: made, shown once, and revoked.
import { askFirst } from './ask-first.js';
import { call, thenShow } from './console-call.js';
import { field, showErrors, submitButton } from './console-field.js';
import { actButton, news, pagedTable, shownOnce } from './console-parts.js';
import { el, focusOn } from './dom.js';
import { time } from './format.js';
import { t } from './language.js';
import { lastDay } from './last-day.js';
import { clearError } from './notices.js';
import { staff } from './staff.js';

const SCOPES = ['read', 'administer', 'sell', 'check-in'];

/** Fills a section. */
export async function machineKeys(place) {
  const isOperator = staff()?.roles?.includes('operator');
  const name = field({ name: 'key-name', label: t('console.keys.name'), hint: t('console.keys.nameHint'), required: true, maxLength: 100, pointer: '/name' });
  const scopes = SCOPES.map((scope) => field({ name: `scope-${scope}`, label: t(`console.keys.scope.${scope}`), hint: t(`console.keys.scopeHint.${scope}`), type: 'checkbox', value: String(scope === 'read') }));
  const scopesError = el('p', { id: 'scopes-error', class: 'field-error', role: 'alert', hidden: '' });
  const expires = lastDay({ name: 'key-expires', label: t('console.keys.expires'), hint: t('console.keys.expiresHint'), pointer: '/expiresAt' });
  const owner = field({ name: 'key-owner', label: t('console.keys.owner'), hint: t('console.keys.ownerHint'), maxLength: 200, pointer: '/owner' });
  const role = field({
    name: 'key-role', label: t('console.keys.role'), type: 'select', pointer: '/role',
    options: ['merchant', 'operator'].map((value) => ({ value, label: t(`console.roles.${value}`) })),
  });
  const fields = [name, expires, ...(isOperator ? [owner, role] : [])];
  const button = submitButton(t('console.keys.make'), { id: 'key-make' });
  const made = el('div', { id: 'key-made' });
  const told = news();
  const form = el('form', { id: 'key-form', class: 'form card', autocomplete: 'off', novalidate: '', 'aria-labelledby': 'key-form-heading' },
    el('h3', { id: 'key-form-heading' }, t('console.keys.makeOne')), name.element,
    el('fieldset', { class: 'form' }, el('legend', {}, t('console.keys.scopes')), ...scopes.map(({ element }) => element), scopesError),
    el('div', { class: 'form-grid' }, ...fields.slice(1).map(({ element }) => element)), el('div', { class: 'actions' }, button.element));
  const all = pagedTable({
    caption: t('console.keys.title'), field: 'keys', empty: t('console.keys.none'),
    columns: [{ label: t('console.keys.name') }, { label: t('console.keys.scopes') }, ...(isOperator ? [{ label: t('console.keys.owner') }] : []),
      { label: t('console.keys.madeAt') }, { label: t('console.keys.usedAt') }, { label: t('console.keys.until') }, { label: t('console.list.actions') }],
    load: async (cursor) => (await call('GET', `/v1/admin/keys?${new URLSearchParams({ limit: '20', ...(cursor ? { cursor } : {}) })}`)).body,
    row: (key) => ({
      attributes: { 'data-key': key.id },
      cells: [
        el('div', {}, el('strong', {}, key.name), el('p', { class: 'quiet small' }, el('code', {}, key.id))),
        key.scopes.map((scope) => t(`console.keys.scope.${scope}`)).join(' · '),
        ...(isOperator ? [`${key.owner} (${key.role})`] : []),
        time(key.createdAt), key.usedAt ? time(key.usedAt) : t('console.keys.never'), key.expiresAt ? time(key.expiresAt) : t('console.keys.forEver'),
        key.revokedAt ? t('console.keys.revokedAt', { time: time(key.revokedAt) }) : actButton(t('console.keys.revoke'), () => revoke(key), { class: 'link danger', 'aria-label': t('console.keys.revokeOf', { name: key.name }) }),
      ],
    }),
  });

  async function revoke(key) {
    if (!(await askFirst({ title: t('console.keys.ask', { name: key.name }), words: t('console.keys.askWords'), act: t('console.keys.revoke') }))) return;
    await thenShow(() => call('DELETE', `/v1/admin/keys/${encodeURIComponent(key.id)}`), all.reload);
    told.say(t('console.keys.gone', { name: key.name }));
  }

  function chosen() {
    return SCOPES.filter((_, i) => scopes[i].value === 'true');
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = fields.filter((each) => !each.check());
    scopesError.hidden = chosen().length > 0;
    scopesError.textContent = chosen().length ? '' : t('console.keys.noScope');
    if (wrong.length || !chosen().length) {
      focusOn(wrong[0]?.input ?? scopes[0].input);
      return;
    }
    button.during(async () => {
      /** @type {Record<string, any>} */
      const body = { name: name.value.trim(), scopes: chosen(), expiresAt: expires.instant() };
      if (isOperator && owner.value.trim()) body.owner = owner.value.trim();
      if (isOperator) body.role = role.value;
      try {
        clearError();
        const answer = await call('POST', '/v1/admin/keys', { body });
        const shown = shownOnce('new-key', t('console.keys.here'), t('console.keys.once'), answer.body.key);
        made.replaceChildren(shown);
        form.reset();
        told.say('');
        focusOn(shown.querySelector('h3'));
      } catch (error) {
        showErrors(fields, error);
        // It may have been made without anybody having heard it: a key that nobody knows is better revoked.
        if (error.status === undefined) told.say(t('console.keys.unheard'));
      }
      await all.reload();
    });
  });
  place.append(made, told.element, all.element, form);
  await all.reload();
}
