// What every page has: the demo banner, who is signed in, and a place for what went wrong.
import { isDemo } from './demo.js';
import { byId, el, setText } from './dom.js';
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

/** What a person asked for did not work, or never will. Stays until the next try. */
export function showError(error) {
  const place = byId('error');
  setText(place, sentence(error));
  const inTheWay = error.body?.reservation;
  if (inTheWay) place.append(' ', el('a', { href: `/reservations/${encodeURIComponent(inTheWay)}` }, t('common.goThere')));
  place.hidden = false;
  place.scrollIntoView({ block: 'nearest' });
}

export function clearError() {
  byId('error').hidden = true;
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
