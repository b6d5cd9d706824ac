/** An exam keeps each answer as it is chosen; without a line it tries again until it is kept. */

const AGAIN_MS = 4000;
const form = document.getElementById("exam");
const left = document.getElementById("exam-left");
const kept = document.getElementById("exam-kept");
const until = Date.now() + Number(left.dataset.left) * 1000;
let changes = 0;
let again = 0;

form.addEventListener("change", () => {
  changes += 1;
  keep();
});
window.addEventListener("online", keep);
draw();
const ticking = setInterval(draw, 1000);

async function keep() {
  clearTimeout(again);
  const sent = changes;
  try {
    const answer = await fetch(form.action || location.href, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    if (!answer.ok && answer.status >= 500) throw new Error(String(answer.status));
    if (answer.status === 409) return over();
    if (sent === changes) kept.textContent = kept.dataset.kept;
  } catch {
    kept.textContent = kept.dataset.waiting;
    again = setTimeout(keep, AGAIN_MS);
  }
}

function draw() {
  const seconds = Math.max(0, Math.round((until - Date.now()) / 1000));
  left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (!seconds) over();
}

function over() {
  clearInterval(ticking);
  kept.textContent = kept.dataset.over;
  location.reload();
}
