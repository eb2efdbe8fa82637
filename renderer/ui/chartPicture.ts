/** A chart as the window draws it, loaded when the first one is shown. */
import { chartHeightPx } from '../../shared/chart/option.ts';
import type { ChartSpec } from '../../shared/chart/spec.ts';
import { fontStack } from '../theme.ts';

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

/** PNG, for Word and for a file of its own. */
export async function chartPng(spec: ChartSpec): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = svgAddress(await drawChart(spec, pictureWidthPx));
  await image.decode();
  const [width, height] = [pictureWidthPx * pictureScale, chartHeightPx(spec) * pictureScale];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}
