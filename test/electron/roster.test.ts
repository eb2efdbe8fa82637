import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sql, value } from '../../db/sql.ts';
import { readSheetInWorker } from '../../electron/spreadsheet/read-in-worker.ts';
import { creditCodeCheckDigit } from '../../shared/enterprise/credit-code.ts';
import { errorText } from '../../shared/errors.ts';
import type { RosterPreviewView } from '../../shared/roster/contract.ts';
import type { RosterMapping } from '../../shared/roster/mapping.ts';
import type { CellValue } from '../../shared/roster/sheet.ts';
import { openTestDesk, placeFile, type TestDesk } from '../support/desk.ts';
import { rawWorkbook, sheetData } from './spreadsheet/fixtures.ts';

interface Chosen {
  readonly token: string;
  readonly sheet: number;
  readonly mapping: RosterMapping;
}

async function choose(desk: TestDesk, bytes: Uint8Array | string, name = '名册.xlsx'): Promise<Chosen> {
  desk.dialogAnswers.push(placeFile(desk, name, bytes));
  const file = await desk.call('roster.open', {});
  const guess = file?.sheets[0]?.guess;
  if (!file || !guess) throw new Error('no headings were recognised');
  return {
    token: file.token,
    sheet: 0,
    mapping: { firstDataRow: guess.firstDataRow, columns: guess.columns },
  };
}

const workbook = (rows: readonly (readonly CellValue[])[]): Uint8Array =>
  rawWorkbook({ sheet: sheetData(rows) });

async function importAll(
  desk: TestDesk,
  chosen: Chosen,
  skipFaulty = false,
): Promise<{ created: number; updated: number; unchanged: number; skipped: number }> {
  const { fingerprint } = await desk.call('roster.preview', chosen);
  return desk.call('roster.import', { ...chosen, fingerprint, skipFaulty });
}

const operations = (desk: TestDesk): number =>
  value<number>(desk.services.desk.current()!.db, sql`SELECT count(*) FROM op`) ?? 0;

async function names(desk: TestDesk): Promise<string[]> {
  const rows = await desk.call('enterprise.list', {
    filter: {},
    sort: { key: 'name', order: 'asc' },
    offset: 0,
    limit: 1000,
  });
  return rows.map((row) => row.name);
}

const told = (preview: RosterPreviewView): unknown[] =>
  preview.rows.map((row) => [row.rowNumber, row.status, ...row.problems.map((problem) => problem.cell)]);

const code = (first17: string): string => first17 + creditCodeCheckDigit(first17);

const heading = [
  '企业名称',
  '统一社会信用代码',
  '所属镇区',
  '成立日期',
  '级别/称号',
  '认定日期',
  '是否入库',
  '入库日期',
];

describe('a roster with errors', () => {
  it('is listed cell by cell in a spreadsheet, and read again once it is corrected', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const rows = (town: string): Uint8Array =>
      workbook([
        ['企业名称', '所属镇区'],
        ['甲公司', town],
        ['甲公司', null],
        ['合计', '2家'],
      ]);
    const chosen = await choose(desk, rows('没有的镇'));
    const list = join(desk.folder, '清单.xlsx');
    desk.dialogAnswers.push(list);
    expect(await desk.call('roster.saveProblems', chosen)).toEqual({ path: list });
    const { sheets } = await readSheetInWorker(readFileSync(list), '清单.xlsx');
    expect(sheets[0]?.rows.slice(2)).toEqual([
      ['行', '企业名称', '结果', '单元格', '栏目', '问题'],
      [2, '甲公司', '有误', 'B2', '所属镇区', expect.stringContaining('没有名为“没有的镇”')],
      [3, '甲公司', '表内重复', null, null, expect.stringContaining('那一行有误')],
    ]);

    placeFile(desk, '名册.xlsx', rows('白蒲镇'));
    const again = await desk.call('roster.reread', { token: chosen.token });
    expect(again).toMatchObject({ fileName: '名册.xlsx', sheets: [{ rows: 4 }] });
    expect(await desk.refusal('roster.reread', { token: chosen.token })).toBe('roster.file-gone');
    const { counts } = await desk.call('roster.preview', { ...chosen, token: again.token });
    expect(counts).toMatchObject({ new: 1, error: 0, 'duplicate-in-file': 1, summary: 1 });
  });
});

