/** Likes: counted by the tap, sent together once a second; hearts rise for one's own and others'. */

import { count, icon } from "./words.js";

const SEND_MS = 1000;
const SENT_MAX = 50;
const HEARTS_MAX = 14;

export function createLikes({ url, stage }) {
  const button = document.getElementById("like");
  const figure = document.getElementById("likes");
  const hearts = document.getElementById("hearts");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let waiting = 0;
  let known = null;
  let timer = null;

  function rise() {
    if (calm.matches || hearts.children.length >= HEARTS_MAX) return;
    const heart = icon("heart");
    hearts.append(heart);
    heart.addEventListener("animationend", () => heart.remove());
  }

  async function send() {
    timer = null;
    const sent = Math.min(waiting, SENT_MAX);
    waiting -= sent;
    if (waiting > 0) timer = setTimeout(send, SEND_MS);
    try {
      await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ count: sent }),
      });
    } catch {
      // A like is no order: what did not get through is let go.
    }
  }

  function give() {
    waiting += 1;
    known = (known ?? 0) + 1;
    figure.textContent = count(known);
    button.classList.add("given");
    rise();
    timer ??= setTimeout(send, SEND_MS);
  }

  /** Show the figure of a tick, with a few hearts for what others gave. */
  function show(total) {
    const others = known === null ? 0 : total - known - waiting;
    for (let heart = 0; heart < Math.min(others, 3); heart += 1) setTimeout(rise, heart * 260);
    known = Math.max(total, known ?? 0);
    figure.textContent = known ? count(known) : "";
  }

  button.addEventListener("click", give);
  stage.addEventListener("dblclick", give);
  return { show };
}
