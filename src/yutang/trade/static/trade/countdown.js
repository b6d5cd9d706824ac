// Counts down what the server says in words: <strong data-until="…" data-now="…" data-over="…">.
// The browser's clock may be wrong, so only the time passed since the page came is taken from it.

const started = performance.now();

function show(element) {
  const until = Date.parse(element.dataset.until) - Date.parse(element.dataset.now);
  const left = Math.max(0, Math.ceil((until - (performance.now() - started)) / 1000));
  const minutes = Math.floor(left / 60);
  element.textContent = left
    ? `${minutes}:${String(left % 60).padStart(2, "0")}`
    : element.dataset.over;
  return left > 0;
}

function tick() {
  const alive = [...document.querySelectorAll("[data-until]")].filter(show);
  if (alive.length) setTimeout(tick, 1000);
}

tick();
