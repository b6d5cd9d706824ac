/** Buying, in a sheet under the playing picture: quantity, one button, then the checkout.
 *
 * One wish to buy has one key, made here. Double taps, retries after a lost answer and reloads
 * repeat the key, so the gate answers with the same order; a definite answer ends the wish.
 */

import { clock, count, say, yuan } from "./words.js";

const TIMEOUT_MS = 12000;
const MOST = 99;

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Plain http in a village network: no randomUUID, but random bytes there are.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function createBuy({ urls, sale, person, signIn, facts }) {
  const sheet = document.getElementById("buy");
  const node = (id) => document.getElementById(`buy-${id}`);
  const quantity = node("quantity");
  const go = node("go");
  let lot = null;
  let busy = false;
  let holding = null;

  const wish = () => `yutang-wish-${sale}-${person}-${lot}`;

  function key() {
    const kept = sessionStorage.getItem(wish());
    if (kept) return kept;
    const made = newKey();
    sessionStorage.setItem(wish(), made);
    return made;
  }

  const most = (now) => Math.max(1, Math.min(MOST, now.limit ?? MOST, now.available || 1));

  function setQuantity(value, now = facts(lot)) {
    const number = Math.min(Math.max(1, Math.floor(value) || 1), most(now));
    quantity.value = number;
    const [less, more] = sheet.querySelectorAll("[data-step]");
    less.disabled = number <= 1;
    more.disabled = number >= most(now);
    go.textContent = say("buy_now", { yuan: yuan(number * now.fen) });
  }

  function draw() {
    const now = facts(lot);
    if (!now) return;
    node("name").textContent = now.name;
    node("place").textContent = now.place;
    node("price").textContent = now.price;
    node("per").textContent = now.per;
    if (node("picture").getAttribute("src") !== now.picture) node("picture").src = now.picture;
    node("limit").textContent = now.limit ? say("limit", { count: now.limit }) : "";
    node("fresh").hidden = !now.fresh;
    drawStock();
  }

  /** Called with every tick: what is left, while the buyer still chooses. */
  function drawStock() {
    const now = lot === null ? null : facts(lot);
    if (!now || busy || !node("pay").hidden) return;
    const gone = now.available === 0 || !now.open;
    node("stock").textContent = gone
      ? say(now.open ? "sold_out" : "closed")
      : say("left", { count: count(now.available) });
    setQuantity(Number(quantity.value), now);
    go.disabled = gone;
    if (gone) go.textContent = say(now.open ? "sold_out" : "closed");
  }

  function show(stage) {
    node("choose").hidden = stage !== "choose";
    node("foot").hidden = stage !== "choose";
    node("pay").hidden = stage !== "pay";
    sheet.classList.toggle("paying", stage === "pay");
    if (stage !== "pay") setHold(null);
  }

  function complain(text) {
    node("error").hidden = !text;
    node("error").querySelector("span").textContent = text;
  }

  function open(chosen) {
    lot = Number(chosen);
    if (!facts(lot)) return;
    busy = false;
    quantity.value = 1;
    complain("");
    show("choose");
    go.removeAttribute("aria-busy");
    go.hidden = person === null;
    node("sign-in").hidden = person !== null;
    draw();
    if (!sheet.open) sheet.showModal();
    (person === null ? node("sign-in") : go).focus();
  }

  async function order() {
    if (busy) return;
    busy = true;
    complain("");
    go.setAttribute("aria-busy", "true");
    go.textContent = say("ordering");
    let refused = "";
    try {
      const answer = await fetch(urls.orders, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ lot, quantity: Number(quantity.value), key: key() }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const told = await answer.json();
      if (answer.ok) {
        sessionStorage.removeItem(wish());
        return await pay(told.order, told.expires_at);
      }
      if (answer.status === 401) return location.assign(signIn);
      // Too fast or broken on our side: the wish stands. Any other refusal ends it.
      if (answer.status !== 429 && answer.status < 500) sessionStorage.removeItem(wish());
      refused = told.message;
    } catch {
      refused = say("no_network");
    } finally {
      busy = false;
      go.removeAttribute("aria-busy");
      if (node("pay").hidden) drawStock();
      complain(refused);
    }
    return undefined;
  }

  async function pay(id, expiresAt) {
    const address = urls.pay.replace("{order}", id);
    show("pay");
    setHold(expiresAt);
    await fill(() => fetch(address, { headers: { "X-Sheet": "1" } }), address);
  }

  /** Put a fragment of the money room into the sheet; it is a whole page where this fails. */
  async function fill(ask, address) {
    const body = node("pay");
    body.setAttribute("aria-busy", "true");
    try {
      const answer = await ask();
      if (answer.status === 401) return location.assign(signIn);
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = parsed.querySelector("main") ?? parsed.body;
      body.replaceChildren(...found.childNodes);
      if (!body.querySelector("form")) setHold(null);
      body.scrollTop = 0;
      (body.querySelector("[autofocus], [aria-invalid=true]") ?? body).focus?.();
    } catch {
      const link = document.createElement("a");
      link.className = "button block";
      link.href = address;
      link.textContent = say("not_fetched");
      body.replaceChildren(link);
    } finally {
      body.removeAttribute("aria-busy");
    }
    return undefined;
  }

  function send(event) {
    event.preventDefault();
    const form = event.target;
    const data = new FormData(form, event.submitter);
    const address = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    event.submitter?.setAttribute("aria-busy", "true");
    const url = address || urls.pay;
    fill(() => fetch(url, { method: "POST", body: data, headers: { "X-Sheet": "1" } }), url);
  }

  function setHold(expiresAt) {
    clearInterval(holding);
    const line = node("hold");
    line.hidden = !expiresAt;
    if (!expiresAt) return;
    const end = typeof expiresAt === "number" ? expiresAt * 1000 : Date.parse(expiresAt);
    const draw = () => {
      const left = (end - Date.now()) / 1000;
      line.textContent = left > 0 ? say("held", { clock: clock(left) }) : say("hold_over");
      if (left <= 0) clearInterval(holding);
    };
    holding = setInterval(draw, 1000);
    draw();
  }

  go.addEventListener("click", order);
  quantity.addEventListener("change", () => setQuantity(Number(quantity.value)));
  sheet.querySelectorAll("[data-step]").forEach((button) =>
    button.addEventListener("click", () =>
      setQuantity(Number(quantity.value) + Number(button.dataset.step)),
    ),
  );
  node("pay").addEventListener("submit", send);
  sheet.querySelector("[data-close]").addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });

  return { open, drawStock };
}
