// Asks who the viewer is. In the demo a name is enough; elsewhere a token of the identity provider is pasted.
import { Problem, request } from './api.js';
import { isDemo } from './demo.js';
import { byId, el } from './dom.js';
import { identity, remember, subjectOf } from './identity.js';

let asking;

/** The identity `{token, user}`, as soon as there is one. Shows the form if there is none; `note` says why. */
export function signedIn(note = '') {
  const known = identity();
  if (known) return Promise.resolve(known);
  asking ??= ask(note).finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(note) {
  const place = byId('sign-in');
  let form = (await isDemo) ? nameForm() : tokenForm();
  let message = note;
  for (;;) {
    form.message.textContent = message;
    place.replaceChildren(form.element);
    await submitted(form.element);
    form.button.disabled = true;
    try {
      const { token, user } = await form.read();
      remember(token, user);
      place.replaceChildren();
      document.dispatchEvent(new Event('signed-in'));
      return { token, user };
    } catch (error) {
      if (error instanceof Problem && error.status === 404) form = tokenForm();
      message = error.message;
      form.button.disabled = false;
    }
  }
}

function submitted(form) {
  return new Promise((resolve) => {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      resolve();
    }, { once: true });
  });
}

function nameForm() {
  const input = el('input', { id: 'user-name', name: 'user', required: '', maxlength: '64', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' });
  return form('Who are you?', 'Any name will do in the demo.', 'Name', input, async () => {
    const user = input.value.trim();
    const { body } = await request('POST', '/v1/demo/token', { body: { user, roles: [] } });
    return { token: body.token, user };
  });
}

function tokenForm() {
  const input = el('input', { id: 'user-token', name: 'token', required: '', autocomplete: 'off', spellcheck: 'false' });
  return form('Sign in', 'Sign in with your identity provider and put the token it gives you here.', 'Token', input, async () => {
    const token = input.value.trim().replace(/^Bearer\s+/i, '');
    return { token, user: subjectOf(token) ?? 'signed in' };
  });
}

function form(heading, explanation, label, input, read) {
  const message = el('p', { role: 'alert', class: 'sign-in-message' });
  const button = el('button', { id: 'user-submit', class: 'primary' }, 'Continue');
  const element = el('form', { id: 'user-form', class: 'sign-in panel' },
    el('h2', {}, heading), el('p', { class: 'quiet' }, explanation),
    el('label', { for: input.id }, label), el('div', { class: 'row' }, input, button), message);
  return { element, message, button, read };
}
