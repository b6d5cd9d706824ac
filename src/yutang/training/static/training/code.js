/** Draws a session's code anew every half minute, from the secret in the page: with a line or not.
 *
 * The time is the server's: how far this phone's clock is from it is taken when the page comes over
 * the line, and remembered for when it does not.
 */

import { coder } from "./codes.js";
import { qrRows } from "./qr.js";

const BORDER = 2;
const AWAY = "training-clock-away";
const board = document.querySelector('[data-part="codeboard"]');
const { session, secret, address } = board.dataset;
const stepS = Number(board.dataset.step);
const letters = board.querySelector('[data-part="letters"]');
const left = board.querySelector('[data-part="left"]');
const codeAt = await coder(secret, session);
const away = clockAway();
let shown = 0;

if (codeAt) {
  await draw();
  setInterval(draw, 500);
} else {
  setTimeout(() => location.reload(), stepS * 1000);
}
navigator.wakeLock?.request("screen").catch(() => {});

/** Return by how many seconds the server's clock is ahead of this one. */
function clockAway() {
  if (document.documentElement.dataset.kept) return Number(localStorage.getItem(AWAY) ?? 0);
  const [visit] = performance.getEntriesByType("navigation");
  const came = (performance.timeOrigin + (visit?.responseStart ?? 0)) / 1000;
  const ahead = Number(board.dataset.at) - came;
  localStorage.setItem(AWAY, String(ahead));
  return ahead;
}

async function draw() {
  const at = Date.now() / 1000 + away;
  const step = Math.floor(at / stepS);
  left.value = stepS - (at % stepS);
  if (step === shown) return;
  const code = await codeAt(step);
  shown = step;
  board.dataset.shown = `${session}.${step}.${code}`;
  letters.textContent = `${code.slice(0, 4)} ${code.slice(4)}`;
  board.querySelector("path").setAttribute("d", path(`${address}#${board.dataset.shown}`));
}

/** One line a dark stretch of a row, as the server's own drawing has them. */
function path(text) {
  const strokes = [];
  qrRows(text).forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      const from = x;
      while (row[x]) x += 1;
      if (x > from) strokes.push(`M${from + BORDER} ${y + BORDER + 0.5}h${x - from}`);
    }
  });
  return strokes.join("");
}
