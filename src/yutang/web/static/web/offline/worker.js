/** Gives out kept pages and their files when there is no line. `keep.js` puts them here.
 *
 * It looks after the part of the site that a page named when it registered this worker, and nothing
 * else. With a line the server always answers; what is kept is never shown in its place.
 */

const PAGES = "kept-pages";
const FILES = "kept-files";
const PATIENCE_MS = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(answer(request, PAGES, url.pathname));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else event.respondWith(answer(request, FILES, url.pathname));
});

/** What the server says, or what is kept when it says nothing for too long. */
async function answer(request, where, path) {
  const kept = await (await caches.open(where)).match(path);
  if (!kept) return fetch(request);
  const asked = fetch(request);
  const tired = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  try {
    const answered = await Promise.race([asked, tired]);
    asked.catch(() => {}); // it may still fail, after nobody waits for it any more
    return answered && answered.status < 502 ? answered : kept;
  } catch {
    return kept;
  }
}

/** A file's name says its content: what is kept is right. */
async function file(request) {
  return (await (await caches.open(FILES)).match(request)) ?? fetch(request);
}
