/** The host's camera on the console: what `broadcast.js` tells in codes is said here in words. */

import { createBroadcast } from "./broadcast.js";
import { createPlayer } from "./player.js";
import { say } from "./words.js";

const OFF = ["closed", "failed", "preview", "stopped"];
const HEALTH = { good: ["good", ""], weak: ["weak", "weak"], bad: ["weak", "lost"] };

export function createCamera({ urls, desk }) {
  const preview = document.getElementById("preview");
  const elsewhere = document.getElementById("elsewhere");
  const said = document.getElementById("cam-said");
  const small = document.getElementById("cam-small");
  const health = document.getElementById("health");
  const flip = document.getElementById("flip");
  const player = createPlayer(elsewhere, { onState: () => {}, onShape: () => {} });
  let broadcast = null;
  let now = { state: "closed", health: "good", code: "", transcoding: false };
  let video = { state: "none", playlist: null };
  let warned = false;
  let left = false;

  const on = () => !OFF.includes(now.state);
  const shown = () => on() || ["preview", "stopped"].includes(now.state);
  const fromElsewhere = () => !on() && video.state === "on";
  const elsewhereBroken = () => !shown() && video.state === "break";

  /** The pass is minted when the camera is wanted, so that it is fresh. */
  async function prepare() {
    if (broadcast && now.code !== "sign_in_needed") return true;
    const body = new FormData(document.querySelector(".console form, dialog form"));
    const answer = await fetch(urls.pass, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (!answer?.ok) return false;
    broadcast?.close();
    const { pass } = await answer.json();
    broadcast = createBroadcast({ url: urls.broadcast, pass, preview, onState: take });
    return true;
  }

  function take(state) {
    now = state;
    draw();
  }

  /** Show the preview. True when the sale may go live: with it, or knowingly without. */
  async function open() {
    if (shown() || fromElsewhere()) return true;
    const opened = (await prepare()) && (await broadcast.open()) === true;
    if (opened || warned) return true;
    warned = true;
    const button = document.getElementById("go-live");
    if (button) button.textContent = say("without_camera");
    return false;
  }

  async function start() {
    if (fromElsewhere() || !broadcast || !shown()) return;
    if (now.code === "sign_in_needed" && !((await prepare()) && (await broadcast.open()))) return;
    broadcast.start();
  }

  /** `leaving`: the page goes away on purpose, so nobody need be asked. */
  function stop(leaving = false) {
    left = leaving;
    broadcast?.stop();
  }

  async function toggle() {
    if (on()) return stop();
    if ((await prepare()) && (await broadcast.open()) === true) broadcast.start();
    return undefined;
  }

  function words() {
    if (now.state === "asking") return say("camera_asking");
    if (now.code && now.state === "failed") return say(`why_${now.code}`);
    if (now.state === "reconnecting") return say(`break_${now.code || "network"}`);
    if (now.state === "stopped" && now.code) return say(`why_${now.code}`);
    if (now.state === "live" && ["phone", "background", "host"].includes(now.code)) {
      return say(`break_${now.code}`);
    }
    if (fromElsewhere() || elsewhereBroken()) return "";
    return shown() ? "" : say("camera_off");
  }

  function drawHealth() {
    const [word, look] = HEALTH[now.health] ?? HEALTH.good;
    const text =
      now.state === "connecting"
        ? say("connecting")
        : now.state === "reconnecting"
          ? say("reconnecting")
          : say(word);
    health.hidden = !on() || now.state === "asking";
    health.dataset.look = now.state === "reconnecting" ? "lost" : look;
    health.querySelector("span").textContent = text;
  }

  function draw() {
    desk.dataset.camera = shown() ? now.state : "off";
    const text = words();
    said.textContent = text;
    said.hidden = !text;
    const note = now.transcoding
      ? say("transcoding")
      : fromElsewhere() || elsewhereBroken()
        ? say(elsewhereBroken() ? "elsewhere_broken" : "elsewhere")
        : on() && now.code === "microphone_refused"
          ? say("why_microphone_refused")
          : on() && ["no_sound", "no_picture", "bad_picture", "bad_sound"].includes(now.code)
            ? say(`why_${now.code}`)
            : "";
    small.textContent = note;
    small.hidden = !note;
    if (flip) flip.hidden = !shown();
    const watched = (fromElsewhere() && !shown()) || elsewhereBroken();
    elsewhere.hidden = !watched;
    player.show(watched ? (video.playlist ?? "") : "", true);
    const label = document.querySelector("#camera-on span");
    if (label) label.textContent = say(on() ? "camera_turn_off" : "camera_turn_on");
    drawHealth();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#camera-on")) toggle();
  });
  flip?.addEventListener("click", () => broadcast?.flip());
  window.addEventListener("beforeunload", (event) => {
    if (on() && !left) event.preventDefault();
  });
  draw();

  return {
    open,
    start,
    stop,
    draw,
    busy: shown,
    setVideo(value) {
      video = value;
      draw();
    },
  };
}
