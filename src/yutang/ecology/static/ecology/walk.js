/** The outline of a plot, walked along with a phone or drawn by hand; its corners stand in the
 * form as text, one a line, and are all that is sent. */

const WIDE = 320;
const HIGH = 200;
const EDGE = 24;
const METRES_LEAST = 60; // a first corner is drawn in a field of this width
const DEGREE = 111_320;
const at = (name) => document.querySelector(`[data-part="${name}"]`);
const field = document.querySelector('[name="corners"]');
const how = document.querySelector('[name="how"]');
const sketch = at("sketch");
const rad = Math.PI / 180;

at("undo").addEventListener("click", () => write(corners().slice(0, -1)));
at("here").addEventListener("click", addHere);
sketch.addEventListener("click", addTapped);
field.addEventListener("input", draw);
at("here").hidden = !navigator.geolocation;
draw();

function corners() {
  return field.value
    .split("\n")
    .map((line) => line.trim().split(/[\s,，;]+/).map(Number))
    .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
}

function write(pairs) {
  field.value = pairs.map(([east, north]) => `${east.toFixed(6)},${north.toFixed(6)}`).join("\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function addHere() {
  at("here").setAttribute("aria-busy", "true");
  const wanted = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 };
  const end = (said) => {
    at("here").removeAttribute("aria-busy");
    at("said").textContent = said;
  };
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      how.value = how.value === "drawn" ? "drawn" : "walked";
      write([...corners(), [coords.longitude, coords.latitude]]);
      end(`± ${Math.round(coords.accuracy)} m`);
    },
    () => end(at("walk").dataset.noPlace),
    wanted,
  );
}

function addTapped(event) {
  const frame = frameOf(corners());
  if (!frame) return;
  const box = sketch.getBoundingClientRect();
  const scale = Math.max(WIDE / box.width, HIGH / box.height);
  const x = (event.clientX - box.left - box.width / 2) * scale;
  const y = (event.clientY - box.top - box.height / 2) * scale;
  how.value = "drawn";
  write([...corners(), [frame.east + x / frame.perEast, frame.north - y / frame.perNorth]]);
}

function draw() {
  const pairs = corners();
  const frame = frameOf(pairs);
  sketch.hidden = !frame;
  at("undo").hidden = !frame;
  if (!frame) return;
  const points = pairs.map(([east, north]) => [
    WIDE / 2 + (east - frame.east) * frame.perEast,
    HIGH / 2 - (north - frame.north) * frame.perNorth,
  ]);
  const dots = points.map(([x, y]) => `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0`);
  at("path").setAttribute("d", `M${points.map((pair) => pair.join(" ")).join("L")}Z${dots.join("")}`);
}

/** The middle of the corners, and how many units of the drawing a degree is there. */
function frameOf(pairs) {
  if (!pairs.length) return null;
  const easts = pairs.map(([east]) => east);
  const norths = pairs.map(([, north]) => north);
  const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  const north = middle(norths);
  const metresEast = DEGREE * Math.cos(north * rad);
  const wide = Math.max(METRES_LEAST, (Math.max(...easts) - Math.min(...easts)) * metresEast);
  const high = Math.max(METRES_LEAST, (Math.max(...norths) - Math.min(...norths)) * DEGREE);
  const perMetre = Math.min((WIDE - 2 * EDGE) / wide, (HIGH - 2 * EDGE) / high);
  return { east: middle(easts), north, perEast: metresEast * perMetre, perNorth: DEGREE * perMetre };
}
