// Lets the page open without a network: registers its service worker, which lies at a fixed address and answers for /door alone.
import { byId, setText } from './dom.js';
import { t } from './language.js';

/** Says how far it is. */
export async function keepPage() {
  const place = byId('start-words');
  if (!navigator.serviceWorker) {
    setText(place, t('door.start.never'));
    return;
  }
  setText(place, t('door.start.notYet'));
  try {
    await navigator.serviceWorker.register('/door-worker.js', { scope: '/door', updateViaCache: 'none' });
    await navigator.serviceWorker.ready;
    setText(place, t('door.start.ready'));
    place.dataset.ready = '';
    // What is not yet told of must not be thrown away when the disk is full.
    await navigator.storage?.persist?.();
  } catch {
    // Without a network it cannot look for a newer one; the one that is there goes on.
    setText(place, t(navigator.serviceWorker.controller ? 'door.start.ready' : 'door.start.never'));
  }
}
