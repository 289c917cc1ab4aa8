// Serves the site from a cache (so that it starts offline) and sets the headers that make it
// cross-origin isolated on hosts that cannot send them. The build fills in the three constants.
const VERSION = 'dev';
const FILES = [];
const HEADERS = {};

const PREFIX = `tessera ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;
const known = new Set(['', ...FILES].map((name) => new URL(name, self.registration.scope).href));
// The decoder for HEIC is large and many never use it: it is kept when it was first asked for.
const rare = /(^|\/)(lib)?heif[_-]/;
// The WebAssembly modules are large too, and the page needs one of the two at once: the first visit does not
// wait for them here, they are kept when the page says that it has started.
const late = /^wasm\//;
const early = ['./', ...FILES.filter((name) => name !== 'index.html' && !late.test(name) && !rare.test(name))];

self.addEventListener('install', (event) => {
  const keepEarly = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(early.map((url) => new Request(url, { cache: 'reload' })));
    // A new version is offered when it is there as a whole. It waits until the visitor takes it, see the messages.
    if (self.registration.active) await keepTheRest();
  };
  event.waitUntil(keepEarly());
});

/** Keeps what was left for later, so that the whole site is there without a network. */
async function keepTheRest() {
  const cache = await caches.open(CACHE);
  for (const name of FILES.filter((file) => late.test(file))) {
    const url = new URL(name, self.registration.scope).href;
    if (await cache.match(url)) continue;
    const fresh = (await storedIn(await ownCaches(), url)) ?? (await fetch(url));
    if (fresh.status === 200) await cache.put(url, fresh);
  }
}

self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
  // Without a network the next visit tries again.
  if (event.data === 'keep the rest') event.waitUntil(keepTheRest().catch(() => undefined));
});

/** The caches of this site, the latest first. */
async function ownCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  return [CACHE, ...names.reverse()];
}

async function storedIn(names, url) {
  for (const name of names) {
    const stored = await caches.match(url, { cacheName: name });
    if (stored) return stored;
  }
  return undefined;
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
  const stored = await storedIn(await ownCaches(), key);
  if (stored) return withHeaders(stored);
  const fresh = await fetch(request);
  if (fresh.status === 200 && known.has(key)) {
    // Where there is no room for it the page has it all the same.
    await (await caches.open(CACHE)).put(key, fresh.clone()).catch(() => undefined);
  }
  return withHeaders(fresh);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(answer(request));
});
