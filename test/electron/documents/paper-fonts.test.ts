import { describe, expect, it } from 'vitest';
import { loadPaperFonts } from '../../../electron/documents/fonts/paper-fonts.ts';
import { fontDirectory } from '../../support/papers.ts';

const fonts = loadPaperFonts(fontDirectory);

describe('paper fonts', () => {
  it('have every character of GB 2312', () => {
    const decoder = new TextDecoder('gb18030');
    const characters: string[] = [];
    for (let row = 0xb0; row <= 0xf7; row += 1)
      for (let cell = 0xa1; cell <= 0xfe; cell += 1)
        // Row D7 ends five cells early.
        if (!(row === 0xd7 && cell > 0xf9)) characters.push(decoder.decode(Uint8Array.of(row, cell)));
    expect(characters).toHaveLength(6763);
    expect(fonts.unsupportedCharacters(characters.join(''))).toEqual([]);
  });

  it('have the rare characters of names and the marks of official papers', () => {
    expect(fonts.unsupportedCharacters('𬭎𫓧𠮷䶮㬎堃燊〇①⑩㈠℃㎡×÷±≤≥‰—…·“”‘’《》￥Ⅰ□√→²³')).toEqual([]);
  });

  it('name emoji and characters no font has, each once', () => {
    expect(fonts.unsupportedCharacters('好😀的👍😀\u{10FFFD}')).toEqual(['😀', '👍', '\u{10FFFD}']);
  });

  it('embed only what a text needs: a page of type is small', () => {
    const [serif, ...rest] = fonts.embed('body', '检查处置单位：如皋市应急管理局');
    expect(rest).toEqual([]);
    expect(serif?.family).toBe('Paper Serif');
    expect(serif?.url.length).toBeLessThan(20_000);
    expect(fonts.embed('body', '张𬭎').map((font) => font.family)).toEqual(['Paper Serif', 'Paper Kai']);
    expect(fonts.embed('heading', '')).toEqual([]);
  });

  it('build a font whose checksum is the one TrueType asks for', () => {
    const [font] = fonts.embed('title', '报备表');
    const bytes = Buffer.from(font?.url.split(',')[1] ?? '', 'base64');
    let sum = 0;
    for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
  });

  it('say plainly when the program was installed without them', () => {
    expect(() => loadPaperFonts('/nonexistent').embed('body', '检')).toThrow();
  });
});
