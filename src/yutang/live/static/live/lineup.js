/** The lineup (小黄车): stock of every lot, the sheet on a phone, and the card of the pinned lot.
 *
 * The list itself is HTML from the server; each lot carries its figures in data attributes, and
 * ticks only change figures. When a lot enters, leaves or moves, the list is fetched anew.
 */

import { buttonOf, isAhead, isGone, isTimed, stepOf, stockText } from "./offer.js";
import { say, timeOfDay } from "./words.js";

const WIDE = matchMedia("(min-width: 64rem)");

export function createLineup({ url, ticks, selling, announced, announce, tickets, time }) {
  const section = document.getElementById("lineup");
  const column = document.getElementById("goods-column");
  const sheet = document.getElementById("goods-sheet");
  const lots = document.getElementById("lots");
  const card = document.getElementById("pinned");
  let pinned = null;

  const item = (lot) => lots.querySelector(`[data-lot="${Number(lot)}"]`);
  const part = (node, name) => node.querySelector(`[data-part="${name}"]`);

  /** What the page knows of a lot: newest stock, its line, and the reader's ticket in it. */
  function facts(lot) {
    const known = item(lot)?.dataset;
    if (!known) return null;
    const stock = ticks.room.lots.get(Number(lot));
    const opensAt = stock ? stock.opens_at : Number(known.opens);
    const byTicket = stock ? stock.by_ticket : known.numbered === "1";
    // Numbers for a draw are given before the sale is live.
    const offered = selling || (announced && byTicket && isAhead(opensAt, time.now()));
    return {
      lot: Number(lot),
      name: known.name,
      place: known.place,
      fen: Number(known.fen),
      price: known.price,
      per: known.per,
      limit: known.limit ? Number(known.limit) : null,
      householdLimit: known.household ? Number(known.household) : null,
      coupon: known.coupon === "1",
      closesAt: known.closes ? Number(known.closes) : null,
      fresh: known.fresh === "1",
      picture: known.picture,
      page: known.page,
      available: stock?.available ?? Number(known.available),
      stocked: stock?.stocked ?? Number(known.stocked),
      open: offered && (stock ? stock.state === "open" : known.open === "1"),
      soldOutAt: stock ? stock.sold_out_at : known.soldOut,
      opensAt,
      moreAt: stock ? stock.more_at : Number(known.more),
      byTicket,
      waiting: stock?.waiting ?? Number(known.waiting),
      called: stock?.called ?? Number(known.called),
      ticket: tickets.get(Number(lot)) ?? null,
    };
  }

  /** Written only when it changed: screen readers and animations hear of changes only. */
  function write(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  function fell(node) {
    node.classList.remove("fell");
    void node.offsetWidth; // starts the animation again
    node.classList.add("fell");
  }

  function drawLot(lot) {
    const node = item(lot);
    const now = facts(lot);
    if (!node || !now) return;
    const moment = time.now();
    const step = stepOf(now, moment);
    const bar = node.querySelector("progress");
    const text = part(node, "stock");
    if (bar.value > now.available) fell(node);
    bar.max = Math.max(1, now.stocked);
    bar.value = now.available;
    write(text, stockText(now, moment));
    node.dataset.offer = step;
    node.classList.toggle("is-gone", isGone(now, moment));
    node.classList.toggle("is-closed", step === "off");
    node.classList.toggle("is-pinned", pinned === now.lot);
    const buy = node.querySelector("[data-buy]");
    if (buy) {
      const { verb, works } = buttonOf(now, moment);
      write(buy, verb);
      buy.disabled = !works;
    }
    if (pinned === now.lot) drawCard();
  }

  function drawCard(fresh = false) {
    const now = pinned === null ? null : facts(pinned);
    card.hidden = !now;
    if (!now) return;
    const moment = time.now();
    const { verb, small, works } = buttonOf(now, moment);
    const button = card.querySelector("[data-buy]");
    const before = part(card, "stock").textContent;
    card.dataset.offer = stepOf(now, moment);
    write(part(card, "name"), now.name);
    write(part(card, "place"), now.place);
    write(part(card, "price"), now.price);
    write(part(card, "per"), now.per);
    write(part(card, "verb"), verb);
    if (small !== before && card.dataset.offer === "sale" && !fresh) fell(button);
    write(part(card, "stock"), small);
    button.dataset.buy = now.lot;
    button.disabled = !works;
    const link = card.querySelector(".pinned-picture");
    link.href = now.page;
    if (link.firstElementChild.getAttribute("src") !== now.picture) {
      link.firstElementChild.src = now.picture;
    }
    if (fresh) {
      card.classList.remove("fresh");
      void card.offsetWidth;
      card.classList.add("fresh");
    }
  }

  /** Called each second: only what counts down, or opens by itself, is drawn anew. */
  function beat() {
    for (const node of lots.querySelectorAll("[data-lot]")) {
      const now = facts(node.dataset.lot);
      if (isTimed(now, time.now()) || now.closesAt) drawLot(now.lot);
    }
  }

  function setPin(pin, before) {
    const old = pinned;
    pinned = pin ? pin.lot : null;
    [old, pinned].filter((lot) => lot !== null).forEach(drawLot);
    drawCard(pinned !== old && before !== undefined);
    const name = pinned !== null && facts(pinned)?.name;
    if (name && before !== undefined && pinned !== old) announce(say("pinned_now", { name }));
  }

  /** Take the lots of a tick; a sold-out moment is said in the chat. */
  function setLots(changed) {
    for (const lot of changed) {
      const known = item(lot.lot)?.dataset;
      const stood = known ? Number(known.available) : 0;
      if (known) known.available = lot.available;
      drawLot(lot.lot);
      if (!known || lot.state !== "open") continue;
      if (stood > 0 && lot.available === 0) announceGone(known.name, lot.more_at);
    }
  }

  function announceGone(name, moreAt) {
    const now = time.now();
    const more = isAhead(moreAt, now);
    announce(say(more ? "wave_sold_out" : "just_sold_out", { name, time: timeOfDay(moreAt, now) }));
  }

  async function fetchAnew() {
    const answer = await fetch(url, { headers: { "X-Fragment": "1" } });
    if (!answer.ok) return;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    lots.replaceChildren(...parsed.body.childNodes);
    const all = lots.querySelectorAll("[data-lot]");
    document.querySelectorAll(".bag .count, .lineup-head .count").forEach((node) => {
      node.textContent = all.length;
    });
    all.forEach((node) => drawLot(node.dataset.lot));
    drawCard();
  }

  /** On a phone the one list lies in the sheet, on a desktop in its column. */
  function place() {
    if (WIDE.matches && sheet.open) sheet.close();
    (WIDE.matches ? column : sheet).append(section);
  }

  function openSheet(event) {
    if (WIDE.matches) return;
    event?.preventDefault();
    sheet.showModal();
    lots.querySelector(".is-pinned")?.scrollIntoView({ block: "center" });
  }

  document.getElementById("bag").addEventListener("click", openSheet);
  section.querySelector("[data-close]").addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });
  WIDE.addEventListener("change", place);
  place();
  lots.querySelectorAll("[data-lot]").forEach((node) => drawLot(node.dataset.lot));

  const first = () => facts(lots.querySelector("[data-lot]")?.dataset.lot);

  return {
    facts,
    first,
    setPin,
    setLots,
    drawLot,
    beat,
    fetchAnew,
    closeSheet: () => sheet.open && sheet.close(),
  };
}
