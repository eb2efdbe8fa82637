/** A chart as a block of a paper, drawn from its description. Brings the drawing library: loaded with the paper that has one. */
import { chartSvg } from '../../shared/chart/draw.ts';
import { chartHeightPx } from '../../shared/chart/option.ts';
import { type ChartSpec, chartTexts, chartWords } from '../../shared/chart/spec.ts';
import type { Figure } from './layout.ts';

/** Of the width of the type area (156 mm). */
export const paperChartPx = 588;
const ptPerPx = 0.75;

export function chartFigure(spec: ChartSpec, png: Uint8Array | null = null): Figure {
  const heightPx = chartHeightPx(spec);
  return {
    kind: 'figure',
    alt: chartWords(spec),
    widthPt: paperChartPx * ptPerPx,
    heightPt: heightPx * ptPerPx,
    svg: chartSvg(spec, { widthPx: paperChartPx, heightPx, fontFamily: 'inherit' }),
    png,
    texts: chartTexts(spec),
    spaceBeforePt: 6,
  };
}
