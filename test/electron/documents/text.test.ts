import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, escapeMarkup, oneLine, paragraphsOf } from '../../../electron/documents/text.ts';
import { lineCount, textWidthPt } from '../../../electron/documents/typeset.ts';
import { assertWellFormed } from '../../support/docx.ts';

describe('cleanText', () => {
  it('drops what no paper can carry and keeps the words', () => {
    expect(cleanText('甲\u0000乙\u202E丙\uFEFF丁\uD800戊\u200B己\r\n庚\t辛')).toBe('甲乙丙丁戊己\n庚 辛');
  });

  it('keeps rare characters whole', () => {
    expect(cleanText('张𬭎𫓧')).toBe('张𬭎𫓧');
  });

  it('makes any text safe inside XML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // Not only cleaned text comes onto a paper: the names in a bulletin's sentences are those of the records.
        assertWellFormed('text', `<a b="${escapeMarkup(text)}">${escapeMarkup(text)}</a>`);
        assertWellFormed('text', `<a>${escapeMarkup(paragraphsOf(text).join('\n'))}</a>`);
      }),
      { numRuns: 60, examples: [['\uFFFE甲\u{1FFFF}']] },
    );
  });
});

it('joins the lines of a name and splits paragraphs at line ends', () => {
  expect(oneLine(' 甲\n\n乙 ')).toBe('甲 乙');
  expect(paragraphsOf('\n甲 \n\n 乙\n')).toEqual(['甲', '乙']);
});

describe('lineCount', () => {
  it('counts squares and keeps a mark with the character before it', () => {
    expect(lineCount('检查处置单位', 60, 10)).toBe(1);
    expect(lineCount('检查处置单位，', 60, 10)).toBe(2);
    expect(lineCount('检查处置单位', 60, 10, 2)).toBe(2);
    expect(lineCount('', 60, 10)).toBe(1);
    // Room that some word processors leave beside figures.
    expect(lineCount('于2021年', 48, 10)).toBe(2);
    expect(lineCount('于2021年', 50, 10)).toBe(1);
  });

  it('breaks a word that is longer than the line', () => {
    expect(lineCount('a'.repeat(90), 62, 10)).toBe(10);
  });

  it('never counts fewer lines than the text is wide', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 30, max: 400 }), (text, width) => {
        expect(lineCount(text, width, 10) * width).toBeGreaterThanOrEqual(textWidthPt(text, 10) - 0.001);
      }),
    );
  });
});
