/** What lies over the picture when it is not simply playing: countdown, pause, break, end. */

import { clock, say } from "./words.js";

const BREAKS = { network: "break_network", phone: "break_phone", background: "break_background" };

export function createStage(hall, { startsAt, starts, time, player, replay, calledOff, state }) {
  const curtain = document.getElementById("curtain");
  const broken = document.getElementById("break");
  const sound = document.getElementById("sound");
  const video = document.getElementById("video");
  const now = { state, video: { state: "none", reason: "", playlist: null }, shown: "empty" };
  const still = document.getElementById("still");
  let counting = null;

  function draw(title, hint = "") {
    curtain.hidden = !title;
    curtain.querySelector(".curtain-title").textContent = title ?? "";
    curtain.querySelector(".curtain-hint").textContent = hint;
    if (counting === null) curtain.querySelector(".curtain-count").textContent = "";
  }

  function countDown() {
    const left = startsAt - time.now();
    const days = Math.floor(left / 86400);
    const text = clock(left % 86400);
    curtain.querySelector(".curtain-count").textContent =
      left <= 0 ? "" : days > 0 ? say("days_and", { days, clock: text }) : text;
    curtain.querySelector(".curtain-title").textContent =
      left <= 0 ? say("starting") : say("starts_in", { clock: "" }).trim();
  }

  function setCounting(wanted) {
    if (wanted && counting === null) {
      counting = setInterval(countDown, 1000);
      countDown();
    } else if (!wanted && counting !== null) {
      clearInterval(counting);
      counting = null;
    }
  }

  function breakText() {
    if (now.state !== "live") return "";
    if (now.video.state === "break") return say(BREAKS[now.video.reason] ?? "break_other");
    if (now.video.state === "gone") return say("gone");
    if (now.video.state === "on" && now.shown === "waiting") return say("waiting");
    return "";
  }

  function redraw() {
    hall.dataset.state = now.state;
    setCounting(now.state === "planned");
    if (now.state === "planned") {
      draw(" ", starts);
      countDown();
    } else if (now.state === "paused") draw(say("paused"));
    else if (calledOff) draw(say("called_off"));
    else if (now.state === "ended") draw(say("ended"), say("ended_hint"));
    else if (now.state === "replay" && !replay) draw(say("ended"));
    else draw("");
    const text = breakText();
    broken.hidden = !text;
    broken.textContent = text;
    drawStill();
    choosePicture();
    showSound();
  }

  /** Without a moving picture: the good shown now, and what the host last wrote, as a caption. */
  function drawStill() {
    const silent = ["none", "gone"].includes(now.video.state) || now.shown === "empty";
    const { picture, name } = now.good ?? {};
    still.hidden = !(now.state === "live" && silent && picture);
    if (still.hidden) return;
    if (still.firstElementChild.getAttribute("src") !== picture) {
      still.firstElementChild.src = picture;
    }
    still.lastElementChild.textContent = now.caption || name;
  }

  function choosePicture() {
    const over = now.state === "ended" || now.state === "replay";
    if (over) player.show(replay, false);
    else if (now.state === "planned" || now.video.state === "none") player.show("", true);
    else player.show(now.video.playlist ?? "", true);
  }

  function showSound() {
    sound.hidden = !(now.shown === "playing" || now.shown === "blocked");
    const heard = !video.muted && now.shown === "playing";
    const use = sound.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, heard ? "#sound" : "#silent"));
    sound.setAttribute("aria-pressed", String(heard));
  }

  sound.addEventListener("click", () => {
    video.muted = !video.muted && now.shown === "playing";
    player.play();
    showSound();
  });

  return {
    redraw,
    setState(value) {
      now.state = value;
      redraw();
    },
    setVideo(value, before) {
      now.video = value;
      if (before && before.state !== "on" && value.state === "on") player.resume();
      redraw();
    },
    setShown(value) {
      now.shown = value;
      hall.dataset.video = value;
      redraw();
    },
    setGood(good) {
      now.good = good;
      drawStill();
    },
    setCaption(text) {
      now.caption = text;
      drawStill();
    },
  };
}
