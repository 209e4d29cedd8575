// What every page has, for the door: its header is short, and nothing of it needs the network.
import './console-words.js';
import './door-words.js';
import { inDemo } from './demo.js';
import { byId, setText } from './dom.js';
import { translate } from './language.js';
import { offerLanguages } from './languages.js';
import { staffSignedIn } from './staff-sign-in.js';
import { forgetStaff, staff, whenStaffChanges } from './staff.js';

/** Resolves once somebody is signed in. */
export function startDoorPage() {
  translate();
  offerLanguages();
  byId('demo').hidden = !inDemo;
  byId('switch').addEventListener('click', () => {
    forgetStaff();
    location.reload();
  });
  document.addEventListener('signed-in', showWho);
  whenStaffChanges(() => location.reload());
  showWho();
  return staffSignedIn();
}

function showWho() {
  const known = staff();
  byId('who').hidden = !known;
  setText(byId('who-name'), known?.user ?? '');
}
