/** The boards' charts: each is drawn from the table beneath it, in the colours of the page. */

const STEPS = 5;
const HUES = 5;
const LINE = 28;
const DASHES = ["solid", "dashed", "dotted", [10, 3, 2, 3], [2, 6]];
const SIGNS = ["circle", "rect", "triangle", "diamond", "emptyCircle"];
const look = getComputedStyle(document.body);
const token = (name) => look.getPropertyValue(name).trim();
const count = (name, most) => Array.from({ length: most }, (_, at) => token(`--${name}-${at + 1}`));
const language = document.documentElement.lang;
const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = (canvas) => canvas.clientWidth < 560;
const drawn = new Map();

/** What the table says: its columns that are drawn, and a list for each row; null where nothing is told. */
function read(figure) {
  const heads = [...figure.querySelectorAll("thead th")].map((head) => ({ title: head.dataset.title, role: head.dataset.role }));
  const rows = [...figure.querySelectorAll("tbody tr")].map((line) => ({
    code: line.dataset.code,
    cells: [...line.cells].map((cell) => ("value" in cell.dataset ? Number(cell.dataset.value) : null)),
    few: [...line.cells].map((cell) => ("few" in cell.dataset ? cell.textContent.trim() : "")),
    words: [...line.cells].map((cell) => cell.textContent.trim()),
  }));
  const at = (role) => heads.findIndex((head) => head.role === role);
  const values = heads.map((head, column) => ({ ...head, column })).filter((head) => head.role === "value");
  return { rows, at, values, unit: figure.dataset.unit, names: rows.map((row) => row.words[Math.max(0, at("name"))]) };
}

const text = (size = 12) => ({ color: token("--ink-soft"), fontSize: size, fontFamily: look.fontFamily });

function withUnit(number, unit) {
  return number === null || number === undefined || Number.isNaN(number) ? "–" : `${exact.format(number)} ${unit}`;
}

function frame(table, canvas) {
  return {
    animation: !isStill,
    animationDuration: 400,
    textStyle: { fontFamily: look.fontFamily },
    color: count("hue", HUES),
    aria: { enabled: true, label: { description: canvas.getAttribute("aria-label") }, decal: { show: table.values.length > 1 } },
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: token("--surface"),
      borderColor: token("--edge"),
      textStyle: { color: token("--ink"), fontSize: 14 },
      valueFormatter: (number) => withUnit(number, table.unit),
    },
  };
}

function legend(table) {
  return table.values.length > 1
    ? { top: 0, left: 0, itemGap: 14, textStyle: { ...text(13), color: token("--ink") }, data: table.values.map((value) => value.title) }
    : undefined;
}

