/** Prints a page to PDF and makes sure that what came back is a whole PDF of the allowed length. */
import { inflateSync } from 'node:zlib';
import { AppError } from '../../shared/errors.ts';

/**
 * Prints a self-contained HTML page, needing neither script nor network. Electron: load it in a window of the one
 * window factory, then `webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })`; size and
 * margins come from the page's own `@page`.
 */
export type PdfPrinter = (html: string) => Promise<Uint8Array>;

/**
 * The page as the window that nobody sees takes it. On its screen stands one letter in each of its fonts, which loads them;
 * the paper itself is laid out once, when it is printed. Laid out before its fonts are there, every Chinese character of it
 * would first be looked for in the fonts of the computer: a quarter of the whole time.
 */
function forPrintAlone(html: string): string {
  const families = [...html.matchAll(/@font-face\{font-family:("[^"]*")/g)].map(([, family]) => family);
  const letters = families.map((family) => `<i class="loads-font" style='font-family:${family}'>x</i>`);
  return html
    .replace('</head>', `<style>${printedAlone}</style></head>`)
    .replace(/(?=<\/body><\/html>\s*$)/, letters.join(''));
}

const printedAlone =
  '@media screen{body>:not(.loads-font){display:none}}@media print{.loads-font{display:none}}';

/**
 * The PDF of a page. Throws AppError 'paper.pdf-failed' when the printer returns no whole PDF, and
 * 'paper.too-many-pages' when it has more than `maxPages`.
 */
export async function renderPdf(
  html: string,
  printer: PdfPrinter,
  limits: { readonly maxPages?: number } = {},
): Promise<Uint8Array> {
  const pdf = await printer(forPrintAlone(html));
  const pages = pdfPageCount(pdf);
  if (pages === 0) throw new AppError('paper.pdf-failed');
  const { maxPages } = limits;
  if (maxPages !== undefined && pages > maxPages)
    throw new AppError('paper.too-many-pages', { pages, maxPages });
  return pdf;
}

/** Pages of a PDF; 0 when the bytes are no whole PDF. */
export function pdfPageCount(pdf: Uint8Array): number {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  if (!text.startsWith('%PDF-') || !text.slice(-1024).includes('%%EOF')) return 0;
  return countPageObjects(text) || countPageObjects(openedObjectStreams(text));
}

/** Counts page dictionaries; the tree's own nodes say /Pages and do not count. Streams are left out. */
function countPageObjects(text: string): number {
  const dictionaries = text.replace(/\bstream\r?\n[\s\S]*?\bendstream\b/g, '');
  return (dictionaries.match(/\/Type\s*\/Page(?![A-Za-z])/g) ?? []).length;
}

/** The contents of compressed object streams, where newer writers keep their dictionaries. */
function openedObjectStreams(text: string): string {
  const opened: string[] = [];
  for (const match of text.matchAll(/\/Type\s*\/ObjStm[\s\S]*?\bstream\r?\n([\s\S]*?)\r?\nendstream\b/g)) {
    try {
      opened.push(inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1'));
    } catch {
      // Not a Flate stream: it holds no page this reader can see, and the count says so.
    }
  }
  return opened.join('\n');
}
