// While somebody types, what the parts make of the price. Without this the button shows it.
const form = document.getElementById("split");
const preview = document.getElementById("preview");
const PAUSE_MS = 350;
let timer = 0;
let asked = 0;

async function show() {
  const mine = ++asked;
  const answer = await fetch(window.location.pathname, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Preview": "1" },
  });
  if (!answer.ok || mine !== asked) return;
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
  preview.replaceChildren(...shown.body.childNodes);
}

if (form && preview) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE_MS);
  });
}
