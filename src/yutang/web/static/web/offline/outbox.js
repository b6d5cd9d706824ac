/** Forms that lose nothing on a flaky line.
 *
 * `<form data-outbox="case">` with a hidden `key` is kept on this phone while it is filled in, with
 * its photos, and comes back after a reload. Sent without a line it waits, and goes with the same
 * key, again and again, until the server answered: the server takes a key once. The page includes
 * `_outbox.html`, which shows what waits. The server answers JSON: `{"to": "/where/next/"}` with 200
 * or 201, or a refusal `{"code", "message"}`.
 */

import { draft, queue } from "./store.js";
import { owner } from "./keep.js";

const AGAIN_MS = 15_000;
const PATIENCE_MS = 90_000;
const KEEP_AFTER_MS = 400;
const SECOND_TAP_MS = 1000;
const box = document.querySelector(".outbox");
let sending = false;

for (const form of document.querySelectorAll("form[data-outbox]")) await wire(form);
await show();
await sendAll();
window.addEventListener("online", sendAll);
document.addEventListener("visibilitychange", () => document.hidden || sendAll());
setInterval(sendAll, AGAIN_MS);

async function wire(form) {
  const name = [owner, location.pathname, form.dataset.outbox].join(" ");
  const key = form.elements.namedItem("key");
  let timer = 0;
  let tapped = -Infinity;
  const before = await draft.get(name);
  key.value = before?.key ?? newKey();
  if (before) fill(form, before);
  const keep = async () => {
    await draft.keep(name, { key: key.value, at: Date.now(), fields: fieldsOf(form) });
    form.dataset.draft = "kept";
  };
  form.addEventListener("input", () => {
    form.dataset.draft = "";
    clearTimeout(timer);
    timer = setTimeout(keep, KEEP_AFTER_MS);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    // The form is empty again at once: a second tap would send nothing, as a case of its own.
    if (event.timeStamp - tapped < SECOND_TAP_MS) return;
    tapped = event.timeStamp;
    const fields = fieldsOf(form, event.submitter);
    const entry = { id: key.value, owner, url: form.action, page: location.pathname, fields };
    await put({ ...entry, name, title: form.dataset.title || document.title, at: Date.now() });
    await draft.drop(name);
    form.reset();
    key.value = newKey();
    await show();
    await sendAll();
  });
  form.dataset.draft = before ? "kept" : "";
}

const put = (entry) => queue.keep({ ...entry, state: "waiting", said: "" });

/** Not every browser has randomUUID on a page without https. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Pairs of name and value; photos as they are, and without the token of this visit. */
function fieldsOf(form, submitter) {
  const pairs = [...new FormData(form)].filter(
    ([name, value]) => name !== "csrfmiddlewaretoken" && !(value instanceof File && !value.size),
  );
  return submitter?.name ? [...pairs, [submitter.name, submitter.value]] : pairs;
}

function fill(form, { fields }) {
  const named = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : grouped(fields);
  for (const field of form.elements) {
    if (!field.name || ["csrfmiddlewaretoken", "key"].includes(field.name)) continue;
    const values = (named.get(field.name) ?? []).map(([, value]) => value);
    if (field.type === "file") putFiles(field, values);
    else if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.type !== "submit" && values.length) field.value = values[0];
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function grouped(fields) {
  const named = new Map();
  for (const pair of fields) named.set(pair[0], [...(named.get(pair[0]) ?? []), pair]);
  return named;
}

function putFiles(field, files) {
  const held = new DataTransfer();
  for (const file of files) if (file instanceof File) held.items.add(file);
  field.files = held.files;
}

async function sendAll() {
  if (sending) return;
  sending = true;
  try {
    const one = () => eachInTurn();
    await (navigator.locks ? navigator.locks.request("yutang-outbox", one) : one());
  } finally {
    sending = false;
    await show();
  }
}

async function eachInTurn() {
  for (const entry of await queue.of(owner)) {
    if (entry.state === "refused") continue;
    const answered = await post(entry);
    if (!answered) return; // no line: the others would wait as long
    const to = await take(entry, answered);
    if (to && entry.page === location.pathname) location.assign(to);
  }
}

/** The server's answer, or null when there is no line. */
async function post(entry, isSecond = false) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  const signal = AbortSignal.timeout?.(PATIENCE_MS);
  try {
    const answered = await fetch(entry.url, { method: "POST", body, headers, signal });
    if (answered.status !== 403 || isSecond) return answered;
    await fetch(entry.page); // after months the form's token is gone: its page brings another
  } catch {
    return null;
  }
  return post(entry, true);
}

/** Take an answer in; return where to go next, "" where nothing was taken. */
async function take(entry, answered) {
  if (answered.ok) {
    const { to = "" } = answered.redirected
      ? { to: answered.url }
      : await answered.json().catch(() => ({}));
    await queue.drop(entry);
    return to;
  }
  if (answered.status >= 500 || answered.status === 429) return ""; // later; the others go on
  const { message = "" } = await answered.json().catch(() => ({}));
  const state = answered.status === 401 ? "sign-in" : "refused";
  await queue.keep({ ...entry, state, said: message });
  return "";
}

async function show() {
  if (!box) return;
  const entries = await queue.of(owner);
  const list = box.querySelector("ul");
  const row = box.querySelector("template");
  list.replaceChildren(...entries.map((entry) => rowOf(row, entry)));
  box.hidden = !entries.length;
}

function rowOf(row, entry) {
  const item = row.content.cloneNode(true).firstElementChild;
  const find = (name) => item.querySelector(`[data-part="${name}"]`);
  find("title").textContent = entry.title;
  find("at").textContent = new Date(entry.at).toLocaleString();
  find("said").textContent = entry.said;
  for (const word of item.querySelectorAll("[data-when]")) {
    word.hidden = word.dataset.when !== entry.state;
  }
  find("again").addEventListener("click", async () => {
    await put(entry);
    await sendAll();
  });
  find("correct").addEventListener("click", () => takeBack(entry));
  return item;
}

/** What was refused is a draft again, under the same key, on the page where it was written. */
async function takeBack(entry) {
  await draft.keep(entry.name, { key: entry.id, at: Date.now(), fields: entry.fields });
  await queue.drop(entry);
  location.assign(entry.page);
}