const scale = () => ({ type: "value", axisLabel: { ...text(), formatter: (number) => short.format(number), hideOverlap: true }, splitLine: { lineStyle: { color: token("--line") } } });
const categories = (data) => ({ type: "category", data, axisLabel: { ...text(), hideOverlap: true }, axisTick: { show: false }, axisLine: { lineStyle: { color: token("--edge") } } });
const grid = (table) => ({ left: 4, right: 12, top: table.values.length > 1 ? 40 : 14, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" });

function columns(table, canvas) {
  return {
    ...frame(table, canvas),
    tooltip: { ...frame(table, canvas).tooltip, trigger: "axis", axisPointer: { type: "none" } },
    legend: legend(table),
    grid: grid(table),
    xAxis: categories(table.names),
    yAxis: scale(),
    series: table.values.map(({ title, column }) => ({
      type: "bar", name: title, barMaxWidth: 36, barMinHeight: 1,
      itemStyle: { borderRadius: [3, 3, 0, 0], ...(table.values.length > 1 ? {} : { color: token("--step-2") }) },
      data: table.rows.map((row) => (row.few[column] ? hidden(row.few[column]) : row.cells[column])),
    })),
  };
}

/** Where too few persons stand, no bar, but the words: nobody takes it for zero. */
const hidden = (words) => ({ value: 0, label: { show: true, position: "top", formatter: words, rotate: 90, align: "left", verticalAlign: "middle", ...text(11) } });

function bars(table, canvas) {
  const [value] = table.values;
  return {
    ...frame(table, canvas),
    grid: { ...grid(table), right: 64, top: 0 },
    xAxis: { ...scale(), show: false },
    yAxis: {
      ...categories(table.names),
      inverse: true,
      axisLine: { show: false },
      axisLabel: { ...text(13), color: token("--ink"), width: narrow(canvas) ? 104 : 200, overflow: "truncate" },
    },
    series: [{
      type: "bar", name: value.title, barMaxWidth: 18, barMinHeight: 1, itemStyle: { color: token("--step-2"), borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: "right", ...text(13), color: token("--ink"), formatter: ({ value: number }) => (number === null ? "" : short.format(number)) },
      data: table.rows.map((row) => row.cells[value.column]),
    }],
  };
}

function lines(table, canvas) {
  return {
    ...frame(table, canvas),
    tooltip: { ...frame(table, canvas).tooltip, trigger: "axis" },
    legend: legend(table),
    grid: grid(table),
    xAxis: { ...categories(table.names), boundaryGap: false },
    yAxis: { ...scale(), scale: true },
    series: table.values.map(({ title, column }, at) => ({
      type: "line", name: title, symbol: SIGNS[at % SIGNS.length], symbolSize: 7, showSymbol: table.rows.length <= 40,
      lineStyle: { width: 2.5, type: DASHES[at % DASHES.length] },
      data: table.rows.map((row) => row.cells[column]),
    })),
  };
}

function boxes(table, canvas) {
  const five = ["low", "q1", "median", "q3", "high"].map((role) => table.at(role));
  const title = (role) => table.rows.length && canvas.closest("figure").querySelectorAll("thead th")[table.at(role)].dataset.title;
  return {
    ...frame(table, canvas),
    tooltip: {
      ...frame(table, canvas).tooltip,
      formatter: ({ dataIndex }) => [table.names[dataIndex], ...["high", "q3", "median", "q1", "low"].map((role) => `${title(role)}: ${withUnit(table.rows[dataIndex].cells[table.at(role)], table.unit)}`)].join("\n"),
    },
    grid: grid(table),
    xAxis: categories(table.names),
    yAxis: scale(),
    series: [{
      type: "boxplot", boxWidth: [8, 36], itemStyle: { color: token("--step-5"), borderColor: token("--step-1"), borderWidth: 2 },
      data: table.rows.map((row) => (row.cells[five[0]] === null ? ["-", "-", "-", "-", "-"] : five.map((column) => row.cells[column]))),
    }],
  };
}

/** Five classes of one hue, each with as many cells; where few differ, fewer. */
function classes(numbers) {
  const sorted = numbers.filter((number) => number !== null && number > 0).sort((low, high) => low - high);
  const edges = [...new Set(Array.from({ length: STEPS - 1 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / STEPS)]))].filter((edge) => edge > sorted[0]);
  const steps = count("step", STEPS).reverse();
  const lows = [sorted[0] ?? 0, ...edges];
  return lows.map((low, at) => {
    const last = at === lows.length - 1;
    return {
      gte: low, ...(last ? {} : { lt: lows[at + 1] }),
      label: `≥ ${short.format(low < 100 ? low : Math.round(low))}`,
      color: steps[Math.round((at * (STEPS - 1)) / Math.max(1, lows.length - 1))],
    };
  });
}

/** What the shades mean: side by side, under each other where five would not fit. */
const shades = (numbers, place, canvas) => ({ type: "piecewise", pieces: classes(numbers), orient: canvas && narrow(canvas) ? "vertical" : "horizontal", itemWidth: 14, itemHeight: 14, itemGap: 6, textGap: 3, textStyle: text(), align: "left", ...place, outOfRange: { color: token("--surface") } });

function field(table, canvas) {
  const cells = table.values.flatMap(({ column }, up) => table.rows.map((row, along) => [along, up, row.cells[column]]));
  const titles = table.values.map(({ title }) => title);
  return {
    ...frame(table, canvas),
    aria: { enabled: true, label: { description: canvas.getAttribute("aria-label") }, decal: { show: false } },
    tooltip: { ...frame(table, canvas).tooltip, formatter: ({ data: [along, up, number] }) => `${titles[up]} · ${table.names[along]}\n${withUnit(number, table.unit)}` },
    grid: { ...grid(table), top: 8, bottom: narrow(canvas) ? 28 + STEPS * 20 : 44 },
    xAxis: { ...categories(table.names), splitArea: { show: false } },
    yAxis: { ...categories(titles), inverse: true, axisLabel: { ...text(13), color: token("--ink"), width: narrow(canvas) ? 76 : 180, overflow: "truncate" } },
    visualMap: shades(cells.map((cell) => cell[2]), { left: "center", bottom: 0 }, canvas),
    series: [{ type: "heatmap", data: cells.filter((cell) => cell[2] !== null), itemStyle: { borderColor: token("--surface"), borderWidth: 1 }, emphasis: { itemStyle: { borderColor: token("--ink") } } }],
  };
}

function flows(table, canvas) {
  const [value] = table.values;
  const [from, to] = [table.at("name"), table.at("goal")];
  const nodes = new Map();
  const node = (side, name) => nodes.set(side + name, { name: side + name, depth: side === "<" ? 0 : 1, label: { position: side === "<" ? "right" : "left" } }) && side + name;
  const links = table.rows.filter((row) => row.cells[value.column] > 0).map((row) => ({ source: node("<", row.words[from]), target: node(">", row.words[to]), value: row.cells[value.column] }));
  const bare = (name) => name.slice(1);
  return {
    ...frame(table, canvas),
    aria: { enabled: true, label: { description: canvas.getAttribute("aria-label") }, decal: { show: false } },
    tooltip: {
      ...frame(table, canvas).tooltip, trigger: "item",
      formatter: ({ dataType, data, value: sum }) => (dataType === "edge" ? `${bare(data.source)} → ${bare(data.target)}\n${withUnit(data.value, table.unit)}` : `${bare(data.name)}\n${withUnit(sum, table.unit)}`),
    },
    series: [{
      type: "sankey", left: 2, right: 2, top: 8, bottom: 8, nodeWidth: 10, nodeGap: 16, draggable: false, layoutIterations: 16,
      data: [...nodes.values()], links,
      itemStyle: { color: token("--step-1"), borderWidth: 0 },
      lineStyle: { color: token("--step-4"), opacity: 0.45 },
      emphasis: { focus: "adjacency", lineStyle: { opacity: 0.8 } },
      label: { ...text(13), color: token("--ink"), textBorderColor: token("--surface"), textBorderWidth: 3, formatter: ({ name }) => bare(name), width: narrow(canvas) ? 120 : 260, overflow: "truncate" },
    }],
  };
}

/** A degree of longitude is narrower than one of latitude, the more so the farther north. */
function narrowing(shapes) {
  const flat = shapes.features.flatMap((feature) => feature.geometry.coordinates.flat(Infinity));
  const north = flat.filter((_number, at) => at % 2);
  return Math.cos((north.reduce((sum, each) => sum + each, 0) / north.length / 180) * Math.PI);
}

async function map(table, canvas, engine) {
  const answer = await fetch(canvas.closest("figure").dataset.shapes);
  if (!answer.ok) throw new Error("no outlines");
  const shapes = await answer.json();
  engine.registerMap("board", { geoJSON: shapes });
  const [value] = table.values;
  const names = new Map(table.rows.map((row) => [row.code, row.words[table.at("name")]]));
  const numbers = table.rows.map((row) => row.cells[value.column]);
  return {
    ...frame(table, canvas),
    aria: { enabled: true, label: { description: canvas.getAttribute("aria-label") }, decal: { show: false } },
    tooltip: { ...frame(table, canvas).tooltip, trigger: "item", formatter: ({ name, value: number }) => `${names.get(name) ?? name}\n${withUnit(number, table.unit)}` },
    visualMap: shades(numbers, { left: narrow(canvas) ? 8 : "center", bottom: 0 }, canvas),
    series: [{
      type: "map", map: "board", aspectScale: narrowing(shapes), left: 8, right: 8, top: 8, bottom: narrow(canvas) ? STEPS * 20 + 8 : 40,
      data: table.rows.map((row) => ({ name: row.code, value: row.cells[value.column] ?? undefined })),
      itemStyle: { areaColor: token("--reed-mist"), borderColor: token("--edge"), borderWidth: 1 },
      label: { show: table.rows.length <= 24, formatter: ({ name }) => names.get(name) ?? "", ...text(), color: token("--ink"), textBorderColor: token("--surface"), textBorderWidth: 3 },
      emphasis: { label: { color: token("--ink") }, itemStyle: { areaColor: token("--amber-mist"), borderColor: token("--ink"), borderWidth: 2 } },
      select: { disabled: true },
    }],
  };
}

const PICTURES = { columns, bars, lines, boxes, field, flows, map };

function height(kind, table, canvas) {
  const sides = kind === "flows" ? Math.max(...["name", "goal"].map((role) => new Set(table.rows.map((row) => row.words[table.at(role)])).size)) : 0;
  return { bars: table.rows.length * LINE + 12, field: table.values.length * LINE + (narrow(canvas) ? 64 + STEPS * 20 : 80), flows: sides * (LINE + 14) + 40 }[kind];
}

async function draw(figure, engine) {
  const canvas = figure.querySelector(".board-chart-canvas");
  const table = read(figure);
  const picture = await PICTURES[figure.dataset.drawn](table, canvas, engine);
  const chart = engine.init(canvas, null, { renderer: "canvas" });
  chart.setOption(picture);
  drawn.set(figure, chart);
  new ResizeObserver(() => chart.resize({ animation: { duration: 0 } })).observe(canvas);
  figure.dataset.state = "drawn";
}

function makeRoom(figure) {
  const canvas = figure.querySelector(".board-chart-canvas");
  canvas.hidden = false;
  const tall = height(figure.dataset.drawn, read(figure), canvas);
  if (tall) canvas.style.height = `${Math.max(tall, 120)}px`;
  figure.querySelector("details").open = false;
}

function giveUp(figure) {
  figure.querySelector(".board-chart-canvas").hidden = true;
  figure.querySelector("details").open = true;
}

async function begin() {
  const figures = [...document.querySelectorAll(".board-chart[data-drawn]")];
  if (!figures.length) return;
  figures.forEach(makeRoom);
  try {
    const engine = await import(figures[0].closest("[data-engine]").dataset.engine);
    const one = (figure) => drawn.has(figure) || (drawn.set(figure, null) && draw(figure, engine).catch(() => giveUp(figure)));
    const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => one(entry.target)), { rootMargin: "600px" });
    figures.forEach((figure) => seen.observe(figure));
    addEventListener("beforeprint", () => figures.forEach(one));
  } catch {
    figures.forEach(giveUp); // the engine cannot be fetched: the tables say all
  }
}

begin();
