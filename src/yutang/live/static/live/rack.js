/** The lineup as the host runs it: stock from the ticks, the shown lot, open and closed. */

import { count, say, timeOfDay, toTheTenth } from "./words.js";

export function createRack({ url, ticks }) {
  const panel = document.getElementById("work-lineup");
  const shelf = (lot) => panel.querySelector(`[data-lot="${Number(lot)}"]`);

  function drawLot(lot) {
    const node = shelf(lot.lot);
    if (!node) return;
    const bar = node.querySelector("progress");
    bar.max = Math.max(1, lot.stocked);
    bar.value = lot.available;
    const gone = lot.available === 0 && lot.sold_out_at;
    node.querySelector('[data-part="stock"]').textContent = gone
      ? say("sold_out_at", { time: toTheTenth(lot.sold_out_at) })
      : say("left_of", { left: count(lot.available), all: count(lot.stocked) });
    const line = node.querySelector('[data-part="line"]');
    if (line) line.textContent = lineText(lot);
    node.classList.toggle("is-closed", lot.state !== "open");
  }

  /** When it opens or gets more, who waits for it, how far they are called. */
  function lineText({ opens_at: opens, more_at: more, by_ticket: numbered, waiting, called }) {
    const now = ticks.room.at;
    return [
      opens > now && say("opens_at", { time: timeOfDay(opens, now) }),
      more && say("more_at", { time: timeOfDay(more, now) }),
      waiting > 0 && say("n_wait", { count: count(waiting) }),
      (numbered || waiting > 0) && called > 0 && say("called_to", { called: count(called) }),
    ]
      .filter(Boolean)
      .join(" · ");
  }

  function setPin(pin) {
    panel.querySelectorAll(".is-pinned").forEach((node) => node.classList.remove("is-pinned"));
    if (pin) shelf(pin.lot)?.classList.add("is-pinned");
  }

  function draw() {
    ticks.room.lots.forEach(drawLot);
    setPin(ticks.room.pin);
  }

  async function fetchAnew() {
    const answer = await fetch(url);
    if (!answer.ok) return;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    panel.querySelector(".rack, .empty")?.replaceWith(...parsed.body.children);
    document.getElementById("lineup-count").textContent = panel.querySelectorAll("[data-lot]").length;
    draw();
  }

  return { setLots: (lots) => lots.forEach(drawLot), setPin, draw, fetchAnew };
}
