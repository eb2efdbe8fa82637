/** Electron's print options as Chromium's own. Lengths are inches on both sides. */
import type { PrintToPDFOptions } from 'electron';

interface PrintParameters {
  landscape?: boolean;
  displayHeaderFooter?: boolean;
  printBackground?: boolean;
  scale?: number;
  paperWidth?: number;
  paperHeight?: number;
  marginTop?: number;
  marginBottom?: number;
  marginLeft?: number;
  marginRight?: number;
  pageRanges?: string;
  headerTemplate?: string;
  footerTemplate?: string;
  preferCSSPageSize?: boolean;
  generateTaggedPDF?: boolean;
  generateDocumentOutline?: boolean;
}

/** Width and height in inches, as Electron rounds them. */
const papers: Readonly<Record<string, { readonly width: number; readonly height: number }>> = {
  A3: { width: 11.7, height: 16.54 },
  A4: { width: 8.27, height: 11.7 },
  A5: { width: 5.83, height: 8.27 },
  Letter: { width: 8.5, height: 11 },
  Legal: { width: 8.5, height: 14 },
};

export function toPrintParameters({
  pageSize = 'Letter',
  margins,
  ...same
}: PrintToPDFOptions): PrintParameters {
  const paper = typeof pageSize === 'string' ? papers[pageSize] : pageSize;
  if (!paper) throw new Error(`The browser host has no paper ${JSON.stringify(pageSize)}`);
  const { top, bottom, left, right } = margins ?? {};
  return {
    ...same,
    paperWidth: paper.width,
    paperHeight: paper.height,
    ...(top === undefined ? {} : { marginTop: top }),
    ...(bottom === undefined ? {} : { marginBottom: bottom }),
    ...(left === undefined ? {} : { marginLeft: left }),
    ...(right === undefined ? {} : { marginRight: right }),
  };
}
