import { writeXlsx } from 'hucre/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSheet } from '../../../electron/spreadsheet/read.ts';
import { AppError, type ErrorCode, errorText } from '../../../shared/errors.ts';
import { rawWorkbook, rawWorkbookParts, rawZip, sheetData } from './fixtures.ts';

async function refusal(bytes: Uint8Array | string, fileName = '名册.xlsx'): Promise<[ErrorCode, string]> {
  try {
    await readSheet(Buffer.from(bytes), fileName);
  } catch (error) {
    if (error instanceof AppError) return [error.code, errorText(error.code, error.details)];
    throw error;
  }
  throw new Error('was not refused');
}

const word = rawZip([
  {
    name: '[Content_Types].xml',
    body: '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  },
  { name: 'word/document.xml', body: '<w:document/>' },
]);
const ole = (streamName: string): Buffer =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(1000),
    Buffer.from(streamName, 'utf16le'),
    Buffer.alloc(1000),
  ]);

describe('what is not a spreadsheet', () => {
  test.each([
    ['a renamed .docx', word, 'Word 文档'],
    ['a program', Buffer.from('MZ\u0090\u0000\u0003'), '程序文件'],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), '图片'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]), '图片'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'PDF 文件'],
    ['an RTF', Buffer.from('{\\rtf1}'), 'Word 文档'],
    ['a RAR', Buffer.from('Rar!\u001a\u0007'), '压缩包'],
    ['a plain ZIP', rawZip([{ name: 'a.txt', body: 'a' }]), '压缩包'],
    ['an OpenDocument sheet', rawZip([{ name: 'content.xml', body: '<x/>' }]), '压缩包'],
    ['a web page called .xls', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), '网页'],
    ['XML of 2003', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'XML'],
    ['an old Word file', ole('WordDocument'), 'Word 文档'],
    ['bytes without meaning', Buffer.from([0x81, 0x00, 0xfe, 0x00, 0x33]), '不是文字'],
    ['text in no known encoding', Buffer.from([0x61, 0xff, 0xff, 0xff]), '编码无法识别'],
    ['text with control characters', Buffer.from('a\u0001\u0002b'), '不是文字'],
  ])('%s is refused by name', async (_, bytes, words) => {
    const [code, sentence] = await refusal(bytes);
    expect(code).toBe('roster.not-a-spreadsheet');
    expect(sentence).toContain(words);
    expect(sentence).toContain('现有台账没有变化');
  });

  test('a protected workbook, an .xls and a .et say what to do in WPS', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: 'a', rows: [[1]] }],
      encryption: { password: 'x', spinCount: 1 },
    });
    expect((await refusal(locked))[0]).toBe('roster.encrypted');
    const [code, sentence] = await refusal(ole('Workbook'), '名册.xls');
    expect(code).toBe('roster.legacy-xls');
    expect(sentence).toContain('另存为 .xlsx');
    expect((await refusal(ole('Workbook'), '名册.et'))[0]).toBe('roster.legacy-xls');
  });

  test.each([
    ['no bytes', ''],
    ['a byte order mark only', '\uFEFF'],
    ['blank lines and commas', '\r\n ,, \r\n\r\n'],
    ['a workbook without a value', rawWorkbook({ sheet: '<sheetData/>' })],
    ['a workbook of blank cells', rawWorkbook({ sheet: sheetData([['  ', null]]) })],
  ])('%s is empty', async (_, bytes) => {
    expect((await refusal(bytes))[0]).toBe('roster.empty');
  });
});

