/** A lesson's video: plays, and tells which seconds really were played. What is skipped is not told. */

import { csrf } from "./sending.js";

const MOVED_MOST_S = 1.5;
const video = document.getElementById("lesson-video");
const watched = document.getElementById("watched");
const { src, tell, every } = video.dataset;
let begin = null;
let last = 0;
let sending = Promise.resolve();

await load();
if (tell) listen();

async function load() {
  if (!src.endsWith(".m3u8") || !("MediaSource" in window)) {
    video.src = src;
    return;
  }
  const { default: Hls } = await import("../web/vendor/hls.light.min.mjs");
  const hls = new Hls({ startPosition: 0, maxBufferLength: 30, enableWorker: false });
  hls.loadSource(src);
  hls.attachMedia(video);
}

function listen() {
  video.addEventListener("playing", () => {
    if (begin === null) start();
  });
  video.addEventListener("timeupdate", () => {
    if (begin === null || video.seeking) return;
    const moved = video.currentTime - last;
    if (moved < 0 || moved > MOVED_MOST_S * Math.max(video.playbackRate, 1)) {
      end();
      start();
      return;
    }
    last = video.currentTime;
    if (last - begin >= Number(every)) {
      end();
      start();
    }
  });
  ["pause", "ended", "seeking"].forEach((name) => video.addEventListener(name, end));
  document.addEventListener("visibilitychange", () => document.hidden && end());
}

function start() {
  begin = last = video.currentTime;
  if (!video.dataset.told) {
    video.dataset.told = "1";
    say(0, 0); // the count begins
  }
}

function end() {
  if (begin === null) return;
  const [from, to] = [Math.floor(begin), Math.ceil(last)];
  begin = null;
  if (to > from) say(from, to);
}

/** One after the other, since the server believes no more than its clock allows. */
function say(from, to) {
  const body = new URLSearchParams({ from, to, csrfmiddlewaretoken: csrf() });
  sending = sending.then(() =>
    fetch(tell, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((told) => {
        if (told) watched.textContent = told.percent;
      })
      .catch(() => {}),
  );
}
