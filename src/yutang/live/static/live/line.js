/** A lot's line 排队: its waiting room before and its waiting list after it is sold out.
 *
 * A ticket lies at the server under (buyer, lot): more tabs and reloads only show the same number.
 * Ticks say how far numbers are called; only when ours is, or must have been drawn, do we ask.
 */

import { isAhead, isOver, stepOf } from "./offer.js";
import { closable, createCoupon, createKeys, createQuantity, mostOf, showGood } from "./sheet.js";
import { count, say, timeOfDay, toast } from "./words.js";

const TIMEOUT_MS = 12000;
const ASK_AGAIN_S = 20;
const ASK_PRESSING_S = 2;
/** Everybody hears of a call in the same tick: they ask within this time, not at once. */
const SPREAD_MS = 1500;

export function createLine({ urls, sale, person, signIn, facts, time, tickets, ...on }) {
  const sheet = document.getElementById("line");
  const node = (id) => document.getElementById(`line-${id}`);
  const go = node("go");
  const leave = node("leave");
  const keys = createKeys(`yutang-ticket-${sale}-${person}`);
  const coupon = createCoupon(node);
  const quantity = createQuantity(sheet, node("quantity"), () => {});
  const told = new Set();
  let lot = null;
  let busy = false;
  let asking = null;
  let askedAt = 0;
  let hasLine = false;

  /** Ask for all of this reader's tickets, soon; asked for twice, it is asked once. */
  function askSoon(within = SPREAD_MS) {
    if (person === null) return;
    asking ??= setTimeout(ask, Math.random() * within);
  }

  async function ask() {
    try {
      const answer = await fetch(urls.tickets, { headers: { Accept: "application/json" } });
      if (answer.ok) (await answer.json()).tickets.forEach(take);
    } catch {
      // No connection: a later tick or second asks again.
    } finally {
      asking = null;
      askedAt = time.now();
    }
  }

  function take(ticket) {
    const before = tickets.get(ticket.lot);
    const until = ticket.expires_at ? Date.parse(ticket.expires_at) / 1000 : 0;
    const settled = before?.order === ticket.order && Boolean(before?.settled);
    tickets.set(ticket.lot, { ...ticket, until, settled });
    on.change(ticket.lot);
    if (ticket.state === "called" && ticket.order) announce(ticket, until);
    if (before?.state === "waiting" && ticket.state === "refused") tellRefused(ticket);
    if (sheet.open && lot === ticket.lot) draw();
  }

  /** Our turn: the checkout opens by itself, once a page; the button leads there again. */
  function announce(ticket, until) {
    if (told.has(ticket.order) || until <= time.now()) return;
    told.add(ticket.order);
    on.called(ticket.lot, ticket.order, until);
    if (sheet.open && lot === ticket.lot) sheet.close();
  }

  function tellRefused(ticket) {
    const word = ticket.answer === "closed" ? "line_ended" : "line_refused";
    toast(say(word, { name: facts(ticket.lot)?.name ?? "" }));
  }

  /** The order of a call is paid, cancelled or over: its button becomes an ordinary one. */
  function settle(settledLot) {
    const ticket = tickets.get(settledLot);
    if (ticket?.state !== "called") return;
    tickets.set(settledLot, { ...ticket, settled: true });
    on.change(settledLot);
  }

  /** Lots of a tick: the first line that shows has us ask whether we stand in one. */
  function setLots(changed) {
    const lined = changed.some((each) => each.by_ticket || each.waiting > 0 || each.called > 0);
    if (lined && !hasLine) askSoon(SPREAD_MS / 3);
    hasLine ||= lined;
    askIfDue();
    if (sheet.open) draw();
  }

  /** Each second: what counts down; and what only the server knows is asked for. */
  function beat() {
    askIfDue();
    if (sheet.open) draw();
  }

  /** Our number was called, or must be drawn by now: soon. Better odds, or an end: now and then. */
  function askIfDue() {
    const now = time.now();
    const waiting = [...tickets.values()].filter(({ state }) => state === "waiting");
    const pressing = waiting.some(({ lot: id, number }) => {
      const good = facts(id);
      if (!good) return false;
      return number === null ? !isAhead(good.opensAt, now) : good.called >= number;
    });
    if (pressing && now - askedAt > ASK_PRESSING_S) askSoon();
    const ends = waiting.some(({ lot: id }) => facts(id)?.open === false);
    if (waiting.length && (sheet.open || ends) && now - askedAt > ASK_AGAIN_S) askSoon();
  }

  function draw() {
    const good = facts(lot);
    if (!good) return;
    const now = time.now();
    const step = stepOf(good, now);
    const mine = step === "mine";
    node("ask").hidden = mine;
    node("mine").hidden = !mine;
    leave.hidden = !mine;
    go.hidden = mine || person === null;
    node("sign-in").hidden = person !== null;
    if (mine) drawTicket(good, now);
    else drawAsking(good, step, now);
  }

  function drawAsking(good, step, now) {
    const opens = isAhead(good.opensAt, now);
    const numbered = good.byTicket;
    node("title").textContent = say(numbered ? "take_number_title" : "queue_title");
    node("what").textContent = say(numbered ? (opens ? "draw_what" : "number_what") : "queue_what", {
      time: timeOfDay(good.opensAt, now),
    });
    node("waiting").textContent =
      good.waiting > 0 ? say("n_wait", { count: count(good.waiting) }) : say("nobody_waits");
    quantity.limit(mostOf(good));
    go.disabled = busy || !["number", "line", "sale"].includes(step);
    if (!busy) {
      const verb = numbered ? "take_my_number" : step === "sale" ? "buy_instead" : "join_line";
      go.textContent = say(step === "off" ? "closed" : verb);
    }
  }

  function drawTicket(good, now) {
    const { ticket } = good;
    const drawn = ticket.number !== null;
    node("title").textContent = say(good.byTicket ? "my_number_title" : "my_place_title");
    node("number").textContent = drawn ? count(ticket.number) : "—";
    node("called-to").textContent = count(good.called);
    node("ahead").textContent = drawn ? aheadText(good) : drawText(good, now);
    node("odds").textContent = isOver(good, now) ? say("line_over") : oddsText(ticket.odds);
    const minute = Math.ceil(Date.parse(ticket.known_by ?? 0) / 60000);
    node("known").textContent = ticket.known_by
      ? say("known_by", { time: timeOfDay(minute * 60, now) })
      : "";
    node("units").textContent = say("you_want", { count: count(ticket.quantity) });
  }

  function aheadText({ ticket, called }) {
    const ahead = Math.max(0, ticket.ahead ?? ticket.number - called - 1);
    return ahead ? say("ahead", { count: count(ahead) }) : say("next_is_you");
  }

  function drawText({ opensAt }, now) {
    if (!isAhead(opensAt, now)) return say("drawing");
    return say("waits_for_draw", { time: timeOfDay(opensAt, now) });
  }

  function oddsText(odds) {
    if (odds === null || odds === undefined) return "";
    const word = [
      [0.9, "odds_sure"],
      [0.6, "odds_good"],
      [0.3, "odds_even"],
      [0.05, "odds_small"],
    ].find(([least]) => odds >= least);
    const percent = Math.min(99, Math.max(1, Math.round(odds * 100)));
    return say(word?.[1] ?? "odds_none", { percent });
  }

  function complain(text) {
    node("error").hidden = !text;
    node("error").querySelector("span").textContent = text;
  }

  function open(chosen) {
    const good = facts(chosen);
    if (!good) return;
    lot = Number(chosen);
    complain("");
    showGood(node, good);
    coupon.show(good.coupon);
    quantity.set(1);
    draw();
    if (!sheet.open) sheet.showModal();
    [go, leave, node("sign-in")].find((button) => !button.hidden)?.focus();
    askSoon(0);
  }

  async function send(method, address, body) {
    const answer = await fetch(address, {
      method,
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (answer.status === 401) location.assign(signIn);
    return { answer, told: answer.status === 204 ? {} : await answer.json() };
  }

  async function join() {
    if (busy) return;
    if (stepOf(facts(lot), time.now()) === "sale") return buyInstead();
    await doing(go, async () => {
      const wish = { lot, quantity: quantity.value(), key: keys.of(lot), ...coupon.fields() };
      const { answer, told: said } = await send("POST", urls.tickets, wish);
      if (answer.status !== 429 && answer.status < 500) keys.forget(lot);
      if (answer.ok) {
        take(said);
        return sheet.querySelector("[data-close]").focus(); // its button is gone
      }
      if (said.code === "not_needed") return buyInstead();
      if (said.code === "coupon_needed" && facts(lot).coupon) return coupon.complain(said.message);
      return complain(said.message);
    });
  }

  /** Units are free again: no line is needed. */
  function buyInstead() {
    sheet.close();
    on.buy(lot);
    toast(say("free_again"));
  }

  async function goAway() {
    if (busy) return;
    await doing(leave, async () => {
      const { answer, told: said } = await send("DELETE", `${urls.tickets}/${lot}`);
      if (!answer.ok) return complain(said.message);
      tickets.delete(lot);
      on.change(lot);
      sheet.close();
      return toast(say("left_line"));
    });
  }

  async function doing(button, deed) {
    busy = true;
    complain("");
    coupon.complain("");
    button.setAttribute("aria-busy", "true");
    try {
      await deed();
    } catch {
      complain(say("no_network_line"));
    } finally {
      busy = false;
      button.removeAttribute("aria-busy");
      if (sheet.open) draw();
    }
  }

  go.addEventListener("click", join);
  leave.addEventListener("click", goAway);
  closable(sheet);

  return { open, setLots, beat, settle };
}
