// Columns drawn by uPlot, in the design's colours. Fetched by the dashboard when it is opened.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Plot } from './plots';

export interface Bars {
  show(plot: Plot): void;
  destroy(): void;
}

// `tokens` name the layers' colours.
export function drawBars(place: HTMLElement, tokens: readonly string[]): Bars {
  let plot: Plot = { names: [], layers: [] };
  const nameOf = (column: number) => plot.names[column] ?? '';
  const size = () => ({ width: place.clientWidth, height: place.clientHeight });
  const chart = new uPlot(
    { ...size(), ...optionsFor(place, tokens, nameOf) },
    [[], ...tokens.map(() => [])],
    place,
  );
  const resized = new ResizeObserver(() => chart.setSize(size()));
  resized.observe(place);
  const unwatch = onTheme(() => chart.redraw());
  return {
    show(next) {
      plot = next;
      const columns = plot.names.map((_, index) => index);
      chart.setData([columns, ...stacked(plot.layers).reverse()]);
    },
    destroy() {
      resized.disconnect();
      unwatch();
      chart.destroy();
    },
  };
}

function onTheme(change: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', change);
  const chosen = new MutationObserver(change);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    dark.removeEventListener('change', change);
    chosen.disconnect();
  };
}

// A colour of the design as a canvas understands it, in the theme of the moment.
function colourIn(place: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function optionsFor(
  place: HTMLElement,
  tokens: readonly string[],
  nameOf: (column: number) => string,
): Omit<uPlot.Options, 'width' | 'height'> {
  const colour = (token: string) => () => colourIn(place, token);
  const language = document.documentElement.lang;
  const axis: uPlot.Axis = {
    stroke: colour('--ink-soft'),
    font: `12px ${getComputedStyle(place).fontFamily}`,
    ticks: { show: false },
    space: 28,
  };
  // Counts and columns are whole.
  const steps = [1, 2, 5].flatMap((step) => [step, 10 * step, 100 * step, 1_000 * step]);
  const incrs = [...steps, 10_000, 100_000].sort((a, b) => a - b);
  return {
    padding: [8, 4, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false, range: (_, least, last) => [least - 0.5, last + 0.5] },
      y: { range: (_, __, largest) => [0, Math.max(4, largest)] },
    },
    axes: [
      { ...axis, incrs, size: 24, grid: { show: false }, values: (_, at) => at.map(nameOf) },
      {
        ...axis,
        incrs,
        size: 44,
        grid: { stroke: colour('--line'), width: 1 },
        values: (_, marks) => marks.map((mark) => mark.toLocaleString(language)),
      },
    ],
    // The whole stack lies behind, the first layer in front.
    series: [{}, ...tokens.map((token) => seriesIn(colour(token))).reverse()],
  };
}

function seriesIn(fill: () => string): uPlot.Series {
  const paths = uPlot.paths.bars?.({ size: [0.8, 64] });
  return { fill, points: { show: false }, width: 0, ...(paths === undefined ? {} : { paths }) };
}

function stacked(layers: Plot['layers']): number[][] {
  const sums: number[][] = [];
  for (const layer of layers)
    sums.push(layer.map((value, index) => value + (sums.at(-1)?.[index] ?? 0)));
  return sums;
}
