/** The page's words and how figures look. Nothing here is written in one language. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read("words");

/** What the page gave the scripts to begin with (ids, addresses, the sale's state). */
export const page = (id) => read(id);

/** The sentence `name`, its braces filled from `fields`. */
export function say(name, fields = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (_, field) => fields[field] ?? "");
}

/** 2990 → "¥29.90" */
export function yuan(fen) {
  const [whole, cents] = (fen / 100).toFixed(2).split(".");
  return `¥${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}

/** 1234567 → "1,234,567" */
export const count = (number) => String(number ?? 0).replace(/\B(?=(\d{3})+$)/g, ",");

/** Seconds as "14:09" or "1:02:03". */
export function clock(seconds) {
  const left = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(left / 3600);
  const rest = `${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

/** A moment (seconds since 1970, or a text already) on China's clock to a tenth: "20:00:10.3". */
export function toTheTenth(moment) {
  if (typeof moment === "string" && !moment.includes("T")) return moment;
  const at = typeof moment === "number" ? new Date(moment * 1000) : new Date(moment);
  const text = at.toLocaleTimeString("en-GB", { timeZone: "Asia/Shanghai", hour12: false });
  return `${text}.${Math.floor(at.getMilliseconds() / 100)}`;
}

/** A moment (seconds since 1970) on China's clock as people say it: "20:05", with the day unless it
 * is today, with seconds where it has any. */
export function timeOfDay(moment, now) {
  if (!moment) return "";
  const day = (at) => new Date(at * 1000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  const text = new Date(moment * 1000).toLocaleTimeString("en-GB", { timeZone: "Asia/Shanghai" });
  const time = text.endsWith(":00") ? text.slice(0, 5) : text;
  return day(moment) === day(now) ? time : `${day(moment).slice(5)} ${time}`;
}

/** A decorative drawing of the page's sprite, as `{% icon %}` makes it. */
export function icon(name) {
  const known = document.querySelector("svg.icon use").getAttribute("href").split("#")[0];
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(space, "use"));
  svg.firstChild.setAttribute("href", `${known}#${name}`);
  return svg;
}

/** A short line over everything, gone by itself. */
export function toast(text) {
  document.querySelector(".toast")?.remove();
  const line = document.createElement("p");
  line.className = "toast";
  line.setAttribute("role", "status");
  line.textContent = text;
  (document.querySelector("dialog[open]") ?? document.body).append(line);
  setTimeout(() => line.remove(), 4000);
}
