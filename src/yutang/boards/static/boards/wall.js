/** The big screen of a place: a feed every few seconds; the running sale's tick in between. */

import { columns } from "../insight/chart.js";

const FEED_MS = 5_000;
const FEED_LATE_MS = 60_000;
const LOW_SHARE = 0.2;

const element = (id) => document.getElementById(id);
const words = JSON.parse(element("words").textContent);
const wall = element("wall");
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit" });
const said = (sentence, fields) => sentence.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
const now = { sale: null, events: null, fedAt: Date.now(), ticking: false };

function show(place, text) {
  if (place.textContent === text) return;
  place.textContent = text;
  place.classList.add("moved");
  requestAnimationFrame(() => requestAnimationFrame(() => place.classList.remove("moved")));
}

function part(name, text, tag = "span") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function bar(most, value, calm = true) {
  const made = document.createElement("progress");
  if (calm) made.className = "calm";
  made.max = most || 1;
  made.value = Math.max(value, 0);
  made.setAttribute("aria-hidden", "true");
  return made;
}

function rank(id, rows) {
  const most = Math.max(...rows.map(([, net]) => net), 1);
  element(`${id}-empty`).hidden = rows.length > 0;
  element(id).replaceChildren(...rows.map(([title, net], at) => {
    const line = document.createElement("li");
    line.append(part("place", at + 1), part("name", title), part("sum number", whole.format(net)), bar(most, net));
    return line;
  }));
}

function showLots(lots) {
  element("wall-lots").replaceChildren(...lots.map(({ lot, good, available, stocked }) => {
    const line = document.createElement("li");
    line.dataset.lot = lot;
    const out = available === 0 && stocked > 0;
    line.toggleAttribute("data-out", out);
    line.toggleAttribute("data-low", !out && available < stocked * LOW_SHARE);
    line.append(part("stock-name", good), part("stock-left number", out ? words.sold_out : said(words.left, { units: whole.format(available) })), bar(stocked, available));
    return line;
  }));
}

function showAir(sales, next) {
  const [first] = sales;
  wall.toggleAttribute("data-quiet", !first);
  element("wall-show").hidden = !first;
  const none = element("wall-air-none");
  none.hidden = Boolean(first);
  none.textContent = next ? `${words.nobody} ${said(words.next, next)}` : words.nobody;
  listen(first ? first.sale : null);
  if (!first) return;
  const state = element("wall-state");
  state.dataset.state = first.state;
  state.textContent = words[first.state];
  element("wall-sale").textContent = first.title;
  show(element("wall-net"), first.net);
  if (!now.ticking) show(element("wall-orders"), first.orders);
  showLots(first.lots);
  columns(element("wall-minutes"), first.minutes);
}

/** Orders and viewers of the running sale come from the gate, a tick a second. */
function listen(sale) {
  if (now.sale === sale) return;
  now.events?.close();
  now.sale = sale;
  now.ticking = false;
  element("wall-viewers").textContent = "–";
  if (sale === null) return;
  now.events = new EventSource(`/live/${sale}/events`);
  for (const kind of ["state", "tick"]) {
    now.events.addEventListener(kind, (event) => {
      const tick = JSON.parse(event.data);
      now.ticking = true;
      if ("viewers" in tick) show(element("wall-viewers"), whole.format(tick.viewers));
      if ("orders" in tick) show(element("wall-orders"), whole.format(tick.orders));
    });
  }
  now.events.addEventListener("error", () => { now.ticking = false; });
}

function showFeed(feed) {
  const figures = [...document.querySelectorAll('[data-part="figure"]')];
  const units = [...document.querySelectorAll('[data-part="unit"]')];
  feed.figures.forEach((figure, at) => {
    show(figures[at], figure.text);
    units[at].textContent = figure.why || figure.unit;
  });
  columns(element("wall-days"), feed.days);
  rank("wall-goals", feed.goals);
  rank("wall-goods", feed.goods);
  rank("wall-places", feed.places);
  showAir(feed.on_air, feed.next);
  element("wall-as-of").textContent = feed.as_of;
}

async function fetchFeed() {
  try {
    const answer = await fetch(wall.dataset.feed, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    showFeed(await answer.json());
    now.fedAt = Date.now();
  } catch {
    if (Date.now() - now.fedAt > FEED_LATE_MS) element("wall-as-of").textContent = said(words.stale, { at: clock.format(now.fedAt) });
  }
}

function showClock() {
  element("wall-clock").textContent = clock.format(new Date());
}

showFeed(JSON.parse(element("feed").textContent));
showClock();
setInterval(showClock, 1_000);
setInterval(fetchFeed, FEED_MS);
