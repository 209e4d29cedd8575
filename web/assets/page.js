// What every page has: the demo banner, who is signed in, and a place for what went wrong.
import { setTitle } from './attention.js';
import { isDemo } from './demo.js';
import { byId, el, focusOn, setText } from './dom.js';
import { forget, identity } from './identity.js';
import { language, languages, setLanguage, t, translate } from './language.js';
import { sentence } from './reasons.js';
import { signedIn } from './sign-in.js';

/** Starts the page's common parts; asks for a sign-in where there is none and one is needed here, without holding up the rest. */
export function startPage({ signIn = true } = {}) {
  translate();
  offerLanguages();
  isDemo.then((demo) => {
    byId('demo').hidden = !demo;
  });
  byId('switch').addEventListener('click', () => {
    forget();
    location.reload();
  });
  document.addEventListener('signed-in', showWho);
  // Another tab became somebody else: what this page shows is not theirs.
  addEventListener('storage', (event) => {
    if (event.key === 'sluice.identity') location.reload();
  });
  // A page brought back from the browser's history shows a state of long ago.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  showWho();
  if (signIn) signedIn();
}

/** A button for each other language, in its own words. */
function offerLanguages() {
  for (const { tag, name } of languages.filter((each) => each.tag !== language)) {
    const button = el('button', { type: 'button', class: 'link', lang: tag }, name);
    button.addEventListener('click', () => setLanguage(tag));
    byId('languages').append(button);
  }
}

function showWho() {
  const known = identity();
  byId('who').hidden = !known;
  setText(byId('who-name'), known?.user ?? '');
}

/** What a person asked for did not work, or never will: told beside the button of an order, where there is one, else on top. Stays until the next try. */
export function showError(error) {
  clearError();
  const inOrder = byId('order-error');
  const place = inOrder?.parentElement.checkVisibility() ? inOrder : byId('error');
  setText(place, sentence(error));
  const way = wayOn(error);
  if (way) place.append(' ', way);
  place.hidden = false;
  place.scrollIntoView({ block: 'nearest' });
}

/** To what stands in the way. */
function wayOn({ reason, body }) {
  if (body?.reservation) return el('a', { href: `/reservations/${encodeURIComponent(body.reservation)}` }, t('common.goThere'));
  return ['LIMIT_EXCEEDED', 'PURCHASE_UNDER_WAY'].includes(reason) ? el('a', { href: '/me' }, t('common.seeMine')) : undefined;
}

export function clearError() {
  for (const place of [byId('error'), byId('order-error')]) {
    if (place) place.hidden = true;
  }
}

/** Instead of what the page would show: there is no such thing, and where to go from here. */
export function showMissing(headline, words) {
  setTitle(headline);
  document.head.append(el('meta', { name: 'robots', content: 'noindex' }));
  if (byId('missing')) return;
  const heading = el('h1', {}, headline);
  byId('main').append(el('section', { id: 'missing' }, heading, el('p', {}, words), el('p', {}, el('a', { class: 'button', href: '/' }, t('common.seeSales')))));
  if (document.activeElement === document.body) focusOn(heading);
}

/** What the page does by itself failed for now; it goes on trying. */
export function showTrouble(error) {
  const place = byId('trouble');
  setText(place, t('common.tryingAgain', { why: sentence(error) }));
  place.hidden = false;
}

export function clearTrouble() {
  byId('trouble').hidden = true;
}

/** The last part of the page's path: `/sales/{sale}`, `/reservations/{id}`. */
export function idFromPath() {
  return decodeURIComponent(location.pathname.replace(/\/+$/, '').split('/').at(-1));
}
