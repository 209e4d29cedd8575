// Asks who works here. In the demo a name and a role are enough; elsewhere a token of the identity provider, or a machine's key, is pasted.
import { request } from './api.js';
import { areRight, field, showErrors, submitButton } from './console-field.js';
import { inDemo } from './demo.js';
import { byId, el, focusOn } from './dom.js';
import { t } from './language.js';
import { sentence } from './reasons.js';
import { isMachine, rememberStaff, staff, staffName } from './staff.js';
import { claimsOf } from './token.js';

/** Whose sales the demo has. */
const IN_DEMO = 'merchant';
let asking;
/** Whose page this is. */
let here;

/** Who is signed in, as soon as somebody is: `{token, user, roles}`. Shows the form if nobody is; `note` says why. */
export function staffSignedIn(note = '') {
  const known = staff();
  if (known) {
    here = staffName();
    return Promise.resolve(known);
  }
  asking ??= ask(note).finally(() => {
    asking = undefined;
  });
  return asking;
}

function ask(note) {
  // Nobody reaches what lies below an open dialog: there the form stands above it, and only an answer closes it.
  const above = document.querySelector('dialog[open]') ? el('dialog', { 'aria-labelledby': 'staff-heading' }) : undefined;
  const place = above ?? byId('sign-in');
  const { fields, read } = inDemo ? nameAndRole() : pasted();
  const message = el('p', { id: 'staff-message', role: 'alert', class: 'field-error' }, note);
  const button = submitButton(t('signIn.go'), { id: 'staff-submit' });
  const form = el('form', { id: 'staff-form', class: above ? 'form' : 'card form', 'aria-labelledby': 'staff-heading', autocomplete: 'off', novalidate: '' },
    el('h1', { id: 'staff-heading' }, t('console.signIn.heading')),
    el('p', { class: 'quiet' }, inDemo ? t('console.signIn.demo', { name: IN_DEMO }) : t('console.signIn.paste')),
    ...fields.map(({ element }) => element), message, button.element);
  document.body.dataset.signedOut = '';
  place.replaceChildren(form);
  if (above) {
    above.addEventListener('cancel', (event) => event.preventDefault());
    // Browsers let somebody insist.
    above.addEventListener('close', () => above.isConnected && above.showModal());
    document.body.append(above);
    above.showModal();
  }
  return new Promise((resolve) => {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!areRight(fields)) return;
      button.during(async () => {
        message.textContent = '';
        try {
          const who = await read();
          rememberStaff(who.token, who.user, who.roles);
          if (here && here !== staffName()) {
            // What stands here, and what was typed, is somebody else's.
            location.reload();
            return;
          }
          here = staffName();
          const hadFocus = !above && place.contains(document.activeElement);
          place.replaceChildren();
          above?.close();
          above?.remove();
          delete document.body.dataset.signedOut;
          document.dispatchEvent(new Event('signed-in'));
          if (hadFocus) focusOn(document.querySelector('main h1') ?? byId('main'));
          resolve(staff());
        } catch (error) {
          showErrors(fields, error, (other) => {
            message.textContent = sentence(other);
          });
        }
      });
    });
  });
}

function nameAndRole() {
  const name = field({ name: 'staff-name', label: t('signIn.name'), value: IN_DEMO, required: true, maxLength: 64, autocomplete: 'username', pointer: '/user' });
  const role = field({
    name: 'staff-role', label: t('console.signIn.role'), type: 'select',
    options: ['merchant', 'operator'].map((value) => ({ value, label: t(`console.roles.${value}`) })),
  });
  return {
    fields: [name, role],
    async read() {
      const user = name.value.trim();
      const roles = [role.value];
      const { body } = await request('POST', '/v1/demo/token', { body: { user, roles } });
      return { token: body.token, user, roles };
    },
  };
}

function pasted() {
  const input = field({ name: 'staff-token', label: t('console.signIn.token'), hint: t('console.signIn.tokenHint'), required: true, type: 'password', autocomplete: 'off' });
  return {
    fields: [input],
    async read() {
      const token = input.value.trim().replace(/^Bearer\s+/i, '');
      if (isMachine(token)) return { token, user: t('console.signIn.machine') };
      const { sub, roles } = claimsOf(token);
      return { token, user: sub ?? t('signIn.somebody'), roles };
    },
  };
}
