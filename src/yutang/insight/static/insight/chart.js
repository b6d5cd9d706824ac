/** Charts of a sale, drawn as SVG and as lists in the page's own colours; tables have the numbers. */

const SPACE = "http://www.w3.org/2000/svg";
const STEPS = 5;
const LINES_MOST = 5;
const GAP = 0.18;
const drawings = new Map();
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function shape(name, fields, text = "") {
  const made = document.createElementNS(SPACE, name);
  Object.entries(fields).forEach(([field, value]) => made.setAttribute(field, value));
  made.textContent = text;
  return made;
}

function part(name, text, tag = "span") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

/** A round distance between the lines of a scale, so that at most five of them reach `most`. */
function distance(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / LINES_MOST)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step * LINES_MOST >= most);
}

/** One column a minute: `rows` are [clock time, orders]; drawn anew when its place changes size. */
export function columns(element, rows, { unit = "" } = {}) {
  if (!element) return;
  const known = drawings.has(element);
  drawings.set(element, () => element.replaceChildren(columnsOf(element, rows, unit)));
  drawings.get(element)();
  if (!known) new ResizeObserver(() => drawings.get(element)()).observe(element);
}

function columnsOf(element, rows, unit) {
  const look = getComputedStyle(element);
  const letter = parseFloat(look.fontSize);
  const inner = (size, ...sides) => sides.reduce((left, side) => left - parseFloat(look[side]), size);
  const width = Math.max(1, inner(element.clientWidth, "paddingLeft", "paddingRight"));
  const height = Math.max(1, inner(element.clientHeight, "paddingTop", "paddingBottom"));
  const step = distance(Math.max(...rows.map(([, orders]) => orders), 1));
  const most = Math.ceil(Math.max(...rows.map(([, orders]) => orders), 1) / step) * step;
  const left = whole.format(most).length * letter * 0.6 + letter * 0.8;
  const top = letter * (unit ? 2.2 : 0.8);
  const base = height - letter * 1.7;
  const up = (orders) => base - (orders / most) * (base - top);
  if (width - left < letter || base < top) return ""; // not laid out yet, or too small to read
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  if (unit) svg.append(shape("text", { x: 0, y: letter }, unit));
  for (let value = 0; value <= most; value += step) {
    svg.append(
      shape("path", { d: `M${left} ${up(value)}H${width}` }),
      shape("text", { x: left - letter * 0.5, y: up(value) + letter * 0.35, class: "chart-scale" }, whole.format(value)),
    );
  }
  const room = (width - left) / Math.max(rows.length, 1);
  const wide = Math.min(room * (1 - GAP), letter * 2.4);
  const every = Math.ceil((letter * 4) / room);
  rows.forEach(([minute, orders], at) => {
    const middle = left + room * (at + 0.5);
    const column = { x: middle - wide / 2, y: up(orders), width: wide, height: base - up(orders), rx: 2 };
    svg.append(shape("rect", column));
    if (at % every === 0 && middle + letter * 1.5 < width) {
      svg.append(shape("text", { x: middle, y: height - letter * 0.3, class: "chart-minute" }, minute));
    }
  });
  return svg;
}

/** One lying bar a line: `rows` are [title, yuan], the greatest first and darkest. */
export function bars(element, rows) {
  if (!element) return;
  const greatest = Math.max(...rows.map(([, yuan]) => yuan), 0) || 1;
  element.replaceChildren(
    ...rows.flatMap(([title, yuan]) => {
      const bar = document.createElement("progress");
      bar.max = greatest;
      bar.value = Math.max(0, yuan);
      bar.dataset.shade = 1 + Math.min(STEPS - 1, Math.floor((1 - bar.position) * STEPS));
      return [part("chart-title", title), bar, part("chart-sum", `¥${whole.format(yuan)}`)];
    }),
  );
}
