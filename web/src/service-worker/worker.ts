// Lets the app start without a network, and keeps what its names say never changes. Never answers for
// the server: what is not a page or a hashed file passes by.
//
// A new version waits until no window uses the one before, so nothing changes under a race. It need
// not hurry: pages come from the network first, with the names of their own files.
declare const self: ServiceWorkerGlobalScope;

// Written by scripts/finish-build.js.
declare const __VERSION__: string;
declare const __FILES__: readonly string[];

const cacheName = `mcs-${__VERSION__}`;
const shell = '/';
// Somebody on a slow line should not look at nothing for long.
const patienceMs = 4_000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([shell, ...__FILES__])));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(kept(request));
});

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)));
}

// From the network; where there is none, or a server that is down, the app tells of it itself.
async function page(request: Request): Promise<Response> {
  const fallback = await caches.match(shell, { cacheName });
  const fromNetwork = fetch(request).then((response) =>
    response.status >= 500 && fallback !== undefined ? fallback : response,
  );
  if (fallback === undefined) return fromNetwork;
  const late = new Promise<Response>((resolve) => setTimeout(resolve, patienceMs, fallback));
  return Promise.race([fromNetwork.catch(() => fallback), late]);
}

async function kept(request: Request): Promise<Response> {
  const known = await caches.match(request.url);
  if (known !== undefined) return known;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(cacheName);
    await cache.put(request.url, response.clone()).catch(() => undefined);
  }
  return response;
}

export {};
