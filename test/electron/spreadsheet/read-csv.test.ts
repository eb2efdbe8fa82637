import fc from 'fast-check';
import { parseCsv } from 'hucre/csv';
import { describe, expect, test } from 'vitest';
import { readsGb18030, unclosedQuoteLine } from '../../../electron/spreadsheet/csv.ts';
import { readSheet } from '../../../electron/spreadsheet/read.ts';
import type { CellValue, SheetFile } from '../../../shared/roster/sheet.ts';

async function read(content: string | Uint8Array, fileName = '名册.csv'): Promise<SheetFile> {
  return await readSheet(Buffer.from(content), fileName);
}
async function rowsOf(content: string | Uint8Array): Promise<readonly (readonly CellValue[])[]> {
  return (await read(content)).sheets[0]?.rows ?? [];
}

describe('encodings', () => {
  const expected = [
    ['企业名称', '备注'],
    ['颢葳环保', '𬭎 如皋'],
  ];
  const text = '企业名称,备注\r\n颢葳环保,𬭎 如皋\r\n';

  test('UTF-8 with and without a byte order mark', async () => {
    expect(await rowsOf(text)).toEqual(expected);
    expect(await rowsOf(`\uFEFF${text}`)).toEqual(expected);
  });

  test('GB18030 as Chinese Windows writes it, characters beyond GBK included', async () => {
    expect(readsGb18030()).toBe(true);
    const bytes = Buffer.from(
      'c6f3d2b5c3fbb3c62cb1b8d7a20d0af2abdddabbb7b1a32c9933a93220c8e7b8de0d0a',
      'hex',
    );
    expect(await rowsOf(bytes)).toEqual(expected);
  });

  test('UTF-16 with a byte order mark, as “Unicode 文本” is saved', async () => {
    const tabbed = text.replaceAll(',', '\t');
    expect(await rowsOf(Buffer.from(`\uFEFF${tabbed}`, 'utf16le'))).toEqual(expected);
    expect(await rowsOf(Buffer.from(`\uFEFF${tabbed}`, 'utf16le').swap16())).toEqual(expected);
  });
});

test('quotes, commas, line breaks inside quotes, CRLF, LF and CR', async () => {
  expect(await rowsOf('a,"b,1","c ""引"" 号"\r\n"多\n行",,x\n1,2,3\r4,5,6')).toEqual([
    ['a', 'b,1', 'c "引" 号'],
    ['多\n行', null, 'x'],
    ['1', '2', '3'],
    ['4', '5', '6'],
  ]);
});

test('tabs, semicolons and bars separate too', async () => {
  for (const separator of ['\t', ';', '|']) {
    const rows = await rowsOf(`企业${separator}镇区${separator}备注\n甲${separator}长江镇${separator}无\n`);
    expect(rows, separator).toEqual([
      ['企业', '镇区', '备注'],
      ['甲', '长江镇', '无'],
    ]);
  }
});

test('every value stays text: leading zeros, long numbers, dates', async () => {
  expect(await rowsOf('001,914403001922038216,2021/6/18,TRUE')).toEqual([
    ['001', '914403001922038216', '2021/6/18', 'TRUE'],
  ]);
});

test('digits protected as ="…" and text protected by an apostrophe come back plain', async () => {
  expect(await rowsOf(`"=""0513""",'=1+1,'-5,'普通,=1+1`)).toEqual([['0513', '=1+1', '-5', "'普通", '=1+1']]);
});

test('short rows are filled up, blank rows in the middle are kept, at the end cut', async () => {
  expect(await rowsOf('a,b,c\n1\n\n2,3,\n,,\n\n')).toEqual([
    ['a', 'b', 'c'],
    ['1', null, null],
    [null, null, null],
    ['2', '3', null],
  ]);
});

test('codes spoilt by scientific notation are told', async () => {
  const file = await read('代码\n9.14403E+17\n');
  expect(file.warnings.map((warning) => [warning.kind, warning.cells])).toEqual([['scientific', ['A2']]]);
});

test('a quote that is never closed is refused with the line where it opened; no row vanishes', async () => {
  const refusal = (line: number) => ({
    code: 'roster.not-a-spreadsheet',
    details: { reason: expect.stringContaining(`第 ${line} 行有一个双引号`) as string },
  });
  await expect(read(`a,"b\n${'行,值\n'.repeat(20_000)}`)).rejects.toMatchObject(refusal(1));
  await expect(read('企业,镇区\r\n甲,长江镇\r\n"乙,白蒲镇\r\n丙,丁堰镇\r\n')).rejects.toMatchObject(
    refusal(3),
  );
  await expect(read('企业\r甲\r"乙\r')).rejects.toMatchObject(refusal(3));
  await expect(read('企业\t备注\n甲\t"含""引号\n乙\t无\n')).rejects.toMatchObject(refusal(2));
  await expect(read('企业,备注\n甲,"换\n行"\n乙,"')).rejects.toMatchObject(refusal(4));
});

test('quotes that are paired, doubled, or inside a text are no trouble', async () => {
  const text = '企业,备注\n"甲","换\n行，含""引号"""\n乙,5"屏\n丙,""\n';
  expect((await read(text)).sheets[0]?.rows).toHaveLength(4);
});

test('a cell longer than any spreadsheet program holds is told', async () => {
  const file = await read(`a,"${'行\n'.repeat(20_000)}"`);
  expect(file.warnings.map((warning) => warning.kind)).toEqual(['unclosed-quote']);
});

test('agrees with the reader on which quotes are closed', () => {
  const piece = fc.constantFrom('"', '""', ',', '\n', '\r\n', '甲', ' ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      // A closed table takes one more row; an unclosed one swallows it.
      const last = parseCsv(`${text}\n末行,末行`, { delimiter: ',' }).at(-1);
      const isClosed = last?.length === 2 && last[0] === '末行';
      expect(unclosedQuoteLine(text, ',') === null).toBe(isClosed);
    }),
    { numRuns: 2000 },
  );
});

test('text that calls itself .xls is read as text and told', async () => {
  const file = await read('企业\t镇区\n甲\t长江镇\n', '导出.xls');
  expect(file.sheets[0]?.rows).toEqual([
    ['企业', '镇区'],
    ['甲', '长江镇'],
  ]);
  expect(file.warnings.map((warning) => warning.kind)).toEqual(['text-instead-of-workbook']);
});

test('the sheet is named after the file, without folder and extension', async () => {
  expect((await read('a', 'D:\\镇区\\六月.名册.csv')).sheets[0]?.name).toBe('六月.名册');
});
