import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pdfPageCount, renderPdf } from '../../../electron/documents/pdf.ts';
import { AppError } from '../../../shared/errors.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const withPages = (count: number): Uint8Array => {
  const pages = Array.from(
    { length: count },
    (_, index) => `${index + 3} 0 obj<</Type /Page/Parent 2 0 R>>endobj\n`,
  );
  return bytes(`%PDF-1.4\n2 0 obj<</Type /Pages /Count ${count}>>endobj\n${pages.join('')}%%EOF\n`);
};

describe('pdfPageCount', () => {
  it('counts pages, not the nodes of the page tree', () => {
    expect(pdfPageCount(withPages(3))).toBe(3);
  });

  it('does not count words inside a stream', () => {
    const pdf = `%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n2 0 obj<<>>stream\n/Type /Page /Type /Page\nendstream endobj\n%%EOF`;
    expect(pdfPageCount(bytes(pdf))).toBe(1);
  });

  it('looks into compressed object streams', () => {
    const packed = deflateSync(Buffer.from('<</Type/Pages/Count 2>> <</Type/Page>> <</Type/Page>>')).toString(
      'latin1',
    );
    const pdf = `%PDF-1.5\n1 0 obj<</Type /ObjStm/Filter/FlateDecode>>stream\n${packed}\nendstream endobj\n%%EOF`;
    expect(pdfPageCount(bytes(pdf))).toBe(2);
  });

  it('is 0 for what is no whole PDF', () => {
    expect(pdfPageCount(bytes(''))).toBe(0);
    expect(pdfPageCount(bytes('<html>'))).toBe(0);
    expect(pdfPageCount(withPages(1).slice(0, 40))).toBe(0);
  });
});

describe('renderPdf', () => {
  it('hands back the bytes of the printer', async () => {
    const pdf = withPages(1);
    await expect(renderPdf('<p>', async () => pdf, { maxPages: 1 })).resolves.toBe(pdf);
  });

  it('refuses more pages than allowed', async () => {
    await expect(renderPdf('<p>', async () => withPages(2), { maxPages: 1 })).rejects.toEqual(
      new AppError('paper.too-many-pages', { pages: 2, maxPages: 1 }),
    );
  });

  it('refuses what is no PDF', async () => {
    await expect(renderPdf('<p>', async () => new Uint8Array())).rejects.toEqual(
      new AppError('paper.pdf-failed'),
    );
  });
});
