import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readSheet } from '../../../electron/spreadsheet/read.ts';
import type { CellValue, SheetFile } from '../../../shared/roster/sheet.ts';
import { rawWorkbook, sheetData, stylesFor } from './fixtures.ts';

async function rowsOf(bytes: Uint8Array): Promise<readonly (readonly CellValue[])[]> {
  const file = await readSheet(bytes, '名册.xlsx');
  return file.sheets[0]?.rows ?? [];
}

function kindsOf(file: SheetFile): (readonly [string, readonly string[], number])[] {
  return file.warnings.map((warning) => [warning.kind, warning.cells, warning.count]);
}

test('reads the values of every sheet of a workbook, with names and hidden marks', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '名册',
        rows: [
          ['企业名称', '序号'],
          ['江苏万达特种轴承有限公司', 1],
          [null, null],
          ['凯晖', true],
        ],
      },
      { name: '说明', rows: [['无']], hidden: true },
    ],
  });
  const file = await readSheet(bytes, '名册.xlsx');
  expect(file.sheets).toEqual([
    {
      name: '名册',
      hidden: false,
      dateSystem: '1900',
      rows: [
        ['企业名称', '序号'],
        ['江苏万达特种轴承有限公司', 1],
        [null, null],
        ['凯晖', true],
      ],
    },
    { name: '说明', hidden: true, dateSystem: '1900', rows: [['无']] },
  ]);
  expect(file.warnings).toEqual([]);
});

test('codes kept as text keep their zeros and letters; nothing becomes a number', async () => {
  const bytes = await writeXlsx({
    sheets: [{ name: 'a', rows: [['001', '91350100M000100Y43', '914403001922038216', '0513-8765', '1E5']] }],
  });
  expect(await rowsOf(bytes)).toEqual([
    ['001', '91350100M000100Y43', '914403001922038216', '0513-8765', '1E5'],
  ]);
});

describe('dates', () => {
  test('day numbers in any date format become YYYY-MM-DD, Chinese formats too', async () => {
    const styles = stylesFor([14, 31, 57, 176, 177, 22, 0, 178], {
      176: 'yyyy"年"m"月"d"日"',
      177: '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
      178: '0.00"日"',
    });
    const cells = [0, 1, 2, 3, 4].map((style) => `<c s="${style}"><v>44365</v></c>`).join('');
    const sheet = `<sheetData><row>${cells}<c s="5"><v>44365.75</v></c><c s="6"><v>44365</v></c><c s="7"><v>44365</v></c></row></sheetData>`;
    expect(await rowsOf(rawWorkbook({ sheet, styles }))).toEqual([
      [...Array<string>(6).fill('2021-06-18'), 44365, 44365],
    ]);
  });

  test('workbooks of old Macs count from 1904, and the sheet says so for bare numbers', async () => {
    const bytes = rawWorkbook({
      workbookProperties: '<workbookPr date1904="1"/>',
      sheet: '<sheetData><row><c s="0"><v>42903</v></c><c><v>42903</v></c></row></sheetData>',
      styles: stylesFor([14]),
    });
    const file = await readSheet(bytes, 'mac.xlsx');
    expect(file.sheets[0]?.rows).toEqual([['2021-06-18', 42903]]);
    expect(file.sheets[0]?.dateSystem).toBe('1904');
  });

  test('the first days of 1900, a leap day and the last second of a day are exact; a bare time is a time', async () => {
    const sheet = [1, 59, 61, 43890, 44365.999988, 0.5]
      .map((serial) => `<row><c s="0"><v>${serial}</v></c></row>`)
      .join('');
    expect(
      await rowsOf(rawWorkbook({ sheet: `<sheetData>${sheet}</sheetData>`, styles: stylesFor([22]) })),
    ).toEqual([['1900-01-01'], ['1900-02-28'], ['1900-03-01'], ['2020-02-29'], ['2021-06-18'], ['12:00']]);
  });
});

test('a lying dimension hides no row', async () => {
  const rows = Array.from({ length: 500 }, (_, index) => [`企业${index}`, index]);
  for (const dimension of ['A1', 'A1:A1', 'A1:XFD1048576', '', 'nonsense']) {
    const bytes = rawWorkbook({ sheet: `<dimension ref="${dimension}"/>${sheetData(rows)}` });
    expect(await rowsOf(bytes), dimension).toEqual(rows);
  }
});

test('vertical merges are filled down and told, headings across columns stay single', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '名册',
        rows: [
          ['如皋市企业名册', null, null],
          ['镇区', '企业', '备注'],
          ['长江镇', '甲', null],
          [null, '乙', null],
          [null, '丙', '自己的'],
        ],
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
          { startRow: 2, startCol: 0, endRow: 4, endCol: 0 },
          { startRow: 2, startCol: 2, endRow: 4, endCol: 2 },
        ],
      },
    ],
  });
  const file = await readSheet(bytes, '名册.xlsx');
  expect(file.sheets[0]?.rows).toEqual([
    ['如皋市企业名册', null, null],
    ['镇区', '企业', '备注'],
    ['长江镇', '甲', null],
    ['长江镇', '乙', null],
    ['长江镇', '丙', '自己的'],
  ]);
  expect(kindsOf(file)).toEqual([['merged', ['A3'], 1]]);
  expect(file.warnings[0]?.message).toContain('请核对');
});