describe('importing a roster at the city', () => {
  it('takes in profile, assignment, pool, titles; importing the same again changes nothing', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const rows = [
      ['如皋市专精特新企业名册'],
      heading,
      [
        '甲公司',
        code('91320682MA1ABCDE1'),
        '白蒲',
        36526,
        '省级专精特新产品',
        '2021-12-01',
        '是',
        '2021年9月1日',
      ],
      ['乙公司', null, '下原镇', null, null, null, '否', null],
    ];
    const chosen = await choose(desk, workbook(rows));
    expect(await importAll(desk, chosen)).toEqual({ created: 2, updated: 0, unchanged: 0, skipped: 0 });
    const [hit] = await desk.call('search.query', { text: '甲' });
    expect(await desk.call('enterprise.get', { id: hit!.id })).toMatchObject({
      name: '甲公司',
      creditCode: code('91320682MA1ABCDE1'),
      townName: '白蒲镇',
      sampleAssignment: false,
      foundedOn: '2000-01-01',
      pool: { member: true, enteredOn: '2021-09-01' },
      titles: [{ level: 'provincial-product', grantedOn: '2021-12-01' }],
    });
    const before = operations(desk);
    expect(await importAll(desk, await choose(desk, workbook(rows)))).toEqual({
      created: 0,
      updated: 0,
      unchanged: 2,
      skipped: 0,
    });
    expect(operations(desk)).toBe(before);
  });

  it('changes only what the row states and the ledger does not', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    await importAll(desk, await choose(desk, workbook([heading, ['甲公司', null, '白蒲镇', '2001-02-03']])));
    const chosen = await choose(desk, workbook([heading, ['甲公司', code('91320682MA1ABCDE1'), '', '']]));
    const preview = await desk.call('roster.preview', chosen);
    expect(preview.rows[0]).toMatchObject({
      status: 'update',
      changes: [{ label: '统一社会信用代码', before: '' }],
    });
    const before = operations(desk);
    await importAll(desk, chosen);
    expect(operations(desk)).toBe(before + 1);
    const [hit] = await desk.call('search.query', { text: '甲' });
    expect(await desk.call('enterprise.get', { id: hit!.id })).toMatchObject({
      townId: 't06',
      foundedOn: '2001-02-03',
    });
  });

  it('completes a title that stood without dates instead of entering it twice', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const row = (grantedOn: string): CellValue[] => ['甲公司', null, null, null, '国家小巨人', grantedOn];
    await importAll(desk, await choose(desk, workbook([heading, row('')])));
    await importAll(desk, await choose(desk, workbook([heading, row('2022-07-01')])));
    await importAll(desk, await choose(desk, workbook([heading, row('')])));
    const [hit] = await desk.call('search.query', { text: '甲' });
    const { titles } = await desk.call('enterprise.get', { id: hit!.id });
    expect(titles).toMatchObject([{ level: 'national-little-giant', grantedOn: '2022-07-01' }]);
  });

  it('an enterprise leaves the pools when the roster says 否, once', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const file = (inPool: string): Uint8Array =>
      workbook([
        ['企业名称', '是否入库', '省级培育库'],
        ['甲公司', inPool, inPool],
      ]);
    await importAll(desk, await choose(desk, file('是')));
    const [hit] = await desk.call('search.query', { text: '甲' });
    expect((await desk.call('enterprise.get', { id: hit!.id })).levels).toEqual([
      'city-pool',
      'provincial-pool',
    ]);
    expect(await importAll(desk, await choose(desk, file('否')))).toMatchObject({ updated: 1 });
    expect((await desk.call('enterprise.get', { id: hit!.id })).levels).toEqual([]);
    expect(await importAll(desk, await choose(desk, file('否')))).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it('2,000 rows go in whole, or with one faulty row not at all', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const rows: CellValue[][] = [['企业名称', '统一社会信用代码', '所属镇区']];
    for (let index = 0; index < 2000; index += 1) {
      const first17 = `91320682${String(index).padStart(9, '0')}`;
      rows.push([`如皋市第${index}号机械有限公司`, code(first17), '白蒲镇']);
    }
    const faulty = rows.with(1500, ['如皋市某厂', `${code('91320682000099999').slice(0, 17)}!`, '白蒲镇']);
    const chosen = await choose(desk, workbook(faulty));
    const { counts, fingerprint } = await desk.call('roster.preview', { ...chosen, limit: 1 });
    expect(counts).toMatchObject({ new: 1999, error: 1 });
    const refused = await desk.refusal('roster.import', { ...chosen, fingerprint, skipFaulty: false });
    expect(refused).toBe('roster.has-faulty-rows');
    expect(operations(desk)).toBe(0);
    expect(await importAll(desk, await choose(desk, workbook(rows)))).toMatchObject({ created: 2000 });
    expect(await desk.call('enterprise.count', { filter: {} })).toEqual({ total: 2000 });
  });

  it('a disk that fills up in the middle leaves nothing of it', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const rows: CellValue[][] = [['企业名称', '备注']];
    for (let index = 0; index < 300; index += 1) rows.push([`第${index}号公司`, '备注'.repeat(200)]);
    const chosen = await choose(desk, workbook(rows));
    const { fingerprint } = await desk.call('roster.preview', chosen);
    const { connection } = desk.services.desk.current()!.db;
    connection.pragma(`max_page_count = ${Number(connection.pragma('page_count', { simple: true })) + 40}`);
    const input = { ...chosen, fingerprint, skipFaulty: false };
    expect(await desk.refusal('roster.import', input)).toBe('storage.full');
    expect(operations(desk)).toBe(0);
    expect(await names(desk)).toEqual([]);
    connection.pragma('max_page_count = 1000000');
    expect(await desk.call('roster.import', input)).toMatchObject({ created: 300 });
  });

  it('imports only what was seen: another save in between asks for another look', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const chosen = await choose(desk, workbook([heading, ['甲公司', null, '白蒲镇']]));
    const { fingerprint } = await desk.call('roster.preview', chosen);
    await importAll(desk, chosen);
    expect(await desk.refusal('roster.import', { ...chosen, fingerprint, skipFaulty: false })).toBe(
      'roster.changed-since-preview',
    );
  });

  it('forgets the file when another is chosen', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const first = await choose(desk, workbook([heading, ['甲公司']]));
    await choose(desk, workbook([heading, ['乙公司']]));
    expect(await desk.refusal('roster.preview', first)).toBe('roster.file-gone');
  });
});

