// Serves the site from a cache (so that it starts offline) and sets the headers that make it
// cross-origin isolated on hosts that cannot send them. The build fills in the three constants.
const VERSION = 'dev';
const FILES = [];
const HEADERS = {};

const PREFIX = `tessera ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;
const known = new Set(['', ...FILES].map((name) => new URL(name, self.registration.scope).href));
// The WebAssembly modules are large and a browser uses one of the two: cached when first asked for.
const early = ['./', ...FILES.filter((name) => name !== 'index.html' && !name.startsWith('wasm/'))];

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(early.map((url) => new Request(url, { cache: 'reload' })))),
  );
});

self.addEventListener('activate', (event) => {
  const drop = (name) => name.startsWith(PREFIX) && name !== CACHE && caches.delete(name);
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.map(drop)))
      .then(() => self.clients.claim()),
  );
});

// A new version waits until no page uses the old one; a page that has just started, alone, asks for it.
self.addEventListener('message', (event) => {
  if (event.data === 'activate') event.waitUntil(self.skipWaiting());
  if (event.data !== 'how many pages?') return;
  const all = self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  event.waitUntil(all.then((pages) => event.ports[0].postMessage(pages.length)));
});

function withHeaders(response) {
  if (response.status === 0) return response; // opaque: its headers are not ours to set
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  const body = [101, 204, 205, 304].includes(response.status) ? null : response.body;
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}

async function answer(request) {
  const url = new URL(request.url);
  const key = url.origin + url.pathname.replace(/\/index\.html$/, '/');
  const cache = await caches.open(CACHE);
  const stored = await cache.match(key);
  if (stored) return withHeaders(stored);
  const fresh = await fetch(request);
  if (fresh.ok && fresh.status === 200 && known.has(key)) await cache.put(key, fresh.clone());
  return withHeaders(fresh);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(answer(request));
});