test('a merge that runs to the last possible row adds no rows', async () => {
  const bytes = rawWorkbook({
    sheet: `${sheetData([['甲'], ['乙']])}<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells>`,
  });
  expect(await rowsOf(bytes)).toEqual([['甲'], ['乙']]);
});

test('a number of 16 and more digits is reported as shown in scientific notation, text of that form too', async () => {
  const bytes = rawWorkbook({
    sheet: sheetData([[9.14403001922038e17, '9.14403E+17', 13800138000, 123456789012345]]),
  });
  const file = await readSheet(bytes, '名册.xlsx');
  expect(kindsOf(file)).toEqual([['scientific', ['A1', 'B1'], 2]]);
  expect(file.warnings[0]?.message).toContain('科学计数');
});

test('formulas give their stored results; errors and missing results are blank and told', async () => {
  const sheet =
    '<sheetData><row><c t="str"><f>A2&amp;"x"</f><v>甲x</v></c><c><f>1+1</f><v>2</v></c>' +
    '<c t="e"><v>#N/A</v></c><c t="str"><f>X()</f><v>#REF!</v></c><c><f>NOW()</f></c></row></sheetData>';
  const file = await readSheet(rawWorkbook({ sheet }), '名册.xlsx');
  expect(file.sheets[0]?.rows).toEqual([['甲x', 2]]);
  expect(kindsOf(file)).toEqual([
    ['formula-error', ['C1', 'D1'], 2],
    ['formula-without-value', ['E1'], 1],
  ]);
});

test('hidden rows are read and told, a hidden sheet is marked', async () => {
  const bytes = rawWorkbook({
    sheetState: 'state="veryHidden"',
    sheet:
      '<sheetData><row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row></sheetData>',
  });
  const file = await readSheet(bytes, '名册.xlsx');
  expect(file.sheets[0]?.hidden).toBe(true);
  expect(file.sheets[0]?.rows).toEqual([[1], [2]]);
  expect(kindsOf(file)).toEqual([['hidden-rows', ['A2'], 1]]);
});

test('rich text, shared strings, phonetic hints, preserved blanks and escaped characters come as plain text', async () => {
  const bytes = rawWorkbook({
    sharedStrings:
      '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>森松</t></r><r><rPr><b/></rPr><t>（江苏）重工</t></r></si><si><t xml:space="preserve"> 甲&amp;乙 </t><rPh sb="0" eb="1"><t>jia</t></rPh></si><si><t>a_x000D_b_x0000_c</t></si></sst>',
    sheet:
      '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>99</v></c></row></sheetData>',
  });
  expect(await rowsOf(bytes)).toEqual([['森松（江苏）重工', ' 甲&乙 ', 'a\rbc']]);
});

test('rows and cells out of order and without references land where they belong', async () => {
  const bytes = rawWorkbook({
    sheet:
      '<sheetData><row r="3"><c r="B3"><v>3</v></c></row><row r="1"><c r="C1"><v>1</v></c><c r="A1"><v>0</v></c></row></sheetData>',
  });
  expect(await rowsOf(bytes)).toEqual([
    [0, null, 1],
    [null, null, null],
    [null, 3, null],
  ]);
});

test('a column formatted to the last row costs nothing: blank rows at the end are cut', async () => {
  const blanks = Array.from({ length: 300_000 }, (_, index) => `<row r="${index + 2}"><c s="0"/></row>`).join(
    '',
  );
  const bytes = rawWorkbook({ sheet: `<sheetData><row r="1"><c><v>1</v></c></row>${blanks}</sheetData>` });
  expect(await rowsOf(bytes)).toEqual([[1]]);
});

test('pictures, links, comments and macros beside the cells are never opened', async () => {
  const rubbish = 'not even XML <<<<';
  const bytes = rawWorkbook({
    sheet: `${sheetData([['甲']])}<drawing r:id="rId1"/>`,
    extra: [
      { name: 'xl/worksheets/_rels/sheet1.xml.rels', body: rubbish },
      { name: 'xl/drawings/drawing1.xml', body: rubbish },
      { name: 'xl/media/image1.png', body: rubbish },
      { name: 'xl/theme/theme1.xml', body: rubbish },
      { name: 'xl/externalLinks/externalLink1.xml', body: rubbish },
      { name: 'xl/comments1.xml', body: rubbish },
      { name: 'xl/vbaProject.bin', body: rubbish },
      { name: 'docProps/core.xml', body: rubbish },
    ],
  });
  expect(await rowsOf(bytes)).toEqual([['甲']]);
});