describe('rows that are not right', () => {
  it('names the cell and the reason, in Chinese', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const chosen = await choose(
      desk,
      workbook([
        heading,
        ['甲公司', '91320682MA1ABCDE10', '白蒲镇'],
        ['乙公司', null, '白埔镇'],
        ['丙公司', null, null, '2021-02-30'],
        [null, code('91320682MA1ABCDE1')],
        ['丁公司', 9.13206e17],
        ['戊公司', null, null, null, '世界级小巨人'],
      ]),
    );
    const preview = await desk.call('roster.preview', chosen);
    expect(told(preview)).toEqual([
      [2, 'error', 'B2'],
      [3, 'error', 'C3'],
      [4, 'error', 'D4'],
      [5, 'error', 'A5'],
      [6, 'error', 'B6'],
      [7, 'error', 'E7'],
    ]);
    const messages = preview.rows.map((row) => row.problems[0]?.message ?? '');
    expect(messages[0]).toContain('校验位不符');
    expect(messages[1]).toContain('白蒲镇');
    expect(messages[4]).toContain('科学计数');
    for (const message of messages) expect(message).toMatch(/\p{Script=Han}/u);
    expect(await desk.call('roster.preview', { ...chosen, status: 'error', limit: 2 })).toMatchObject({
      total: 6,
    });
  });

  it('tells duplicates in the file, and leaves them and the faulty out only when asked to', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const rows = [heading, ['甲公司'], ['甲 公司'], ['乙公司', '123']];
    const chosen = await choose(desk, workbook(rows));
    expect(told(await desk.call('roster.preview', chosen))).toEqual([
      [2, 'new'],
      [3, 'duplicate-in-file'],
      [4, 'error', 'B4'],
    ]);
    expect(await importAll(desk, chosen, true)).toEqual({ created: 1, updated: 0, unchanged: 0, skipped: 2 });
    expect(await names(desk)).toEqual(['甲公司']);
  });

  it('reads numbers as text, serial dates and merged cells', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const bytes = rawWorkbook({
      sheet: `${sheetData([
        ['企业名称', '所属镇区', '联系电话', '成立日期'],
        ['甲公司', '白蒲镇', 13_800_000_000, 44_440],
        ['乙公司', null, '0513-8750', '44440'],
      ])}<mergeCells><mergeCell ref="B2:B3"/></mergeCells>`,
    });
    desk.dialogAnswers.push(placeFile(desk, '合并.xlsx', bytes));
    const file = await desk.call('roster.open', {});
    expect(file?.sheets[0]?.warnings.join('')).toContain('合并');
    const chosen = await choose(desk, bytes);
    await importAll(desk, chosen);
    const [hit] = await desk.call('search.query', { text: '乙公司' });
    expect(await desk.call('enterprise.get', { id: hit!.id })).toMatchObject({
      townName: '白蒲镇',
      foundedOn: '2021-09-01',
    });
    const [first] = await desk.call('search.query', { text: '甲公司' });
    expect((await desk.call('enterprise.get', { id: first!.id })).contactPhone).toBe('13800000000');
  });

  it('the officer may say which column is which', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    desk.dialogAnswers.push(placeFile(desk, 'x.csv', '列一,列二\n白蒲镇,甲公司\n'));
    const file = await desk.call('roster.open', {});
    expect(file?.sheets[0]?.guess).toBeNull();
    expect(file?.sheets[0]?.top).toEqual([
      ['列一', '列二'],
      ['白蒲镇', '甲公司'],
    ]);
    const chosen = {
      token: file!.token,
      sheet: 0,
      mapping: { firstDataRow: 1, columns: { townId: 0, name: 1 } },
    };
    expect(await importAll(desk, chosen)).toMatchObject({ created: 1 });
    const without = { ...chosen, mapping: { firstDataRow: 1, columns: { townId: 0 } } };
    expect(await desk.refusal('roster.preview', without)).toBe('roster.no-name-column');
    expect(await desk.refusal('roster.preview', { ...chosen, sheet: 5 })).toBe('roster.file-gone');
  });
});

