// Serves the site from a cache (so that it starts offline) and sets the headers that make it
// cross-origin isolated on hosts that cannot send them. The build fills in the three constants.
const VERSION = 'dev';
const FILES = [];
const HEADERS = {};

const PREFIX = `tessera ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;
const known = new Set(['', ...FILES].map((name) => new URL(name, self.registration.scope).href));
// The WebAssembly modules are large and a browser uses one of the two; the decoder for HEIC many never
// use: cached when first asked for.
const late = /^wasm\/|(^|\/)(lib)?heif[_-]/;
const early = ['./', ...FILES.filter((name) => name !== 'index.html' && !late.test(name))];

self.addEventListener('install', (event) => {
  // A new version takes over at once: pages of the last one still find their files in its cache.
  self.skipWaiting();
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(early.map((url) => new Request(url, { cache: 'reload' })))),
  );
});

/** The caches of this site, the latest first. */
async function ownCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  return [CACHE, ...names.reverse()];
}

self.addEventListener('activate', (event) => {
  const forget = async () => {
    for (const name of (await ownCaches()).slice(2)) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

async function withHeaders(response) {
  if (response.status === 0) return response; // opaque: its headers are not ours to set
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  // Whole, not as a stream: one that a page left half read would keep this worker from being replaced.
  const body = [101, 204, 205, 304].includes(response.status) ? null : await response.blob();
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}

async function answer(request) {
  const url = new URL(request.url);
  const key = url.origin + url.pathname.replace(/\/index\.html$/, '/');
  for (const name of await ownCaches()) {
    const stored = await caches.match(key, { cacheName: name });
    if (stored) return withHeaders(stored);
  }
  const fresh = await fetch(request);
  if (fresh.status === 200 && known.has(key)) await (await caches.open(CACHE)).put(key, fresh.clone());
  return withHeaders(fresh);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(answer(request));
});
