/** A chart as the window draws it, loaded when the first one is shown. */
import { chartHeightPx } from '../../shared/chart/option.ts';
import type { ChartSpec } from '../../shared/chart/spec.ts';
import { fontStack, palette } from '../theme.ts';

/** SVG of that width, in the program's own letters. */
export async function drawChart(spec: ChartSpec, widthPx: number): Promise<string> {
  const { chartSvg } = await import('../../shared/chart/draw.ts');
  return chartSvg(spec, {
    widthPx,
    heightPx: chartHeightPx(spec),
    fontFamily: fontStack.replaceAll('"', "'"),
  });
}

export const svgAddress = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** As on paper: about 300 dots an inch over the width of the text. */
const pictureWidthPx = 588;
const pictureScale = 3;

/** PNG for a paper, which has the title and the margins itself. */
export const chartPng = (spec: ChartSpec): Promise<Uint8Array<ArrayBuffer>> => drawPng(spec, noFrame);

/** PNG that stands for itself: title and `note` (of what time it is) above, a margin all around. */
export function titledChartPng(spec: ChartSpec, note: string): Promise<Uint8Array<ArrayBuffer>> {
  return drawPng(spec, {
    marginPx: 24,
    headPx: note === '' ? 36 : 58,
    lines: [
      { text: spec.title, topPx: 0, font: `600 16px ${fontStack}`, color: palette.text },
      { text: note, topPx: 24, font: `12px ${fontStack}`, color: palette.textSecondary },
    ],
  });
}

interface Frame {
  readonly marginPx: number;
  /** Room for the lines between the upper margin and the chart. */
  readonly headPx: number;
  readonly lines: readonly {
    readonly text: string;
    readonly topPx: number;
    readonly font: string;
    readonly color: string;
  }[];
}

const noFrame: Frame = { marginPx: 0, headPx: 0, lines: [] };

async function drawPng(
  spec: ChartSpec,
  { marginPx, headPx, lines }: Frame,
): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = svgAddress(await drawChart(spec, pictureWidthPx));
  await image.decode();
  const heightPx = chartHeightPx(spec);
  const width = pictureWidthPx + 2 * marginPx;
  const height = headPx + heightPx + 2 * marginPx;
  const canvas = new OffscreenCanvas(width * pictureScale, height * pictureScale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(pictureScale, pictureScale);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'top';
  for (const { text, topPx, font, color } of lines) {
    context.font = font;
    context.fillStyle = color;
    context.fillText(text, marginPx, marginPx + topPx, pictureWidthPx);
  }
  context.drawImage(image, marginPx, marginPx + headPx, pictureWidthPx, heightPx);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}
