import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSheet } from '../../electron/spreadsheet/read.ts';
import { openTestDesk } from '../support/desk.ts';

const table = {
  title: '检查处置报备',
  note: '办理进度：草稿',
  columns: [
    { label: '企业名称', kind: 'text' },
    { label: '份数', kind: 'number' },
  ],
  rows: [
    ['=HYPERLINK("http://x")', 3],
    ['神马电力', null],
  ],
} as const satisfies Parameters<ReturnType<typeof openTestDesk>['reply']>[1];

const input = { ...table, columns: [...table.columns], rows: table.rows.map((row) => [...row]) };

describe('a list exported as it is shown', () => {
  it('is an .xlsx with the filter in words, a number for each line, and text that is never a formula', async () => {
    const desk = openTestDesk();
    const path = join(desk.folder, '报备.xlsx');
    desk.dialogAnswers.push(path);
    expect(await desk.call('table.export', input)).toEqual({ path, rows: 2 });
    const file = await readSheet(new Uint8Array(readFileSync(path)), '报备.xlsx');
    const lines = file.sheets[0]?.rows.map((row) => row.map((cell) => String(cell ?? ''))) ?? [];
    expect(lines[0]?.[0]).toBe('检查处置报备');
    expect(lines[1]?.[0]).toMatch(/^办理进度：草稿　导出时间 .*，共 2 条$/);
    expect(lines[2]?.slice(0, 3)).toEqual(['序号', '企业名称', '份数']);
    expect(lines[3]?.slice(0, 3)).toEqual(['1', '=HYPERLINK("http://x")', '3']);
    expect(lines[4]?.slice(0, 2)).toEqual(['2', '神马电力']);
  });

  it('has the total below the rows, without a number and not counted', async () => {
    const desk = openTestDesk();
    const path = join(desk.folder, '统计.xlsx');
    desk.dialogAnswers.push(path);
    expect(await desk.call('table.export', { ...input, total: ['合计', 3] })).toEqual({ path, rows: 2 });
    const file = await readSheet(new Uint8Array(readFileSync(path)), '统计.xlsx');
    const lines = file.sheets[0]?.rows.map((row) => row.map((cell) => String(cell ?? ''))) ?? [];
    expect(lines[1]?.[0]).toMatch(/共 2 条$/);
    expect(lines[5]?.slice(0, 3)).toEqual(['', '合计', '3']);
  });

  it('writes nothing when the officer cancels', async () => {
    const desk = openTestDesk();
    desk.dialogAnswers.push(null);
    expect(await desk.call('table.export', input)).toBeNull();
  });

  it('refuses what cannot be a list: no columns, rows of another width, too many rows', async () => {
    const desk = openTestDesk();
    const refused = 'rpc.invalid-input';
    expect(await desk.refusal('table.export', { ...input, columns: [], rows: [] })).toBe(refused);
    expect(await desk.refusal('table.export', { ...input, rows: [['一列']] })).toBe(refused);
    const rows = Array.from({ length: 20_001 }, () => ['', null]);
    expect(await desk.reply('table.export', { ...input, rows })).toMatchObject({
      ok: false,
      error: { code: 'rpc.too-many', details: { limit: 20_000, count: 20_001, what: '行' } },
    });
  });

  it('says so when the file cannot be written, and nothing is exported from a locked desk', async () => {
    const desk = openTestDesk();
    writeFileSync(join(desk.folder, 'a'), '');
    desk.dialogAnswers.push(join(desk.folder, 'a', '报备.xlsx'));
    expect(await desk.refusal('table.export', input)).toBe('storage.io');
    expect(await openTestDesk({ closed: true }).refusal('table.export', input)).toBe('session.locked');
  });
});
