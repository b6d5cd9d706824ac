/** Buying, in a sheet under the playing picture: quantity, one button, then the checkout.
 *
 * One wish to buy has one key. Double taps, retries after a lost answer and reloads repeat the key,
 * so the gate answers with the same order; a definite answer ends the wish. While the sheet is open
 * a lost answer is asked for again by itself, also when the lot is sold out by now: perhaps to us.
 */

import { buttonOf, stepOf, stockText } from "./offer.js";
import { closable, createCoupon, createKeys, createQuantity, mostOf, showGood } from "./sheet.js";
import { clock, say, toast, yuan } from "./words.js";

const TIMEOUT_MS = 12000;
const AGAIN_MS = [1500, 3000, 6000, 12000];

export function createBuy({ urls, sale, person, signIn, facts, time, onLine }) {
  const sheet = document.getElementById("buy");
  const node = (id) => document.getElementById(`buy-${id}`);
  const go = node("go");
  const keys = createKeys(`yutang-wish-${sale}-${person}`);
  const coupon = createCoupon(node);
  const quantity = createQuantity(sheet, node("quantity"), drawTotal);
  let lot = null;
  let busy = false;
  let holding = null;
  let again = null;
  let losses = 0;

  function drawTotal(number) {
    const now = lot === null ? null : facts(lot);
    if (now && !busy) go.textContent = say("buy_now", { yuan: yuan(number * now.fen) });
  }

  /** Called with every tick and second: what is left, while the buyer still chooses. */
  function drawStock() {
    const now = lot === null ? null : facts(lot);
    if (!now || busy || !node("pay").hidden) return;
    const moment = time.now();
    const step = stepOf(now, moment);
    node("stock").textContent = stockText(now, moment);
    if (keys.asked(lot)) {
      go.disabled = false;
      go.textContent = say("ask_again");
      return;
    }
    quantity.limit(Math.min(mostOf(now), now.available || 1));
    const { verb, small, works } = buttonOf(now, moment);
    go.disabled = !works;
    if (step === "sale") return; // says the total
    go.textContent = step === "soon" ? `${say("until_open")} ${verb}` : verb;
    if (step === "line") go.textContent = say("queue_instead");
    if (step === "called") go.textContent = `${verb} ${small}`;
  }

  function show(stage) {
    node("choose").hidden = stage !== "choose";
    node("foot").hidden = stage !== "choose";
    node("pay").hidden = stage !== "pay";
    sheet.classList.toggle("paying", stage === "pay");
    node("called").hidden = true;
    if (stage !== "pay") setHold(null);
  }

  function complain(text) {
    node("error").hidden = !text;
    node("error").querySelector("span").textContent = text;
  }

  function open(chosen) {
    lot = Number(chosen);
    const good = facts(lot);
    if (!good) return;
    busy = false;
    complain("");
    show("choose");
    showGood(node, good);
    coupon.show(good.coupon);
    node("fresh").hidden = !good.fresh;
    go.removeAttribute("aria-busy");
    go.hidden = person === null;
    node("sign-in").hidden = person !== null;
    quantity.set(1);
    losses = 0;
    drawStock();
    if (!sheet.open) sheet.showModal();
    (person === null ? node("sign-in") : good.coupon ? node("coupon") : go).focus();
  }

  async function order() {
    if (busy) return;
    clearTimeout(again);
    if (!keys.asked(lot) && stepOf(facts(lot), time.now()) !== "sale") return instead();
    busy = true;
    complain("");
    coupon.complain("");
    go.setAttribute("aria-busy", "true");
    go.textContent = say("ordering");
    let refused = {};
    try {
      const wish = { lot, quantity: quantity.value(), key: keys.of(lot), ...coupon.fields() };
      const answer = await fetch(urls.orders, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(wish),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const told = await answer.json();
      if (answer.ok) {
        keys.forget(lot);
        return await pay(told.order, told.expires_at);
      }
      if (answer.status === 401) return location.assign(signIn);
      // Too fast or broken on our side: the wish stands. Any other refusal ends it.
      if (answer.status !== 429 && answer.status < 500) keys.forget(lot);
      refused = told;
    } catch {
      refused = { message: say("no_network") };
      again = setTimeout(order, AGAIN_MS[Math.min(losses++, AGAIN_MS.length - 1)]);
    } finally {
      busy = false;
      go.removeAttribute("aria-busy");
      if (node("pay").hidden) {
        drawTotal(quantity.value());
        drawStock();
      }
    }
    return explain(refused);
  }

  function explain({ code, message = "" }) {
    if (code === "take_a_number") return instead();
    if (code === "coupon_needed" && facts(lot).coupon) return coupon.complain(message);
    return complain(message);
  }

  /** What the lot offers now is no buying: its line, or what was called there. */
  function instead() {
    sheet.close();
    onLine(lot);
  }

  async function pay(id, expiresAt) {
    const address = urls.pay.replace("{order}", id);
    show("pay");
    turned();
    setHold(expiresAt);
    await fill(() => fetch(address, { headers: { "X-Sheet": "1" } }), address);
  }

  /** The buyer's number was called: their order waits here for its payment. Tells whether it is
   * still to be paid; where it is not, nothing opens.
   */
  async function payCalled(chosen, id, expiresAt) {
    if (sheet.open && !node("pay").hidden) return true; // never takes a checkout away
    const found = await checkoutOf(id);
    if (found === null) return true; // not known now: the button stays
    if (!found.querySelector("form button[name=method]")) return false;
    clearTimeout(again); // the sheet is this lot's now
    lot = Number(chosen);
    busy = false;
    show("pay");
    node("called").hidden = false;
    node("called").querySelector("span").textContent = say("called_long", {
      name: facts(lot)?.name ?? "",
    });
    setHold(expiresAt);
    put(found);
    if (!sheet.open) sheet.showModal();
    return true;
  }

  async function checkoutOf(id) {
    try {
      const address = urls.pay.replace("{order}", id);
      const answer = await fetch(address, { headers: { "X-Sheet": "1" } });
      if (answer.status >= 500) throw new Error("no answer");
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      toast(say("not_fetched"));
      return null;
    }
  }

  /** Put a fragment of the money room into the sheet; it is a whole page where this fails. */
  async function fill(ask, address) {
    const body = node("pay");
    body.setAttribute("aria-busy", "true");
    try {
      const answer = await ask();
      if (answer.status === 401) return location.assign(signIn);
      put(new DOMParser().parseFromString(await answer.text(), "text/html"));
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

  function put(parsed) {
    const body = node("pay");
    const found = parsed.querySelector("main") ?? parsed.body;
    body.replaceChildren(...found.childNodes);
    if (!body.querySelector("form")) {
      setHold(null);
      node("called").hidden = true;
      sheet.dispatchEvent(new CustomEvent("settled", { detail: { lot } }));
    }
    body.scrollTop = 0;
    (body.querySelector("[autofocus], [aria-invalid=true]") ?? body).focus?.();
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
    const end = typeof expiresAt === "number" ? expiresAt : Date.parse(expiresAt) / 1000;
    const draw = () => {
      const left = end - time.now();
      line.textContent = left > 0 ? say("held", { clock: clock(left) }) : say("hold_over");
      if (left <= 0) clearInterval(holding);
    };
    holding = setInterval(draw, 1000);
    draw();
  }

  go.addEventListener("click", order);
  sheet.addEventListener("close", () => clearTimeout(again));
  node("pay").addEventListener("submit", send);
  // A second tap was meant for what stood there before: it neither pays nor cancels.
  node("pay").addEventListener("click", (event) => event.detail > 1 && event.preventDefault(), true);
  const turned = closable(sheet);

  return {
    open,
    asked: keys.asked,
    drawStock,
    payCalled,
    onSettled: (listener) =>
      sheet.addEventListener("settled", (event) => listener(event.detail.lot)),
  };
}
