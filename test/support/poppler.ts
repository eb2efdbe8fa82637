/** Reads a PDF with poppler-utils (pdftotext, pdffonts, pdfinfo), as an independent judge of what was printed. */
import { execFileSync } from 'node:child_process';

/** The text as it stands on the pages; pages are divided by a form feed. */
export function pdfText(pdf: Uint8Array): string {
  return execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], { input: pdf, encoding: 'utf8' });
}

/** The text without any white space, in the order it was drawn: cell by cell, each entry whole. */
export function pdfFlow(pdf: Uint8Array): string {
  const text = execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
  });
  return text.replace(/\s+/g, '');
}

/** Page count and page size in points. */
export function pdfFacts(pdf: Uint8Array): {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
} {
  const info = execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' });
  const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info);
  return {
    pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]),
    width: Number(size?.[1]),
    height: Number(size?.[2]),
  };
}

/** Fonts by name, subset prefix removed, and whether each is embedded. */
export function pdfFonts(pdf: Uint8Array): readonly { readonly name: string; readonly embedded: boolean }[] {
  const lines = execFileSync('pdffonts', ['-'], { input: pdf, encoding: 'utf8' }).trim().split('\n').slice(2);
  return lines.map((line) => ({
    name: (line.split(/\s/)[0] ?? '').replace(/^[A-Z]{6}\+/, ''),
    embedded: /\s(yes|no)\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/.exec(line)?.[1] === 'yes',
  }));
}

/** Every word with its box in points, y downwards from the top of its page. */
export function pdfWords(
  pdf: Uint8Array,
): readonly { readonly text: string; readonly xMin: number; readonly yMin: number; readonly yMax: number }[] {
  const html = execFileSync('pdftotext', ['-bbox', '-', '-'], { input: pdf, encoding: 'utf8' });
  return [
    ...html.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</g),
  ].map((match) => ({
    xMin: Number(match[1]),
    yMin: Number(match[2]),
    yMax: Number(match[3]),
    text: match[4] ?? '',
  }));
}
