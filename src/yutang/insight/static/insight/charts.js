/* Charts of a sale, drawn on canvas by ECharts in the colours of the page's own tokens. */

const token = (element, name) => getComputedStyle(element).getPropertyValue(name).trim();

const drawn = new Map();

function chartOn(element) {
  if (!element || !window.echarts) return null;
  if (!drawn.has(element)) {
    const chart = window.echarts.init(element);
    new ResizeObserver(() => chart.resize()).observe(element);
    drawn.set(element, chart);
  }
  return drawn.get(element);
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function text(element, scale) {
  return { color: token(element, "--ink-soft"), fontFamily: token(element, "--font"), fontSize: 12 * scale };
}

/** Draw one column a minute: `rows` are [clock time, orders]. */
export function columns(element, rows, { unit = "", scale = 1 } = {}) {
  const chart = chartOn(element);
  if (!chart) return;
  const words = text(element, scale);
  chart.setOption({
    animation: !still(),
    animationDurationUpdate: 400,
    grid: { left: 8, right: 12, top: unit ? 28 * scale : 12, bottom: 4, containLabel: true },
    xAxis: {
      type: "category", data: rows.map(([minute]) => minute), axisTick: { show: false },
      axisLine: { lineStyle: { color: token(element, "--line") } }, axisLabel: { ...words, hideOverlap: true },
    },
    yAxis: {
      type: "value", minInterval: 1, name: unit, nameTextStyle: { ...words, align: "left" }, nameGap: 12 * scale,
      axisLabel: words, splitLine: { lineStyle: { color: token(element, "--line") } },
    },
    series: [{
      type: "bar", data: rows.map(([, orders]) => orders), barCategoryGap: "18%", barMaxWidth: 28 * scale,
      itemStyle: { color: token(element, "--pond"), borderRadius: [2, 2, 0, 0] },
    }],
  });
}

/** Draw one lying bar a line: `rows` are [title, yuan], the greatest first. */
export function bars(element, rows, { scale = 1 } = {}) {
  if (!element) return;
  element.style.height = `${rows.length * 34 * scale + 24}px`;
  const chart = chartOn(element);
  if (!chart) return;
  const words = text(element, scale);
  const steps = [1, 2, 3, 4, 5].map((step) => token(element, `--step-${step}`));
  const greatest = Math.max(...rows.map(([, yuan]) => yuan), 0);
  const narrow = element.clientWidth < 520;
  const money = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
  chart.setOption({
    animation: !still(),
    animationDurationUpdate: 400,
    grid: { left: 8, right: 84 * scale, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", show: false, max: greatest || 1 },
    yAxis: {
      type: "category", inverse: true, data: rows.map(([title]) => title), axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...words, color: token(element, "--ink"), width: narrow ? 96 : 180, overflow: "truncate" },
    },
    series: [{
      type: "bar", barWidth: 18 * scale,
      data: rows.map(([, yuan]) => ({
        value: yuan,
        itemStyle: { color: steps[Math.min(4, Math.floor((1 - yuan / (greatest || 1)) * 5))], borderRadius: 3 },
      })),
      label: { ...words, show: true, position: "right", formatter: ({ value }) => `¥${money.format(value)}` },
    }],
  });
}
