// What every page of the console has: who works here, and the way to the other pages.
import { byId } from './dom.js';
import { startStaffPage } from './staff-page.js';

/** Starts the page's common parts, and asks for a sign-in where there is none; resolves with who it is, `{token, user, roles}`. */
export function startConsole() {
  // A page brought back from the browser's history shows a state of long ago.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  showWay();
  return startStaffPage(offerOwn);
}

/** Where one is; the longest address that fits. */
function showWay() {
  const links = [...byId('console-nav').querySelectorAll('a')];
  const here = links.filter((link) => `${location.pathname}/`.startsWith(`${link.pathname}/`)).sort((a, b) => b.pathname.length - a.pathname.length)[0];
  here?.setAttribute('aria-current', here.pathname === location.pathname ? 'page' : 'true');
}

/** What nobody but others may use is not offered, where that is known. */
function offerOwn(known) {
  for (const link of byId('console-nav').querySelectorAll('[data-needs]')) {
    link.hidden = !known || (known.roles !== undefined && !known.roles.includes(link.dataset.needs));
  }
}
