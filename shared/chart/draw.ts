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

export function chartSvg(spec: ChartSpec, look: ChartLook): string {
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: look.widthPx,
    height: look.heightPx,
  });
  try {
    chart.setOption(chartOption(spec, look));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
