/**
 * How a chart looks, in the words of the library that draws it: one accent and greys that stay apart in black and white,
 * the values beside their bars and therefore no axis of values. Pure.
 */
import type { ChartSpec, ChartTone } from './spec.ts';

export interface ChartLook {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fontFamily: string;
}

interface Tone {
  readonly fill: string;
  readonly border: string;
  readonly ink: string;
}

/** As in renderer/theme.ts; light, middle and dark enough to be told apart where nothing is coloured. */
const tones: Readonly<Record<ChartTone, Tone>> = {
  main: { fill: '#1c5d8c', border: '#1c5d8c', ink: '#ffffff' },
  done: { fill: '#c3ced8', border: '#c3ced8', ink: '#1d2730' },
  late: { fill: '#1d2730', border: '#1d2730', ink: '#ffffff' },
  plan: { fill: '#ffffff', border: '#5f6d7a', ink: '#1d2730' },
};
const ink = '#1d2730';
const faint = '#e3e7eb';
const axis = '#8d99a5';
const sizePx = 12;
/** A bar is no wider: few months look like few months. */
const barMaxWidth = 36;
/** A value is written inside its part of a bar where there is room for it. */
const roomPx = 15;
/** More bars than this have no values beside them: the table has. */
const mostLabelled = 36;
const legendPx = 30;
const axisPx = 24;

export function chartOption(spec: ChartSpec, { widthPx, heightPx, fontFamily }: ChartLook) {
  const textStyle = { fontFamily, fontSize: sizePx, color: ink };
  const names = {
    type: 'category' as const,
    data: spec.categories,
    inverse: spec.isLying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: axis } },
    axisLabel: { ...textStyle, hideOverlap: true, ...(spec.isLying ? { interval: 0 } : {}) },
  };
  const isShare = spec.kind === 'line';
  const values = {
    type: 'value' as const,
    show: isShare,
    min: 0,
    ...(spec.unit === '%' ? { max: 100, interval: 25 } : isShare ? {} : { max: mostOf(spec) }),
    axisLabel: { ...textStyle, formatter: `{value}${spec.unit === '%' ? '%' : ''}` },
    splitLine: { show: isShare, lineStyle: { color: faint } },
  };
  const hasLegend = spec.series.length > 1;
  const top = (hasLegend ? legendPx : 0) + (spec.isLying ? 4 : 20);
  // Names take their share of a lying chart.
  const plotPx = spec.isLying ? widthPx * 0.7 : heightPx - top - axisPx;
  return {
    animation: false,
    textStyle: { fontFamily },
    legend: {
      show: hasLegend,
      left: 0,
      top: 0,
      padding: 0,
      itemWidth: 14,
      itemHeight: 10,
      itemGap: 18,
      selectedMode: false,
      textStyle,
      data: spec.series.map(({ name }) => name),
    },
    grid: { left: 4, right: spec.isLying ? 44 : 8, top, bottom: 4, outerBoundsMode: 'same' as const },
    ...(spec.isLying ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values }),
    series: spec.kind === 'line' ? lines(spec, textStyle) : bars(spec, textStyle, plotPx),
  };
}

/** How high a chart of usual width is drawn. */
export function chartHeightPx({ isLying, categories, series, kind }: ChartSpec): number {
  if (!isLying) return 230;
  const bars = kind === 'stacked' ? 1 : series.length;
  return legendPx + categories.length * (bars * 14 + 10) + 12;
}

/** Of each category, all series together. */
function totalsOf({ categories, series }: Pick<ChartSpec, 'categories' | 'series'>): number[] {
  return categories.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
}

/** The longest bar. */
function mostOf({ kind, categories, series }: Pick<ChartSpec, 'kind' | 'categories' | 'series'>): number {
  const single = series.flatMap(({ values }) => values.map((value) => value ?? 0));
  return Math.max(1, ...(kind === 'stacked' ? totalsOf({ categories, series }) : single));
}

type Style = { readonly fontFamily: string; readonly fontSize: number; readonly color: string };

function bars({ kind, isLying, categories, series }: ChartSpec, textStyle: Style, plotPx: number) {
  const isStacked = kind === 'stacked';
  const totals = totalsOf({ categories, series });
  const most = mostOf({ kind, categories, series });
  const isLabelled = categories.length * (isStacked ? 1 : series.length) <= mostLabelled;
  const outer = isLying ? ('right' as const) : ('top' as const);
  const parts = series.map(({ name, tone, values }) => {
    const { fill, border, ink: inside } = tones[tone];
    return {
      name,
      type: 'bar' as const,
      ...(isStacked ? { stack: 'all' } : {}),
      silent: true,
      emphasis,
      barMaxWidth,
      barGap: '10%',
      // A bar of no height would still have its outline.
      data: values.map((value) => value || null),
      itemStyle: {
        color: fill,
        borderColor: border,
        borderWidth: 1,
        // Ink that is saved, and a part that is told from its neighbour without colour.
        ...(tone === 'late' ? { decal: hatch } : {}),
      },
      label: {
        ...textStyle,
        show: isLabelled,
        position: isStacked ? ('inside' as const) : outer,
        color: isStacked ? inside : ink,
        ...(isStacked && tone === 'late' ? { backgroundColor: fill, padding: [1, 3] } : {}),
        formatter: ({ value }: { readonly value: unknown }) => {
          const number = typeof value === 'number' ? value : 0;
          if (isStacked) return (number / most) * plotPx < roomPx ? '' : String(number);
          return number === 0 ? '' : String(number);
        },
      },
    };
  });
  if (!isStacked || series.length === 1) return parts;
  // The sum stands on top of the bar, as a part of no height.
  const sum = {
    name: '合计',
    type: 'bar' as const,
    stack: 'all',
    silent: true,
    emphasis,
    barMaxWidth,
    data: categories.map(() => 0),
    label: {
      ...textStyle,
      show: isLabelled,
      position: outer,
      fontWeight: 600,
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
        const total = totals[dataIndex] ?? 0;
        return total === 0 ? '' : String(total);
      },
    },
  };
  return [...parts, sum];
}

/** A picture: nothing in it answers to the mouse. */
const emphasis = { disabled: true };

const hatch = {
  symbol: 'rect',
  color: 'rgba(255,255,255,0.55)',
  dashArrayX: [1, 0],
  dashArrayY: [1.5, 4.5],
  rotation: -Math.PI / 4,
};

function lines({ categories, series, unit }: ChartSpec, textStyle: Style) {
  return series.map(({ name, tone, values }) => {
    const { border } = tones[tone];
    return {
      name,
      type: 'line' as const,
      silent: true,
      emphasis,
      data: values,
      symbol: 'circle',
      symbolSize: 6,
      lineStyle: { color: border, width: 2, ...(tone === 'plan' ? { type: 'dashed' } : {}) },
      itemStyle: { color: border },
      label: {
        ...textStyle,
        show: categories.length * series.length <= mostLabelled,
        position: 'top' as const,
        // The line goes on behind the figure.
        textBorderColor: '#fff',
        textBorderWidth: 3,
        formatter: ({ value }: { readonly value: unknown }) =>
          typeof value === 'number' ? `${value}${unit === '%' ? '%' : ''}` : '',
      },
    };
  });
}
