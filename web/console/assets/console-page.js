// What every page of the console has: the demo banner, the languages, who is signed in, and the way to the other pages.
import './console-words.js';
import { inDemo } from './demo.js';
import { byId, setText } from './dom.js';
import { translate } from './language.js';
import { offerLanguages } from './languages.js';
import { staffSignedIn } from './staff-sign-in.js';
import { forgetStaff, staff, whenStaffChanges } from './staff.js';

/** Starts the page's common parts, and asks for a sign-in where there is none; resolves with who it is, `{token, user, roles}`. */
export function startConsole() {
  translate();
  offerLanguages();
  byId('demo').hidden = !inDemo;
  byId('switch').addEventListener('click', () => {
    forgetStaff();
    location.reload();
  });
  document.addEventListener('signed-in', showWho);
  whenStaffChanges(() => location.reload());
  // A page brought back from the browser's history shows a state of long ago.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  showWay();
  showWho();
  return staffSignedIn();
}

/** Where one is; the longest address that fits. */
function showWay() {
  const links = [...byId('console-nav').querySelectorAll('a')];
  const here = links.filter((link) => `${location.pathname}/`.startsWith(`${link.pathname}/`)).sort((a, b) => b.pathname.length - a.pathname.length)[0];
  here?.setAttribute('aria-current', here.pathname === location.pathname ? 'page' : 'true');
}

/** What nobody but others may use is not offered, where that is known. */
function showWho() {
  const known = staff();
  byId('who').hidden = !known;
  setText(byId('who-name'), known?.user ?? '');
  for (const link of byId('console-nav').querySelectorAll('[data-needs]')) {
    link.hidden = !known || (known.roles !== undefined && !known.roles.includes(link.dataset.needs));
  }
}

/** A part of the page's path by its place, from the end: `/console/sales/{1}/edit`, `/console/orders/{0}`. */
export function partOfPath(fromEnd) {
  return decodeURIComponent(location.pathname.replace(/\/+$/, '').split('/').at(-1 - fromEnd));
}
