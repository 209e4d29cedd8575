// What every page of the shop has: the demo banner, the languages, and who is signed in.
import { isDemo } from './demo.js';
import { byId, partOfPath, setText } from './dom.js';
import { forget, identity } from './identity.js';
import { translate } from './language.js';
import { offerLanguages } from './languages.js';
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

function showWho() {
  const known = identity();
  byId('who').hidden = !known;
  setText(byId('who-name'), known?.user ?? '');
}

/** The last part of the page's path: `/sales/{sale}`, `/reservations/{id}`. */
export function idFromPath() {
  return partOfPath(0);
}
