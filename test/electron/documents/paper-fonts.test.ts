import { describe, expect, it } from 'vitest';
import { loadPaperFonts } from '../../../electron/documents/fonts/paper-fonts.ts';
import { fontDirectory } from '../../support/papers.ts';

const fonts = loadPaperFonts(fontDirectory);

/** Those of the 通用规范汉字表 (国发〔2013〕23号), level 3, that stand outside of basic Chinese. */
const standardRare =
  '㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓';

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

  it('have all of ASCII and of basic Chinese, which annex6-characters.ts takes for granted', () => {
    const range = (from: number, to: number): string =>
      Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('');
    const text = `${range(0x20, 0x7e)}${range(0x4e00, 0x9fa5)}，。、；：？！（）《》“”`;
    expect(fonts.unsupportedCharacters(text)).toEqual([]);
  });

  it('have the rare characters of the 通用规范汉字表, names and places of today', () => {
    expect(fonts.unsupportedCharacters(standardRare)).toEqual([]);
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
