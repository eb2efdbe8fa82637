import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pdfFacts, pdfFonts, pdfText } from '../support/poppler.ts';
import { paperExamples } from './examples.ts';
import { papersPage, papersPagePath } from './page.ts';
import { differingShare, pagePictures, readGreyPng } from './picture.ts';
import { mostPictures, pictureFolder, pictureName, printAllPapers, type PrintedPaper } from './print.ts';

/** Of all pixels of a page: what another version of the same programs may do to the edges of letters. */
const tolerance = 0.0015;

let printed: readonly PrintedPaper[] = [];
beforeAll(async () => {
  printed = await printAllPapers();
});

const ways = ['pdf', 'docx'] as const;
const all = paperExamples.flatMap((example) => ways.map((way) => [example.title, way, example] as const));
const pdfOf = (name: string, way: PrintedPaper['way']): Uint8Array =>
  printed.find((each) => each.example.name === name && each.way === way)?.pdf ?? new Uint8Array();

describe.each(all)('%s, %s', (_title, way, example) => {
  it('has its pages, and on them everything in order', () => {
    const pdf = pdfOf(example.name, way);
    expect(pdfFacts(pdf).pages).toBe(example.pages);
    const text = pdfText(pdf).replace(/\s+/g, '');
    let from = 0;
    for (const part of example.order) {
      const at = text.indexOf(part, from);
      expect(at, `${part} after ${text.slice(Math.max(0, from - 20), from)}`).toBeGreaterThanOrEqual(0);
      from = at + part.length;
    }
  });

  it('carries its fonts with it', () => {
    const fonts = pdfFonts(pdfOf(example.name, way));
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter(({ embedded }) => !embedded)).toEqual([]);
  });

  it('looks as approved', () => {
    pagePictures(pdfOf(example.name, way), mostPictures).forEach((picture, index) => {
      const name = pictureName(example.name, way, index + 1);
      const approved = readGreyPng(readFileSync(join(pictureFolder, name)));
      const share = differingShare(picture, approved);
      expect(share, `${name}: if it is meant to look different now, npm run papers`).toBeLessThanOrEqual(
        tolerance,
      );
    });
  });
});

it('knows a picture from another one: a page moved by a line is not the same', () => {
  const png = readGreyPng(readFileSync(join(pictureFolder, pictureName('annex6', 'pdf', 1))));
  expect(differingShare(png, png)).toBe(0);
  const moved = { ...png, pixels: new Uint8Array(png.pixels.length).fill(255) };
  moved.pixels.set(png.pixels.subarray(0, png.pixels.length - 6 * png.width), 6 * png.width);
  expect(differingShare(png, moved)).toBeGreaterThan(5 * tolerance);
});

it('has no picture too many, none over 100 KB, and shows them in docs/papers.md', () => {
  const expected = paperExamples.flatMap(({ name, pages }) =>
    ways.flatMap((way) =>
      Array.from({ length: Math.min(pages, mostPictures) }, (_, index) => pictureName(name, way, index + 1)),
    ),
  );
  expect(readdirSync(pictureFolder).toSorted()).toEqual(expected.toSorted());
  for (const name of expected) expect(readFileSync(join(pictureFolder, name)).length).toBeLessThan(100_000);
  expect(readFileSync(papersPagePath, 'utf8')).toBe(papersPage());
});
