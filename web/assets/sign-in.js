// Asks who the viewer is. In the demo a name is enough; elsewhere a token of the identity provider is pasted.
import { Problem, request } from './api.js';
import { isDemo } from './demo.js';
import { byId, el, focusOn, setText } from './dom.js';
import { identity, remember } from './identity.js';
import { t } from './language.js';
import { claimsOf } from './token.js';

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

/** At the button of an order, where the page has one. */
async function ask(note) {
  const place = byId('order-sign-in') ?? byId('sign-in');
  let form = (await isDemo) ? nameForm() : tokenForm();
  setText(form.message, note);
  place.replaceChildren(form.element);
  for (;;) {
    await form.submitted();
    try {
      const { token, user } = await form.read();
      remember(token, user);
      const hadFocus = place.contains(document.activeElement);
      place.replaceChildren();
      document.dispatchEvent(new Event('signed-in'));
      if (hadFocus) focusOnNext();
      return { token, user };
    } catch (error) {
      if (error instanceof Problem && error.status === 404) {
        form = tokenForm();
        place.replaceChildren(form.element);
      }
      form.failed(error.message);
    }
  }
}

/** What one signs in for, or the page; never nowhere. */
function focusOnNext() {
  const next = [byId('buy'), document.querySelector('main h1'), byId('main')].find((each) => each?.checkVisibility());
  if (next) focusOn(next);
}

function nameForm() {
  const input = el('input', { id: 'user-name', name: 'user', required: '', maxlength: '64', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' });
  return form(t('signIn.who'), t('signIn.anyName'), t('signIn.name'), input, async () => {
    const user = input.value.trim();
    const { body } = await request('POST', '/v1/demo/token', { body: { user, roles: [] } });
    return { token: body.token, user };
  });
}

function tokenForm() {
  const input = el('input', { id: 'user-token', name: 'token', required: '', autocomplete: 'off', spellcheck: 'false' });
  return form(t('signIn.heading'), t('signIn.pasteToken'), t('signIn.token'), input, async () => {
    const token = input.value.trim().replace(/^Bearer\s+/i, '');
    return { token, user: claimsOf(token).sub ?? t('signIn.somebody') };
  });
}

/** Its button keeps the focus while what was typed is read. */
function form(heading, explanation, label, input, read) {
  const message = el('p', { id: 'user-message', role: 'alert', class: 'sign-in-message' });
  const button = el('button', { id: 'user-submit' }, t('signIn.go'));
  const element = el('form', { id: 'user-form', class: 'sign-in', 'aria-labelledby': 'user-heading' },
    el('h2', { id: 'user-heading' }, heading), el('p', { id: 'user-explanation', class: 'quiet small' }, explanation),
    el('label', { for: input.id }, label), el('div', { class: 'sign-in-row' }, input, button), message);
  input.setAttribute('aria-describedby', 'user-explanation user-message');
  let isReading = false;
  let submit;
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!isReading) submit?.();
  });
  return {
    element,
    message,
    read() {
      isReading = true;
      button.setAttribute('aria-disabled', 'true');
      return read();
    },
    submitted: () => new Promise((resolve) => {
      submit = resolve;
    }),
    failed(words) {
      isReading = false;
      button.removeAttribute('aria-disabled');
      setText(message, words);
    },
  };
}
