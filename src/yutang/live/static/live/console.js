/** The host's console: every button is a form that is sent quietly; the ticks show what came of it. */

import { createCamera } from "./camera.js";
import { createRack } from "./rack.js";
import { createTicks } from "./ticks.js";
import { count, page, say, toast } from "./words.js";

document.documentElement.classList.add("js");

const LINES_SHOWN = 3;
const CHAT_EVERY_MS = 3000;
const CAPS_EVERY_MS = 4000;

const data = page("console");
const desk = document.querySelector(".console");
const ticks = createTicks(data.urls);
const rack = createRack({ url: data.urls.lineup, ticks });
const camera = data.may.run ? createCamera({ urls: data.urls, desk }) : null;

/** Send a form without leaving the page. Tells whether it was done; a refusal is said. */
async function send(form, extra = {}, submitter = null) {
  const body = new FormData(form, submitter);
  Object.entries(extra).forEach(([name, value]) => body.set(name, value));
  submitter?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    if (answer.ok) return true;
    const type = answer.headers.get("Content-Type") ?? "";
    toast(type.includes("json") ? (await answer.json()).message : say("failed"));
  } catch {
    toast(say("failed"));
  } finally {
    submitter?.removeAttribute("aria-busy");
  }
  return false;
}

const units = document.getElementById("units");
const unitsCount = document.getElementById("units-count");

function askUnits(form) {
  const shelf = form.closest("[data-lot]");
  units.querySelector("form").action = form.action;
  document.getElementById("units-name").textContent = shelf.dataset.name;
  document.getElementById("units-stock").textContent =
    shelf.querySelector('[data-part="stock"]').textContent;
  unitsCount.value = 10;
  units.showModal();
}

const reason = document.getElementById("reason");

function askReason(form) {
  const line = form.closest("li");
  const [inner] = reason.getElementsByTagName("form");
  inner.action = form.action;
  inner.elements.person.value = form.elements.person?.value ?? "";
  inner.elements.reason.value = "";
  const verb = say(form.dataset.reason);
  document.getElementById("reason-title").textContent = verb;
  document.getElementById("reason-go").textContent = verb;
  document.getElementById("reason-about").textContent = line.querySelector("p").innerText;
  reason.showModal();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches("[data-add], [data-reason]")) {
    event.preventDefault();
    if (form.matches("[data-add]")) askUnits(form);
    else askReason(form);
    return;
  }
  if (!form.matches("[data-quiet]")) return;
  event.preventDefault();
  const dialog = form.closest("dialog");
  const to = event.submitter?.name === "to" ? event.submitter.value : "";
  const why = dialog === reason && !form.elements.reason.value;
  if (to === "live" && camera && !(await camera.open())) return;
  const extra = why ? { reason: form.elements.why.value } : {};
  if (!(await send(form, extra, event.submitter))) return;
  dialog?.close();
  if (to) await stateSent(to);
  if (dialog === reason || form.closest("#work-chat")) fetchChat();
});

/** A state was accepted: the camera follows, the page is drawn anew when the ticks say so. */
async function stateSent(to) {
  if (to === "live") await camera?.start();
  if (to === "paused" || to === "ended") camera?.stop(to === "ended");
  if (to === "ended" || to === "replay") location.reload();
}

units.querySelectorAll("[data-step], [data-set]").forEach((button) =>
  button.addEventListener("click", () => {
    const { step, set } = button.dataset;
    unitsCount.value = Math.max(1, set ? Number(set) : Number(unitsCount.value) + Number(step));
  }),
);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href="#end"], [data-close]');
  if (!link) return;
  event.preventDefault();
  if (link.matches("[data-close]")) link.closest("dialog").close();
  else document.getElementById("end").showModal();
});
document.querySelectorAll("dialog").forEach((dialog) =>
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()),
);

const tabs = [...document.querySelectorAll('[role="tab"]')];
const panel = (tab) => document.getElementById(tab.getAttribute("aria-controls"));

function choose(chosen) {
  tabs.forEach((tab) => {
    tab.setAttribute("aria-selected", String(tab === chosen));
    panel(tab).classList.toggle("shown", tab === chosen);
  });
  if (chosen.id === "tab-chat") fetchChat();
}

tabs.forEach((tab) => tab.addEventListener("click", () => choose(tab)));
choose(data.may.lineup || tabs.length < 2 ? tabs[0] : tabs[1]);

const caps = document.getElementById("caps-now");
let capsWait = null;

/** How far the caps are: HTML from the server, fetched as orders come, every few seconds at most. */
async function fetchCaps() {
  capsWait = null;
  const answer = await fetch(caps.dataset.url);
  if (!answer.ok) return;
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  caps.replaceChildren(...parsed.body.childNodes);
}

function ordersCame() {
  if (caps?.firstElementChild) capsWait ??= setTimeout(fetchCaps, CAPS_EVERY_MS);
}

let chatWaits = null;

/** The managed chat (with hidden lines and buttons) is HTML: fetched at most every 3 seconds. */
async function fetchChat() {
  chatWaits = null;
  const answer = await fetch(data.urls.chat);
  if (!answer.ok) return;
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("work-chat")?.replaceChildren(...parsed.body.childNodes);
}

function showLines(lines) {
  const list = document.getElementById("cam-lines");
  for (const { name, text } of lines.slice(-LINES_SHOWN)) {
    const line = document.createElement("li");
    const who = document.createElement("b");
    who.textContent = name;
    line.append(who, ` ${text}`);
    list.append(line);
  }
  while (list.children.length > LINES_SHOWN) list.firstElementChild.remove();
  const chat = document.getElementById("tab-chat");
  if (chat?.getAttribute("aria-selected") === "true") {
    chatWaits ??= setTimeout(fetchChat, CHAT_EVERY_MS);
  }
}

const gauge = (id) => (value) => {
  document.getElementById(id).textContent = count(value);
};
ticks.on("viewers", gauge("g-viewers"));
ticks.on("orders_minute", gauge("g-minute"));
ticks.on("orders", gauge("g-orders"));
ticks.on("orders", ordersCame);
ticks.on("likes", gauge("g-likes"));
ticks.on("chat", showLines);
ticks.on("lots", rack.setLots);
ticks.on("pin", rack.setPin);
ticks.on("lineup_version", (_now, before) => before !== undefined && rack.fetchAnew());
ticks.on("video", (video) => camera?.setVideo(video));
ticks.on("state", (state) => {
  if (state === data.state) return;
  data.state = state;
  desk.dataset.state = state;
  if (camera?.busy()) drawDock(state);
  else location.reload();
});
ticks.open();

/** While the camera is on the page must not reload: only what depends on the state is fetched. */
async function drawDock(state) {
  const answer = await fetch(location.pathname);
  if (!answer.ok) return;
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of [".dock", "#state-chip", "#work-lineup"]) {
    const fresh = parsed.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceChildren(...fresh.childNodes);
  }
  rack.draw();
  camera.draw();
}
