import { describe, expect, it } from 'vitest';
import { sql, value } from '../../db/sql.ts';
import { annex7EnterpriseNames } from '../../shared/annex7/plan.ts';
import { openTestDesk, placeFile, type TestDesk } from '../support/desk.ts';

const operations = (desk: TestDesk): number =>
  value<number>(desk.services.desk.current()!.db, sql`SELECT count(*) FROM op`) ?? 0;

async function names(desk: TestDesk): Promise<string[]> {
  const sort = { key: 'name', order: 'asc' } as const;
  const rows = await desk.call('enterprise.list', { filter: {}, sort, offset: 0, limit: 1000 });
  return rows.map((row) => row.name);
}

describe('the sample', () => {
  it('is 附件7: 40 enterprises, 54 plans, marked 示例分派; loading it again adds nothing', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    expect(await desk.call('roster.loadSample', {})).toEqual({ created: 40, plans: 54 });
    expect((await names(desk)).toSorted()).toEqual(annex7EnterpriseNames.toSorted());
    const [hit] = await desk.call('search.query', { text: 'sjtb' });
    const dossier = await desk.call('enterprise.get', { id: hit!.id });
    expect(dossier.sampleAssignment).toBe(true);
    expect(dossier.townName).not.toBe('');
    expect(dossier.planEntries).toMatchObject([
      { level: 'provincial-little-giant-manufacturing', year: 2023, row: 9 },
    ]);
    expect(dossier.levels).toEqual([]);
    const before = operations(desk);
    expect(await desk.call('roster.loadSample', {})).toEqual({ created: 0, plans: 0 });
    expect(operations(desk)).toBe(before);
  });

  it('a real assignment takes the mark away', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    await desk.call('roster.loadSample', {});
    const [hit] = await desk.call('search.query', { text: 'sjtb' });
    const { townId } = await desk.call('enterprise.get', { id: hit!.id });
    await desk.call('enterprise.assign', { ids: [hit!.id], townId });
    expect((await desk.call('enterprise.get', { id: hit!.id })).sampleAssignment).toBe(false);
  });
});

describe('the template', () => {
  it('has the headings this desk imports, and is understood by the import', async () => {
    for (const side of ['city', 'town'] as const) {
      const desk = openTestDesk({ side });
      const path = placeFile(desk, '模板.xlsx', '');
      desk.dialogAnswers.push(path, path);
      await desk.call('roster.saveTemplate', {});
      const file = await desk.call('roster.open', {});
      expect(file?.sheets[0]?.guess?.unused).toEqual([]);
      expect(Object.keys(file?.sheets[0]?.guess?.columns ?? {})).toHaveLength(side === 'city' ? 21 : 12);
    }
  });
});
