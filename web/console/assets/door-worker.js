// @ts-nocheck: the types of a page are not those of a service worker.
// The service worker of /door, at a fixed address and for that page alone: opens it without a network. The page and all that it is made of are kept together under the name of
// the page's content, and a newer page takes its place only once all of it is there. Sent as it is written; asks for nothing else, and answers for nothing below /v1.
const PAGE = '/door';
const PREFIX = 'sluice-door-';
/** Within which the network has to answer before the page that is kept is shown. */
const PATIENCE_MILLIS = 2_500;
/** The page that is shown, and the one before, of which a window may still be open. */
const KEPT = 2;
/** What pages, scripts and style sheets name: `/assets/name.js`, and scripts their neighbours. */
const NAMED = /(?:\/assets\/|["'`]\.\/)([\w.-]+\.(?:js|css|svg|png|woff2))/g;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(page(event));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
});

/** A newer one where the network has it soon; else the one that is kept. */
async function page(event) {
  const known = await kept();
  if (!known) return fetch(event.request);
  const fresh = fetch(event.request).then((response) => {
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    return response;
  });
  event.waitUntil(fresh.then((response) => keep(response.clone())).catch(() => undefined));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS));
  return (await Promise.race([fresh.catch(() => undefined), late])) ?? known;
}

async function asset(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function kept() {
  for (const name of await names()) {
    const found = await (await caches.open(name)).match(PAGE);
    if (found) return found;
  }
  return undefined;
}

/** The newest first. */
async function names() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX)).sort().reverse();
}

/** Keeps the page with all that it is made of; the page itself last, so that what is there is whole. */
async function keep(response) {
  const fresh = response ?? (await fetch(PAGE, { cache: 'no-cache' }));
  if (!fresh.ok) throw new Error(`The server answered ${fresh.status}.`);
  const text = await fresh.clone().text();
  const hash = await hashOf(text);
  const before = await names();
  const same = before.find((name) => name.endsWith(hash));
  if (same && (await (await caches.open(same)).match(PAGE))) return;
  const cache = await caches.open(`${PREFIX}${Date.now()}-${hash}`);
  await keepNamed(cache, text, new Set());
  await cache.put(PAGE, new Response(text, { headers: fresh.headers }));
  const old = (await names()).slice(KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function keepNamed(cache, text, seen) {
  const fresh = [...text.matchAll(NAMED)].map(([, name]) => `/assets/${name}`).filter((path) => !seen.has(path));
  await Promise.all([...new Set(fresh)].map(async (path) => {
    seen.add(path);
    const found = (await caches.match(path)) ?? (await fetch(path));
    if (!found.ok) return;
    await cache.put(path, found.clone());
    if (/\.(js|css)$/.test(path)) await keepNamed(cache, await found.text(), seen);
  }));
}

async function hashOf(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest).slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
