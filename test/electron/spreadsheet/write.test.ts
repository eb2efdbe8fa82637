import { readXlsx } from 'hucre/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSheet } from '../../../electron/spreadsheet/read.ts';
import { type WrittenSheet, writeCsv, writeWorkbook } from '../../../electron/spreadsheet/write.ts';
import { zipRules } from '../../../electron/spreadsheet/refusal.ts';
import { readZipParts } from '../../../electron/zip.ts';

const table: WrittenSheet = {
  sheetName: '名册',
  title: '如皋市专精特新企业名册',
  note: '示例分派　2021-06-18 导出',
  columns: [
    { label: '企业名称', kind: 'text' },
    { label: '统一社会信用代码', kind: 'text', width: 24 },
    { label: '成立日期', kind: 'date' },
    { label: '序号', kind: 'number' },
  ],
  rows: [
    ['势加透博洁净动力如皋有限公司', '914403001922038216', '2008-05-06', 1],
    ['=HYPERLINK("http://x","点我")', '00123', '长期', -2.5],
    [null, '', null, null],
  ],
  writtenAtMs: Date.UTC(2021, 5, 18),
};

/** The XML of every part of a workbook, for looking for what must not be there. */
function xmlOf(bytes: Uint8Array): string {
  return [...readZipParts(bytes, zipRules('x'), () => true).values()]
    .map((part) => Buffer.from(part).toString())
    .join('\n');
}

const dangerous = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("x")',
  '{=1}',
  '%0A=1',
];

describe('the workbook', () => {
  test('comes back as it was written, with title, note and headings above', async () => {
    const file = await readSheet(await writeWorkbook(table), '名册.xlsx');
    expect(file.warnings).toEqual([]);
    expect(file.sheets).toEqual([
      {
        name: '名册',
        hidden: false,
        dateSystem: '1900',
        rows: [
          ['如皋市专精特新企业名册', null, null, null],
          ['示例分派　2021-06-18 导出', null, null, null],
          ['企业名称', '统一社会信用代码', '成立日期', '序号'],
          ['势加透博洁净动力如皋有限公司', '914403001922038216', '2008-05-06', 1],
          ['=HYPERLINK("http://x","点我")', '00123', '长期', -2.5],
        ],
      },
    ]);
  });

  test('headings are bold, frozen and filtered; codes are text, dates are dates', async () => {
    const book = await readXlsx(await writeWorkbook(table), { readStyles: true });
    const [sheet] = book.sheets;
    expect(sheet?.freezePane).toEqual({ rows: 3 });
    expect(sheet?.autoFilter?.range).toBe('A3:D6');
    expect(sheet?.cells?.get('2,0')?.style?.font?.bold).toBe(true);
    expect(sheet?.cells?.get('3,1')).toMatchObject({ type: 'string', style: { numFmt: '@' } });
    expect(sheet?.cells?.get('3,2')).toMatchObject({ type: 'date', style: { numFmt: 'yyyy-mm-dd' } });
    expect(sheet?.cells?.get('3,3')?.type).toBe('number');
    expect(sheet?.columns?.map((column) => Math.round(column.width ?? 0))).toEqual([31, 24, 12, 8]);
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape', fitToWidth: 1 });
  });

  test('the same table gives the same bytes', async () => {
    expect(await writeWorkbook(table)).toEqual(await writeWorkbook(table));
  });

  test('no text ever becomes a formula, a link or anything but text', async () => {
    const bytes = await writeWorkbook({
      ...table,
      title: '=1+1',
      note: '@x',
      rows: dangerous.map((text) => [text, text, text, text]),
    });
    const xml = xmlOf(bytes);
    expect(xml).not.toMatch(/<f[ >/]/);
    expect(xml).not.toMatch(/<hyperlink|externalLink|ddeLink/i);
    const rows = (await readSheet(bytes, 'x.xlsx')).sheets[0]?.rows ?? [];
    expect(rows.slice(3)).toEqual(dangerous.map((text) => [text, text, text, text]));
    const book = await readXlsx(bytes, { readStyles: true });
    expect([...(book.sheets[0]?.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)).toEqual(
      [],
    );
  });

  test('a name that no sheet may bear is made bearable', async () => {
    for (const [name, expected] of [
      ['a/b:c*d?[e]\\f', 'a b c d  e  f'],
      ["'引号'", '引号'],
      ['', '名册'],
      ['名'.repeat(40), '名'.repeat(31)],
    ] as const) {
      const file = await readSheet(await writeWorkbook({ ...table, sheetName: name }), 'x.xlsx');
      expect(file.sheets[0]?.name).toBe(expected);
    }
  });

  test('control characters, broken characters and endless text do not spoil the file', async () => {
    const bytes = await writeWorkbook({
      ...table,
      title: '',
      note: '',
      rows: [['a\u0000b\u0001<&>"\ud800', '字'.repeat(40_000), '', 0]],
    });
    const row = (await readSheet(bytes, 'x.xlsx')).sheets[0]?.rows[1];
    expect(row?.[0]).toBe('ab<&>"\ufffd');
    expect(String(row?.[1])).toHaveLength(32_767);
  });

  test('an empty table has its headings; one column needs no merge', async () => {
    const bytes = await writeWorkbook({ ...table, columns: table.columns.slice(0, 1), rows: [] });
    const book = await readXlsx(bytes);
    expect(book.sheets[0]?.merges ?? []).toEqual([]);
    expect((await readSheet(bytes, 'x.xlsx')).sheets[0]?.rows.at(-1)).toEqual(['企业名称']);
  });

  test('any text and date written is read again', async () => {
    const text = fc.array(fc.nat(0xffff), { maxLength: 8 }).map((units) =>
      String.fromCharCode(...units)
        .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')
        .toWellFormed(),
    );
    const day = fc
      .date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    await fc.assert(
      fc.asyncProperty(text, day, fc.integer(), async (name, date, count) => {
        const bytes = await writeWorkbook({
          ...table,
          title: '',
          note: '',
          rows: [[name, 'x', date, count]],
        });
        const row = (await readSheet(bytes, 'x.xlsx')).sheets[0]?.rows[1];
        expect(row).toEqual([name === '' ? null : name, 'x', date, count]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the text table', () => {
  test('has a byte order mark, CRLF and quotes where needed', () => {
    const text = Buffer.from(
      writeCsv({ ...table, rows: [['甲,"乙"\n丙', '001', '2021-06-18', 1]] }),
    ).toString();
    expect(text).toBe(
      '\uFEFF企业名称,统一社会信用代码,成立日期,序号\r\n"甲,""乙""\n丙",001,2021-06-18,1\r\n',
    );
  });

  test('disarms formulas, leaves negative numbers, and comes back as it was', async () => {
    const rows = dangerous.map((value) => [value, value, value, -1]);
    const bytes = writeCsv({ ...table, rows });
    const fields = Buffer.from(bytes).toString().split('\r\n').slice(1).join('\n');
    expect(fields).not.toMatch(/(^|[\n,])"?[=+@]/);
    expect(fields).toMatch(/,-1\n/);
    const read = (await readSheet(bytes, 'x.csv')).sheets[0]?.rows.slice(1);
    expect(read).toEqual(dangerous.map((value) => [value, value, value, '-1']));
  });
});
