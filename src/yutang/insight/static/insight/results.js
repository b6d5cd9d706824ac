/* The results page: draws the charts, and while the sale runs brings its cells up to date. */

import { bars, columns } from "./chart.js";

const EVERY_MS = 10_000;
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read("words");

function draw(charts) {
  columns(document.getElementById("chart-minutes"), charts.minutes, { unit: words.orders });
  bars(document.getElementById("chart-counties"), charts.counties);
  if (charts.producers) bars(document.getElementById("chart-producers"), charts.producers);
}

function fill(cells) {
  for (const cell of document.querySelectorAll("[data-cell]")) {
    const now = cells[cell.dataset.cell];
    if (now !== undefined && cell.textContent !== now) cell.textContent = now;
  }
}

async function refresh(address) {
  if (document.hidden) return true;
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) return answer.status >= 500;
  const data = await answer.json();
  fill(data.cells);
  draw(data.charts);
  return data.running;
}

function keepUpToDate(address) {
  const timer = setInterval(async () => {
    try {
      if (!(await refresh(address))) {
        clearInterval(timer);
        location.reload();
      }
    } catch {
      // The network is away; the next turn tries again.
    }
  }, EVERY_MS);
}

draw(read("charts"));
const page = document.querySelector("[data-refresh]");
if (page) keepUpToDate(page.dataset.refresh);
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll(".results details")) details.open = true;
});
document.getElementById("display")?.addEventListener("focus", (event) => event.target.select());
