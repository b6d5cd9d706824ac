/** Keeps this page for when there is no line: the page, its files, and the worker that gives them out.
 *
 * A page asks for it by `<meta name="offline" content="<part of the site>">`; `data-owner` says who
 * reads it, `data-also` which other addresses it needs, apart by spaces. Where the browser has no
 * workers (no https, an old one) the page works as any other.
 */

const PAGES = "kept-pages";
const FILES = "kept-files";
const OWNER = "kept-owner";
const asked = document.querySelector('meta[name="offline"]');

/** Whose page this is; "" is nobody's, and anybody's. */
export const owner = asked?.dataset.owner ?? "";

if (asked && "serviceWorker" in navigator && "caches" in window) {
  const { kept } = document.documentElement.dataset;
  if (kept) tell(kept);
  else whenLoaded().then(keep).catch(() => {}); // full, or the line broke: next time
}

function tell(kept) {
  const line = document.querySelector('[data-part="kept"]');
  if (!line) return;
  line.hidden = false;
  line.querySelector("time").textContent = new Date(kept).toLocaleString();
}

async function whenLoaded() {
  if (document.readyState !== "complete") {
    await new Promise((done) => window.addEventListener("load", done, { once: true }));
  }
}

async function keep() {
  await navigator.serviceWorker.register("/worker.js", { scope: asked.content });
  if (localStorage.getItem(OWNER) !== owner) await caches.delete(PAGES);
  localStorage.setItem(OWNER, owner);
  await keepFiles();
  const answered = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answered.ok || answered.redirected) return;
  const text = await answered.text();
  const marked = text.replace("<html ", `<html data-kept="${new Date().toISOString()}" `);
  const headers = new Headers(answered.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const pages = await caches.open(PAGES);
  await pages.put(location.pathname, new Response(marked, { headers }));
  document.documentElement.dataset.offline = "kept";
}

/** Styles, scripts, pictures and what they asked for in turn; and what the page named besides. */
async function keepFiles() {
  const files = await caches.open(FILES);
  const loaded = performance.getEntriesByType("resource").map((each) => new URL(each.name));
  const ours = loaded.filter((url) => url.origin === location.origin && isFile(url.pathname));
  const paths = new Set(ours.map((url) => url.pathname));
  for (const path of paths) {
    if (!(await files.match(path))) await files.add(path);
  }
  for (const path of (asked.dataset.also ?? "").split(" ").filter(Boolean)) await files.add(path);
}

const isFile = (path) => path.startsWith("/static/");
