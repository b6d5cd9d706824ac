/** The page that checks a diploma, or what else was signed: all of it happens here, the server is
 * only asked for a newer list of what was revoked, and the page does without it. */

import { codeIn, opened } from "./verify.js";
import { reader, watch } from "./scan.js";

const PATIENCE_MS = 5000;
const DAY_MS = 86_400_000;
const at = (name) => document.querySelector(`[data-part="${name}"]`);
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read("words");
const { keys } = read("keys");
const { site, scanner, kind, listKind, list: newer } = at("check").dataset;
const said = (sentence, fields) => sentence.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
let looking = false;
let turn = 0; // what is asked for last is what is shown

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  check(at("code").value);
});
at("photo").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  const text = await (await reader(scanner))(await createImageBitmap(file)).catch(() => "");
  target.value = "";
  if (text) check(text);
  else tell("no_code");
});
at("scan").addEventListener("click", scan);
at("stop").addEventListener("click", () => (looking = false));
window.addEventListener("hashchange", fromAddress);
if (!navigator.mediaDevices?.getUserMedia) at("scan").hidden = true;
fromAddress();

function fromAddress() {
  if (location.hash.length > 1) check(decodeURIComponent(location.hash));
}

async function scan() {
  looking = true;
  at("camera").hidden = false;
  try {
    const text = await watch(at("video"), await reader(scanner), () => !looking);
    if (text) check(text);
  } catch {
    tell("camera");
  }
  at("camera").hidden = true;
}

async function check(text) {
  const mine = ++turn;
  const code = codeIn(text);
  at("code").value = code;
  at("told").hidden = true;
  let claims;
  try {
    claims = await opened(code, kind, await keysFor(code));
  } catch (error) {
    show("wrong", { why: words[error.message] ?? words.shape });
    return;
  }
  showRevoked(claims, await kept());
  const list = await newest();
  if (list && mine === turn) showRevoked(claims, list); // without an answer, what was shown stands
}

function showRevoked(claims, list) {
  const isRevoked = list?.revoked.includes(claims.jti) ?? false;
  const moment = list && new Date(list.iat * 1000);
  const days = moment && Math.floor((Date.now() - moment) / DAY_MS);
  let when = words.no_list;
  if (list) when = said(isRevoked ? words.was_revoked : words.not_revoked, { at: moment.toLocaleString() });
  show(isRevoked ? "revoked" : "right", { claims, when, age: days > 0 ? said(words.old, { days }) : "" });
}

function show(state, { claims = null, why = "", when = "", age = "" }) {
  const box = at("result");
  box.hidden = false;
  for (const each of box.querySelectorAll("[data-when]")) each.hidden = each.dataset.when !== state;
  at("why").textContent = why;
  at("list").textContent = when;
  at("age").textContent = age;
  at("demo").hidden = !claims?.demo;
  at("claims").hidden = !claims;
  if (claims) {
    const shown = { ...claims, hrs: said(words.hours, { hours: claims.hrs }) };
    for (const each of box.querySelectorAll("[data-claim]")) each.textContent = shown[each.dataset.claim] ?? "–";
  }
  box.focus();
}

function tell(word) {
  at("told").textContent = words[word];
  at("told").hidden = false;
}

/** Our keys; asked for anew when the code names one that this page does not know. */
async function keysFor(code) {
  let kid = "";
  try {
    kid = JSON.parse(atob(code.split(".")[0].replaceAll("-", "+").replaceAll("_", "/"))).kid;
  } catch {
    return keys;
  }
  if (keys.some((key) => key.kid === kid)) return keys;
  const answered = await asked("/.well-known/yutang-diplomas.json");
  return answered ? JSON.parse(answered).keys : keys;
}

/** The newest list at hand: this page's own, or one that was fetched here before. */
async function kept() {
  const lists = await Promise.all([read("revoked"), stored()].map(listIn));
  return lists.filter(Boolean).sort((one, other) => other.iat - one.iat)[0] ?? null;
}

async function newest() {
  const text = await asked(newer);
  const found = text && (await listIn(text));
  if (!found || found.iat < ((await kept())?.iat ?? 0)) return null;
  try {
    localStorage.setItem(listKind, text);
  } catch {
    // no room, or not allowed: the page has its own
  }
  return found;
}

function stored() {
  try {
    return localStorage.getItem(listKind);
  } catch {
    return null;
  }
}

async function listIn(text) {
  return text ? opened(text, listKind, keys).catch(() => null) : null;
}

async function asked(path) {
  try {
    const answered = await fetch(site + path, { cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE_MS) });
    return answered.ok ? await answered.text() : "";
  } catch {
    return "";
  }
}
