import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSheet } from '../../electron/spreadsheet/read.ts';
import { enterpriseColumns } from '../../shared/enterprise/columns.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import type { CellValue } from '../../shared/roster/sheet.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { withFullDisk } from '../support/full-disk.ts';

const sort = { key: 'name', order: 'desc' } as const;

async function exported(
  desk: TestDesk,
  input: { columns: string[]; text?: string },
): Promise<{ head: string; table: readonly (readonly CellValue[])[] }> {
  const path = join(desk.folder, '台账.xlsx');
  desk.dialogAnswers.push(path);
  await desk.call('enterprise.export', { filter: { text: input.text ?? '' }, sort, columns: input.columns });
  const [sheet] = (await readSheet(readFileSync(path), '台账.xlsx')).sheets;
  const rows = sheet?.rows ?? [];
  return { head: rows.slice(0, 2).flat().join(''), table: rows.slice(2) };
}

describe('the exported ledger', () => {
  it('has exactly the columns, rows and order of the screen', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    await desk.call('roster.loadSample', {});
    const columns = ['name', 'town', 'plan', 'creditCode'];
    const { head, table } = await exported(desk, { columns, text: '南通' });
    const shown = await desk.call('enterprise.list', {
      filter: { text: '南通' },
      sort,
      offset: 0,
      limit: 100,
    });
    const columnsOf = columns.map((key) => enterpriseColumns.find((column) => column.key === key)!);
    expect(table).toEqual([
      ['序号', ...columnsOf.map((column) => column.title)],
      ...shown.map((row, index) => [index + 1, ...columnsOf.map((column) => column.text(row) || null)]),
    ]);
    expect(shown.length).toBeGreaterThan(10);
    expect(head).toContain('“南通”');
    expect(head).toContain('示例分派');
    expect(head).toContain('2026-11-24 10:00');
  });

  it('keeps what looks like a formula as the text it is', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const profile = { ...emptyProfile, name: '=HYPERLINK("http://x")', contactPhone: '+8613800000000' };
    await desk.call('enterprise.create', { profile });
    const { table } = await exported(desk, { columns: ['name', 'contactPhone'] });
    expect(table[1]).toEqual([1, '=HYPERLINK("http://x")', '+8613800000000']);
  });

  it('is not written when the officer cancels', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    desk.dialogAnswers.push(null);
    expect(await desk.call('enterprise.export', { filter: {}, sort, columns: ['name'] })).toBeNull();
    expect(existsSync(join(desk.folder, '台账.xlsx'))).toBe(false);
  });

  it('on a full disk leaves no half file', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    for (let index = 0; index < 40; index += 1) {
      const note = Array.from({ length: 1900 }, (_, place) =>
        String.fromCodePoint(0x4e00 + ((index * 7919 + place * 104_729) % 20_000)),
      ).join('');
      await desk.call('enterprise.create', { profile: { ...emptyProfile, name: `第${index}号公司`, note } });
    }
    await withFullDisk(async (folder) => {
      desk.dialogAnswers.push(join(folder, '台账.xlsx'));
      const input = { filter: {}, sort, columns: ['name', 'note'] };
      expect(await desk.refusal('enterprise.export', input)).toBe('storage.full');
      expect(readdirSync(folder).filter((name) => name !== 'probe')).toEqual([]);
    });
  });
});
