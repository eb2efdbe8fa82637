/** Prints every paper both ways: from Chromium, and from its DOCX in LibreOffice. */
import { chartSvg } from '../../shared/chart/draw.ts';
import { chartHeightPx } from '../../shared/chart/option.ts';
import { type BulletinChartKey, bulletinCharts } from '../../shared/bulletin/charts.ts';
import { paperChartPx } from '../../electron/documents/chart-figure.ts';
import { bulletinExample } from '../support/bulletin-figures.ts';
import { loadPaperFonts } from '../../electron/documents/fonts/paper-fonts.ts';
import { printedByOffice } from '../support/office.ts';
import { fontDirectory } from '../support/papers.ts';
import { openTestPrinter } from '../support/print-pdf.ts';
import type { PaperExample } from './example.ts';
import { paperExamples } from './examples.ts';

export interface PrintedPaper {
  readonly example: PaperExample;
  readonly way: 'pdf' | 'docx';
  readonly pdf: Uint8Array;
}

/** The last of each paper's pages that has a picture. */
export const mostPictures = 2;

export const pictureFolder = 'test/fixtures/papers';

export function pictureName(name: string, way: PrintedPaper['way'], page: number): string {
  return `${name}-${way}-${page}.png`;
}

export async function printAllPapers(): Promise<readonly PrintedPaper[]> {
  const fonts = loadPaperFonts(fontDirectory);
  const printer = await openTestPrinter();
  try {
    const printed: PrintedPaper[] = [];
    for (const example of paperExamples)
      printed.push({ example, way: 'pdf', pdf: await printer.print(example.html(fonts)) });
    const pictures = new Map<BulletinChartKey, Uint8Array>();
    for (const { key, spec } of bulletinCharts(bulletinExample)) {
      const look = { widthPx: paperChartPx, heightPx: chartHeightPx(spec), fontFamily: 'Noto Sans CJK SC' };
      pictures.set(key, await printer.draw(chartSvg(spec, look)));
    }
    const office = printedByOffice(paperExamples.map(({ docx }) => docx(pictures)));
    paperExamples.forEach((example, index) => {
      printed.push({ example, way: 'docx', pdf: office[index] ?? new Uint8Array() });
    });
    return printed;
  } finally {
    await printer.close();
  }
}
