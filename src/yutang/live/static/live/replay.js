/** The replay's own controls: play, position, and the goods as marks to jump to. */

import { clock } from "./words.js";

export function createReplay(video, { player, onShown }) {
  const play = document.getElementById("play");
  const seek = document.getElementById("seek");
  const figure = document.getElementById("seek-clock");
  const marks = [...document.querySelectorAll("[data-seek]")];
  let shown = null;
  if (!play) return;

  function draw() {
    if (Number.isFinite(video.duration)) seek.max = Math.floor(video.duration);
    if (!seek.matches(":active")) seek.value = Math.floor(video.currentTime);
    figure.textContent = clock(video.currentTime);
    const passed = marks.filter((mark) => Number(mark.dataset.seek) <= video.currentTime + 0.5);
    marks.forEach((mark) => mark.removeAttribute("aria-current"));
    const now = passed.at(-1);
    now?.setAttribute("aria-current", "true");
    if (now !== shown) onShown(now ? Number(now.dataset.shown) : null);
    shown = now;
  }

  function drawPlay() {
    const use = play.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, video.paused ? "#play" : "#pause"));
  }

  play.addEventListener("click", () => (video.paused ? player.play() : video.pause()));
  seek.addEventListener("input", () => {
    video.currentTime = Number(seek.value);
  });
  marks.forEach((mark) =>
    mark.addEventListener("click", () => {
      video.currentTime = Number(mark.dataset.seek);
      player.play();
      document.getElementById("goods-sheet").close();
    }),
  );
  ["timeupdate", "durationchange"].forEach((name) => video.addEventListener(name, draw));
  ["play", "pause"].forEach((name) => video.addEventListener(name, drawPlay));
}
