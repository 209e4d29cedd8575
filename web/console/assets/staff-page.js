// What every page has for whoever works here: the demo banner, the languages, and who is signed in.
import './console-words.js';
import { inDemo } from './demo.js';
import { byId, setText } from './dom.js';
import { translate } from './language.js';
import { offerLanguages } from './languages.js';
import './server-words.js';
import { staffSignedIn } from './staff-sign-in.js';
import { forgetStaff, staff, whenStaffChanges } from './staff.js';

/** Starts these parts, and asks for a sign-in where there is none; resolves with who it is, `{token, user, roles}`. `showWho(known)` is told who that is, or that it is nobody. */
export function startStaffPage(showWho = (known) => {}) {
  translate();
  offerLanguages();
  byId('demo').hidden = !inDemo;
  byId('switch').addEventListener('click', () => {
    forgetStaff();
    location.reload();
  });
  const show = () => {
    const known = staff();
    byId('who').hidden = !known;
    setText(byId('who-name'), known?.user ?? '');
    showWho(known);
  };
  document.addEventListener('signed-in', show);
  whenStaffChanges(() => location.reload());
  show();
  return staffSignedIn();
}
