/** The map of places: outlines coloured as the table beneath says, marks over it; a tap names a place. */

const map = document.getElementById("map");
const canvas = document.getElementById("map-canvas");
const said = document.getElementById("map-said");
const look = getComputedStyle(document.documentElement);
const token = (name) => look.getPropertyValue(name).trim();
const MARK_TOKENS = ["--ink", "--amber", "--rose"];
const LABELS_MOST = 24;
const LABELS_WIDTH = 700;

const places = new Map(
  [...document.querySelectorAll("[data-code]")].map((row) => [
    row.dataset.code,
    { ...row.dataset, href: row.querySelector("a")?.href ?? "" },
  ]),
);
const marks = JSON.parse(document.getElementById("marks").textContent);

/** Places of which nothing is known are hatched, so that nobody takes them for zero. */
function hatched() {
  const tile = Object.assign(document.createElement("canvas"), { width: 8, height: 8 });
  const pen = tile.getContext("2d");
  pen.fillStyle = token("--surface");
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = token("--reed");
  pen.lineWidth = 2;
  [-8, 0, 8].forEach((from) => {
    pen.beginPath();
    pen.moveTo(from, 8);
    pen.lineTo(from + 8, 0);
    pen.stroke();
  });
  return { image: tile, repeat: "repeat" };
}

function fills() {
  const steps = ["1", "2", "3", "4", "5"].map((step) => [step, token(`--step-${step}`)]);
  return new Map([...steps, ["zero", token("--surface")], ["unknown", hatched()], ["whole", token("--water")]]);
}

function say(title, value, href) {
  const name = document.createElement(href ? "a" : "strong");
  if (href) name.href = href;
  name.textContent = title;
  const told = document.createElement("span");
  told.className = "number";
  told.textContent = value;
  said.replaceChildren(name, told);
}

function optionOf(shapes) {
  const fill = fills();
  const line = token("--edge");
  const drawn = shapes.features.map((feature) => feature.properties.name);
  const areas = drawn.map((code) => {
    const areaColor = fill.get(places.get(code)?.step ?? "whole");
    const itemStyle = { areaColor, borderColor: token("--ink"), borderWidth: 3 };
    return { name: code, itemStyle: { areaColor }, select: { itemStyle } };
  });
  const isNamed = drawn.length <= LABELS_MOST || canvas.clientWidth >= LABELS_WIDTH;
  const named = {
    show: isNamed && drawn.length <= LABELS_MOST * 3,
    formatter: (area) => places.get(area.name)?.name ?? "",
    color: token("--ink"),
    fontSize: 12,
    textBorderColor: token("--surface"),
    textBorderWidth: 3,
    offset: marks.length ? [0, 18] : [0, 0],
  };
  return {
    animation: false,
    series: [
      {
        type: "map",
        map: "places",
        selectedMode: "single",
        aspectScale: aspect(shapes),
        preserveAspect: true,
        left: 12, right: 12, top: 12, bottom: 12,
        data: areas,
        label: named,
        itemStyle: { borderColor: line, borderWidth: 1 },
        emphasis: { disabled: true },
        select: { label: { show: true, color: token("--ink") } },
      },
    ],
  };
}

/** A degree of longitude is narrower than one of latitude, the more so the farther north. */
function aspect(shapes) {
  const latitudes = shapes.features.flatMap((feature) => feature.geometry.coordinates.flat(Infinity)).filter((_number, at) => at % 2);
  const middle = latitudes.reduce((sum, latitude) => sum + latitude, 0) / latitudes.length;
  return Math.cos((middle * Math.PI) / 180);
}

function drawMarks(engine, chart, drawn) {
  const board = chart.getZr();
  drawn.splice(0).forEach((shape) => board.remove(shape));
  const pixel = (point) => chart.convertToPixel({ seriesIndex: 0 }, point);
  const put = (shape) => drawn.push(shape) && board.add(shape);
  marks.forEach((mark) => {
    const colour = token(MARK_TOKENS[mark.overlay % MARK_TOKENS.length]);
    const [cx, cy] = pixel(mark.at);
    mark.corners.forEach((corner) => {
      const [x2, y2] = pixel(corner);
      put(new engine.Line({ shape: { x1: cx, y1: cy, x2, y2 }, style: { stroke: colour, lineWidth: 2 }, silent: true, z: 20 }));
    });
    const style = { fill: mark.exact ? colour : token("--surface"), stroke: mark.exact ? token("--surface") : colour, lineWidth: 2 };
    const r = Math.min(4 + Math.sqrt(mark.weight), 12);
    const dot = new engine.Circle({ shape: { cx, cy, r }, style, z: 21 });
    dot.on("click", () => say(mark.title, mark.said, mark.href));
    put(dot);
  });
}

async function draw() {
  const [engine, answer] = await Promise.all([import(map.dataset.engine), fetch(map.dataset.shapes)]);
  if (!answer.ok) return;
  const shapes = await answer.json();
  map.hidden = false;
  engine.registerMap("places", { geoJSON: shapes });
  const chart = engine.init(canvas, null, { renderer: "canvas" });
  chart.setOption(optionOf(shapes));
  const drawn = [];
  drawMarks(engine, chart, drawn);
  chart.on("click", (tapped) => {
    const place = places.get(tapped.name);
    const value = place?.value || map.dataset.unknown;
    if (place) say(place.name, place.value ? `${value} ${map.dataset.unit}` : value, place.href);
  });
  new ResizeObserver(() => {
    chart.resize();
    drawMarks(engine, chart, drawn);
  }).observe(canvas);
}

draw();
