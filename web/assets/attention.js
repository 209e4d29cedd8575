// Calls somebody back who looks elsewhere: the window's title and its icon, and a notification where that was allowed. Browsers slow down the timers of hidden
// pages, but not the answers that they wait for.
import { el, focusOn, setText } from './dom.js';
import { t } from './language.js';

const ICON = '/assets/icon.svg';
const CALLING = '/assets/icon-calling.svg';
let title = document.title;
let isCalling = false;

/** What the window is called; with a mark while it calls somebody back. */
export function setTitle(words) {
  title = words;
  const shown = isCalling ? `● ${title}` : title;
  if (document.title !== shown) document.title = shown;
}

/** Tells `title` and `body` if the page is hidden; `tag` keeps one and the same from being told twice. */
export function attend({ title: words, body, tag }) {
  if (!document.hidden) return;
  isCalling = true;
  setIcon(CALLING);
  setTitle(words);
  notify(words, { body, tag, icon: ICON });
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden || !isCalling) return;
  isCalling = false;
  setIcon(ICON);
  setTitle(title);
});

function setIcon(href) {
  document.querySelector('link[rel="icon"]')?.setAttribute('href', href);
}

function notify(title, options) {
  if (!canNotify() || Notification.permission !== 'granted') return;
  const shown = new Notification(title, options);
  shown.onclick = () => {
    focus();
    shown.close();
  };
}

/** Android's browsers let pages ask, and then show nothing. */
function canNotify() {
  return 'Notification' in globalThis && !/Android/.test(navigator.userAgent);
}

/** Offers in `place` to tell by a notification, where the browser has not been asked yet. Nothing is asked before a click. */
export function offerToTell(place) {
  const isOpen = canNotify() && Notification.permission === 'default' && isSecureContext;
  place.hidden = !isOpen && !place.children.length;
  if (!isOpen || place.children.length) return;
  const button = el('button', { type: 'button', class: 'link' }, t('common.tellMe'));
  button.addEventListener('click', async () => {
    const isGranted = await Notification.requestPermission() === 'granted';
    setText(said, t(isGranted ? 'common.willTell' : 'common.willNotTell'));
    focusOn(said);
    button.remove();
  });
  const said = el('span', { role: 'status' });
  place.append(button, said);
}
