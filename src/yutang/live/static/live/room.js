/** The live room: puts its parts together. Each part knows one thing and is told of changes. */

import { createBuy } from "./buy.js";
import { createChat } from "./chat.js";
import { createLikes } from "./likes.js";
import { createLine } from "./line.js";
import { createLineup } from "./lineup.js";
import { stepOf } from "./offer.js";
import { createPlayer } from "./player.js";
import { createReplay } from "./replay.js";
import { createServerTime } from "./server_time.js";
import { createStage } from "./stage.js";
import { createTicks } from "./ticks.js";
import { count, page, say, toast } from "./words.js";

document.documentElement.classList.add("js");

const room = page("room");
const hall = document.querySelector(".room");
const video = document.getElementById("video");
const over = (state) => state === "ended" || state === "replay";

const time = createServerTime(room.now);
const tickets = new Map();
const ticks = createTicks(room.urls);
const chat = createChat({
  url: room.urls.chat,
  host: room.host,
  onSignIn: () => location.assign(room.sign_in),
});
const likes = document.getElementById("like")
  ? createLikes({ url: room.urls.likes, stage: document.querySelector(".stage") })
  : null;
const lineup = createLineup({
  url: room.urls.lineup,
  ticks,
  selling: room.selling,
  announced: room.state === "planned",
  announce: chat.announce,
  tickets,
  time,
});
const buy = createBuy({
  urls: room.urls,
  sale: room.sale,
  person: room.person,
  signIn: room.sign_in,
  facts: lineup.facts,
  time,
  onLine: (lot) => openSheet(lot),
});
const line = createLine({
  urls: room.urls,
  sale: room.sale,
  person: room.person,
  signIn: room.sign_in,
  facts: lineup.facts,
  time,
  tickets,
  called,
  buy: buy.open,
  change: lineup.drawLot,
});
buy.onSettled(line.settle);

let stage = null;
const player = createPlayer(video, {
  onState: (state) => stage?.setShown(state),
  onShape: (shape) => {
    hall.dataset.shape = shape;
  },
});
stage = createStage(hall, {
  startsAt: room.starts_at,
  starts: room.starts,
  time,
  player,
  replay: room.replay,
  calledOff: room.called_off,
  state: room.state,
});
stage.redraw();
createReplay(video, {
  player,
  onShown: (lot) => lineup.setPin(lot === null ? null : { lot }),
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-buy]");
  if (!button || button.disabled) return;
  lineup.closeSheet();
  openSheet(button.dataset.buy);
});

/** The sheet for what can be done with this lot now: buy it, wait for it, pay what was called. */
function openSheet(lot) {
  const now = lineup.facts(lot);
  if (!now) return undefined;
  const step = stepOf(now, time.now());
  if (step === "called") return payCalled(now);
  if (buy.asked(lot)) return buy.open(lot); // perhaps the last one is ours already
  if (step === "number" || step === "line" || step === "mine") return line.open(lot);
  return buy.open(lot);
}

async function payCalled({ lot, ticket }) {
  const due = await buy.payCalled(lot, ticket.order, ticket.until);
  if (!due) line.settle(lot);
}

/** A number was called: said everywhere a buyer may look, and the checkout opens. */
async function called(lot, order, until) {
  const due = await buy.payCalled(lot, order, until);
  if (!due) return line.settle(lot);
  lineup.closeSheet();
  const text = say("called_toast", { name: lineup.facts(lot)?.name ?? "" });
  chat.announce(text);
  if (document.getElementById("buy-called").hidden) toast(text); // another checkout stays open
  navigator.vibrate?.([200, 100, 200]);
  return undefined;
}

/** The chip, the replay's marks and the chat differ between running and over: fetch the page. */
function stateChanged(state, before) {
  stage.setState(state);
  if (before !== undefined && before !== state) location.reload();
}

ticks.on("at", time.hear);
ticks.on("lots", (changed) => {
  lineup.setLots(changed);
  line.setLots(changed);
  buy.drawStock();
});
time.everySecond(() => {
  lineup.beat();
  line.beat();
  buy.drawStock();
});
ticks.on("pin", (pin, before) => {
  if (over(room.state)) return; // a replay shows what was shown at its own moment
  lineup.setPin(pin, before);
  stage.setGood(pin ? lineup.facts(pin.lot) : lineup.first());
});
ticks.on("chat", (lines) => {
  chat.add(lines);
  const words = lines.filter((line) => line.person === room.host).at(-1);
  if (words) stage.setCaption(words.text);
});
ticks.on("hidden", chat.hide);
ticks.on("likes", (total) => likes?.show(total));
ticks.on("video", stage.setVideo);
ticks.on("state", stateChanged);
ticks.on("lineup_version", (_version, before) => before !== undefined && lineup.fetchAnew());
ticks.on("viewers", (viewers) => {
  if (!over(room.state)) {
    document.getElementById("viewers").textContent = say("viewers", { count: count(viewers) });
  }
});
const notice = document.getElementById("notice");
notice.addEventListener("click", () => {
  notice.hidden = true;
});
ticks.on("notice", (text, before) => {
  notice.textContent = text;
  if (before !== undefined || !text) notice.hidden = !text;
});
ticks.on("online", (online) => {
  const line = document.getElementById("offline");
  line.textContent = say("offline");
  line.hidden = online;
});
ticks.open();

const wanted = new URLSearchParams(location.search).get("lot");
if (wanted && lineup.facts(wanted)) openSheet(wanted);
