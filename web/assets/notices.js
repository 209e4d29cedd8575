// What the page tells above its content: what went wrong, what is wrong for now, and that there is no such thing.
import { setTitle } from './attention.js';
import { byId, el, focusOn, setText } from './dom.js';
import { t } from './language.js';
import { sentence } from './reasons.js';

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
