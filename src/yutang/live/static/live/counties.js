/** The county picker: type a name, tap a county. Without scripts the typed names are read instead. */

const picker = document.getElementById("counties");
const input = picker.querySelector("#county-names");
const found = picker.querySelector("[data-found]");
const ticks = picker.querySelector("[data-ticks]");
let timer = null;
let asked = "";

function tick({ code, name }) {
  const known = ticks.querySelector(`input[value="${Number(code)}"]`);
  if (known) known.checked = true;
  else {
    const label = document.createElement("label");
    const box = document.createElement("input");
    const text = document.createElement("span");
    label.className = "tick";
    box.type = "checkbox";
    box.name = "county";
    box.value = code;
    box.checked = true;
    text.textContent = name;
    label.append(box, text);
    ticks.append(label);
  }
  input.value = "";
  found.replaceChildren();
  input.focus();
}

function offer(counties) {
  const buttons = counties.map((county) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet slim";
    button.textContent = county.name;
    button.addEventListener("click", () => tick(county));
    return button;
  });
  found.replaceChildren(...buttons);
}

async function ask() {
  const text = input.value.trim();
  asked = text;
  if (!text) return offer([]);
  const answer = await fetch(`${picker.dataset.find}?${new URLSearchParams({ q: text })}`, {
    headers: { Accept: "application/json" },
  });
  if (!answer.ok || asked !== text) return undefined;
  return offer((await answer.json()).counties);
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 250);
});
input.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  found.querySelector("button")?.click();
});