describe('files that are no roster', () => {
  it.each([
    ['an empty file', '空.xlsx', '', 'roster.empty'],
    ['a picture', '照片.xlsx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'roster.not-a-spreadsheet'],
    ['a PDF', '文件.xlsx', '%PDF-1.7', 'roster.not-a-spreadsheet'],
    ['a workbook without rows', '空表.xlsx', workbook([]), 'roster.empty'],
    ['a web page', '网页.csv', '<html><table></table></html>', 'roster.not-a-spreadsheet'],
  ] as const)('%s is refused with a sentence and changes nothing', async (_, name, bytes, expected) => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    desk.dialogAnswers.push(placeFile(desk, name, bytes));
    const reply = await desk.reply('roster.open', {});
    expect(reply).toMatchObject({ ok: false, error: { code: expected } });
    if (!reply.ok) expect(errorText(reply.error.code, reply.error.details)).toContain('现有台账没有变化');
    expect(operations(desk)).toBe(0);
  });

  it('choosing none is no error', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    desk.dialogAnswers.push(null);
    expect(await desk.call('roster.open', {})).toBeNull();
  });
});

describe('importing a roster at a town', () => {
  const rows = [
    ['企业名称', '所属镇区', '地址', '是否入库', '级别/称号'],
    ['甲公司', '白蒲镇', '新民路 1 号', '是', '国家小巨人'],
    ['乙公司', '下原镇', '人民路 2 号', '否', ''],
    ['丙公司', '', '镇中路 3 号', '', ''],
  ];

  it('takes profile facts of its own enterprises; what the city keeps is told and left out', async () => {
    const desk = openTestDesk({ side: 'town', townId: 't06' });
    const chosen = await choose(desk, workbook(rows));
    const preview = await desk.call('roster.preview', chosen);
    expect(preview.cityColumns).toEqual(['所属镇区', '是否入库', '级别/称号']);
    expect(told(preview)).toEqual([
      [2, 'new'],
      [3, 'error', 'B3'],
      [4, 'new'],
    ]);
    expect(preview.rows[1]?.problems[0]?.message).toContain('下原镇');
    expect(preview.rows[0]?.changes.map((change) => change.label)).toEqual(['企业名称', '地址']);
    expect(await importAll(desk, chosen, true)).toMatchObject({ created: 2, skipped: 1 });
    const [hit] = await desk.call('search.query', { text: '甲公司' });
    expect(await desk.call('enterprise.get', { id: hit!.id })).toMatchObject({
      townId: '',
      pool: null,
      titles: [],
      address: '新民路 1 号',
    });
    expect(await importAll(desk, await choose(desk, workbook(rows)), true)).toMatchObject({
      created: 0,
      unchanged: 2,
    });
  });

  it('may not load the sample: assignment is the city’s', async () => {
    expect(await openTestDesk().refusal('roster.loadSample', {})).toBe('rpc.wrong-desk');
  });
});
