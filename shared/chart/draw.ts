/**
 * Draws a chart as SVG: text from data, without a document, so that the window and the papers have one picture of it.
 * Loaded where a chart is shown, never with the program's first screens. The library's only way into the house.
 */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ChartLook, chartOption } from './option.ts';
import type { ChartSpec } from './spec.ts';

register([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** What XML 1.0 has no way to hold: one such character makes the whole picture unreadable. */
const notOfXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function withPlainTexts(spec: ChartSpec): ChartSpec {
  const plain = (text: string): string => text.replace(notOfXml, '');
  return {
    ...spec,
    categories: spec.categories.map(plain),
    series: spec.series.map((each) => ({ ...each, name: plain(each.name) })),
  };
}

export function chartSvg(spec: ChartSpec, look: ChartLook): string {
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: look.widthPx,
    height: look.heightPx,
  });
  try {
    chart.setOption(chartOption(withPlainTexts(spec), look));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
