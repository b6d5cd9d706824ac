/* The big screen: the gate's tick brings stock, viewers and orders; the feed brings money. */

import { columns } from "./chart.js";

const FEED_MS = 5_000;
const LOTS_MAX = 22;
const TURN_MS = 10_000;
const LOW_SHARE = 0.2;

const element = (id) => document.getElementById(id);
const read = (id) => JSON.parse(element(id).textContent);
const page = element("screen");
const words = read("words");
const whole = new Intl.NumberFormat("en");
const chinaClock = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit" });
const said = (sentence, fields) => sentence.replace(/\{(\w+)\}/g, (_, name) => fields[name]);

const lots = new Map([...document.querySelectorAll("[data-lot]")].map((line) => [Number(line.dataset.lot), { line }]));
const now = { liveAt: null, endedAt: null, ticking: false };

function show(id, text) {
  const place = element(id);
  if (place.textContent === text) return;
  const first = place.textContent === "–";
  place.textContent = text;
  if (first) return;
  place.classList.add("moved");
  requestAnimationFrame(() => requestAnimationFrame(() => place.classList.remove("moved")));
}

function showState(state) {
  const place = element("state");
  place.dataset.state = state;
  place.textContent = words[state];
}

function showLot({ lot, ...news }) {
  const known = lots.get(lot);
  if (!known) return;
  Object.assign(known, news);
  const { line, available, stocked, units, sold_out_after: after } = known;
  const out = available === 0 && stocked > 0;
  line.toggleAttribute("data-out", out);
  line.toggleAttribute("data-low", !out && available < stocked * LOW_SHARE);
  const bar = line.querySelector("progress");
  bar.max = stocked || 1;
  bar.value = available;
  line.querySelector(".stock-left").textContent = out
    ? (after ? said(words.sold_out_after, { time: after }) : words.sold_out)
    : said(words.left, { units: whole.format(available) });
  known.units = units;
}

function showPin(pin) {
  for (const [lot, { line }] of lots) line.toggleAttribute("data-pinned", pin?.lot === lot);
}

function part(name, text, tag = "span") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function showLatest(orders) {
  const list = element("latest");
  element("latest-empty").hidden = orders.length > 0;
  const known = new Set([...list.children].map((line) => line.dataset.order));
  const lines = orders.map((order) => {
    const line = document.createElement("li");
    line.dataset.order = order.id;
    if (known.size && !known.has(order.id)) line.className = "new";
    line.append(
      part("", order.at, "time"),
      part("", order.buyer),
      part("", order.good),
      part("from", order.county),
      part("number", `× ${order.quantity}`),
    );
    return line;
  });
  list.replaceChildren(...lines);
}

function showCounties(counties) {
  const greatest = Math.max(...counties.map(([, fen]) => fen), 1);
  element("counties").replaceChildren(...counties.map(([name, fen], index) => {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    bar.className = "calm";
    bar.max = greatest;
    bar.value = Math.max(fen, 0);
    bar.setAttribute("aria-hidden", "true");
    line.append(part("place", index + 1), part("name", name), part("sum number", yuan(fen)), bar);
    return line;
  }));
}

const yuan = (fen) => `¥${whole.format(Math.round(fen / 100))}`;

function showFeed(feed) {
  now.liveAt = feed.live_at;
  now.endedAt = feed.ended_at;
  show("net", yuan(feed.net_fen));
  show("units", whole.format(feed.units));
  show("peak", feed.peak);
  if (!now.ticking) {
    showState(feed.state);
    show("orders", whole.format(feed.orders));
  }
  for (const lot of feed.lots) showLot(now.ticking ? { lot: lot.lot, units: lot.units, sold_out_after: lot.sold_out_after } : lot);
  showCounties(feed.counties);
  showLatest(feed.latest);
  columns(element("chart-minutes"), feed.minutes);
}

function showTick(tick) {
  now.ticking = true;
  if (tick.state) showState(tick.state);
  if ("pin" in tick) showPin(tick.pin);
  if ("viewers" in tick) show("viewers", whole.format(tick.viewers));
  if ("orders" in tick) show("orders", whole.format(tick.orders));
  if ("orders_minute" in tick) element("orders-minute").textContent = whole.format(tick.orders_minute);
  for (const { lot, available, stocked } of tick.lots ?? []) showLot({ lot, available, stocked });
  if ("lineup_version" in tick) noticeLineup(tick.lineup_version);
}

let lineup = null;
function noticeLineup(version) {
  if (lineup !== null && lineup !== version) location.reload();
  lineup = version;
}

function listen() {
  const events = new EventSource(page.dataset.events);
  for (const kind of ["state", "tick"]) {
    events.addEventListener(kind, (event) => showTick(JSON.parse(event.data)));
  }
  events.addEventListener("error", () => { now.ticking = false; });
}

async function fetchFeed() {
  try {
    const answer = await fetch(page.dataset.feed, { headers: { Accept: "application/json" } });
    if (answer.ok) showFeed(await answer.json());
  } catch {
    // The network is away; the next turn tries again.
  }
}

function showClock() {
  const at = new Date();
  element("clock").textContent = chinaClock.format(at);
  const since = element("since");
  since.parentElement.hidden = now.liveAt === null;
  if (now.liveAt === null) return;
  const seconds = Math.max(0, Math.floor((now.endedAt ?? at / 1000) - now.liveAt));
  const two = (number) => String(number).padStart(2, "0");
  since.textContent = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

let turn = 0;
function turnLots() {
  const lines = [...lots.values()].map(({ line }) => line);
  const pages = Math.ceil(lines.length / LOTS_MAX);
  const wide = matchMedia("(min-width: 64rem)").matches;
  lines.forEach((line, index) => { line.hidden = wide && pages > 1 && Math.floor(index / LOTS_MAX) !== turn % pages; });
  element("lots-page").textContent = wide && pages > 1 ? `${(turn % pages) + 1} / ${pages}` : "";
  turn += 1;
}

showFeed(read("feed"));
showClock();
turnLots();
listen();
setInterval(showClock, 1_000);
setInterval(fetchFeed, FEED_MS);
setInterval(turnLots, TURN_MS);