describe('hostile and broken workbooks', () => {
  const good = rawWorkbookParts({ sheet: sheetData([['甲']]) });
  const withSheet = (change: Partial<(typeof good)[number]>): Uint8Array =>
    rawZip(good.map((part) => (part.name.includes('sheet1') ? { ...part, ...change } : part)));

  test('a part that declares 400 MB is refused before it is inflated', async () => {
    expect((await refusal(withSheet({ claimedSize: 400 * 1024 * 1024 })))[0]).toBe('roster.too-large');
  });

  test('many parts that are large only together are refused', async () => {
    const extra = Array.from({ length: 30 }, (_, index) => ({
      name: `xl/media/${index}.bin`,
      body: 'a',
      claimedSize: 10 * 1024 * 1024,
    }));
    expect((await refusal(rawZip([...good, ...extra])))[0]).toBe('roster.too-large');
  });

  test('an honest bomb is told by its ratio', async () => {
    expect((await refusal(withSheet({ body: Buffer.alloc(60 * 1024 * 1024, 32) })))[0]).toBe(
      'roster.too-large',
    );
  });

  test.each([0, 1, 1000])('a bomb that declares %d bytes stops there', async (claimedSize) => {
    const bomb = withSheet({ body: Buffer.alloc(30 * 1024 * 1024), claimedSize });
    expect((await refusal(bomb))[0]).toBe('roster.not-a-spreadsheet');
  });

  test('more than a thousand parts are refused', async () => {
    const extra = Array.from({ length: 1001 }, (_, index) => ({ name: `xl/a${index}.xml`, body: '' }));
    expect((await refusal(rawZip([...good, ...extra])))[0]).toBe('roster.too-large');
  });

  test('two parts of one name are refused', async () => {
    expect((await refusal(rawZip([...good, ...good])))[0]).toBe('roster.not-a-spreadsheet');
  });

  test('an encrypted part is refused', async () => {
    expect((await refusal(withSheet({ flags: 1 })))[0]).toBe('roster.not-a-spreadsheet');
  });

  test('entities are refused: no laugh becomes a billion', async () => {
    const prolog = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    const bytes = rawWorkbook({ prolog, sheet: sheetData([['&b;']]) });
    expect((await refusal(bytes))[0]).toBe('roster.not-a-spreadsheet');
  });

  test.each([
    ['60,000 columns', sheetData([Array.from({ length: 60_000 }, () => 1)])],
    ['5,000 columns', sheetData([Array.from({ length: 5000 }, () => 1)])],
    ['201 columns', sheetData([Array.from({ length: 201 }, () => 1)])],
    [
      'a cell at the far corner',
      '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    ],
    [
      'a cell beyond the last row',
      '<sheetData><row r="9999999"><c r="A9999999"><v>1</v></c></row></sheetData>',
    ],
    ['a value in row 200,001', '<sheetData><row r="200001"><c r="A200001"><v>1</v></c></row></sheetData>'],
  ])('%s: too large', async (_, sheet) => {
    expect((await refusal(rawWorkbook({ sheet })))[0]).toBe('roster.too-large');
  });

  test('200 columns are read', async () => {
    const file = await readSheet(rawWorkbook({ sheet: sheetData([Array<number>(200).fill(1)]) }), 'a.xlsx');
    expect(file.sheets[0]?.rows[0]).toHaveLength(200);
  });

  test('a file over 20 MB is refused unopened', async () => {
    expect((await refusal(Buffer.alloc(20 * 1024 * 1024 + 1, 65), '名册.csv'))[0]).toBe('roster.too-large');
  });

  test('a workbook cut anywhere is refused', async () => {
    const whole = rawWorkbook({ sheet: sheetData([['甲']]) });
    for (let length = 4; length < whole.length; length += 7) {
      expect((await refusal(whole.subarray(0, length)))[0], `${length}`).toBe('roster.not-a-spreadsheet');
    }
  });

  test('a workbook with any bytes changed is read or refused, never a crash', async () => {
    const whole = await writeXlsx({
      sheets: [
        {
          name: '名册',
          rows: [
            ['企业名称', '日期', 1],
            ['甲', new Date('2021-06-18'), 2.5],
          ],
        },
      ],
    });
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const mutant = Uint8Array.from(whole);
        for (const [place, byte] of changes) mutant[place] = byte;
        await readSheet(mutant, '名册.xlsx').catch((error: unknown) => {
          expect(error).toBeInstanceOf(AppError);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a sheet whose XML is changed anywhere is read or refused, never a crash', async () => {
    const xml = `<cols><col min="1" max="3" width="9"/></cols>${sheetData([
      ['甲', 1, true],
      [null, 44365, '乙'],
    ])}<mergeCells><mergeCell ref="A1:A2"/></mergeCells>`;
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      '/',
      '&',
      '&#x110000;',
      '<c r="',
      '<row r="-1">',
      'ZZZ9',
      '\u0000',
      '甲',
      '',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(xml.length), piece, fc.nat(9)), { maxLength: 6 }),
        async (edits) => {
          let sheet = xml;
          for (const [place, text, drop] of edits)
            sheet = sheet.slice(0, place) + text + sheet.slice(place + drop);
          await readSheet(rawWorkbook({ sheet }), '名册.xlsx').catch((error: unknown) => {
            expect(error).toBeInstanceOf(AppError);
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});
