import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { testNowMs } from '../support/database.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const day = 86_400_000;
const filter = { text: '' };
const byName = { key: 'name', order: 'asc' } as const;

type ListInput = InputOf<'enterprise.list'>;

async function names(
  desk: TestDesk,
  more: Partial<ListInput['filter']> = {},
  sort: ListInput['sort'] = byName,
): Promise<string[]> {
  const input = { filter: { ...filter, ...more }, sort, offset: 0, limit: 100 };
  const rows = await desk.call('enterprise.list', input);
  expect(await desk.call('enterprise.count', { filter: input.filter })).toEqual({ total: rows.length });
  return rows.map((row) => row.name);
}

describe('filters and order', () => {
  async function ledger(): Promise<{ desk: TestDesk; ids: Record<string, string> }> {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const ids: Record<string, string> = {};
    for (const [name, foundedOn] of [
      ['长江甲公司', '2001-01-01'],
      ['安泰乙公司', ''],
      ['博远丙公司', '1999-05-05'],
    ] as const) {
      ids[name] = (
        await desk.call('enterprise.create', {
          profile: { ...emptyProfile, name, foundedOn, industry: name.slice(0, 2) },
        })
      ).id;
    }
    return { desk, ids };
  }

  it('stands in the order of pinyin, either way', async () => {
    const { desk } = await ledger();
    expect(await names(desk)).toEqual(['安泰乙公司', '博远丙公司', '长江甲公司']);
    expect(await names(desk, {}, { key: 'name', order: 'desc' })).toEqual([
      '长江甲公司',
      '博远丙公司',
      '安泰乙公司',
    ]);
  });

  it('puts what is not filled in last, whichever way it is sorted', async () => {
    const { desk } = await ledger();
    for (const order of ['asc', 'desc'] as const) {
      expect((await names(desk, {}, { key: 'foundedOn', order })).at(-1)).toBe('安泰乙公司');
    }
  });

  it('filters by town, by none assigned, and sorts by the towns’ own order', async () => {
    const { desk, ids } = await ledger();
    await desk.call('enterprise.assign', { ids: [ids['长江甲公司']!], townId: 't10' });
    await desk.call('enterprise.assign', { ids: [ids['安泰乙公司']!], townId: 't02' });
    expect(await names(desk, { towns: ['t10'] })).toEqual(['长江甲公司']);
    expect(await names(desk, { towns: ['none'] })).toEqual(['博远丙公司']);
    expect(await names(desk, { towns: ['t10', 'none'] })).toHaveLength(2);
    expect(await names(desk, {}, { key: 'town', order: 'asc' })).toEqual([
      '安泰乙公司',
      '长江甲公司',
      '博远丙公司',
    ]);
    const towns = await desk.call('town.list', {});
    expect(towns).toHaveLength(14);
    expect(towns.find((town) => town.id === 't10')?.enterprises).toBe(1);
  });

  it('knows a level only while its title is valid', async () => {
    const { desk, ids } = await ledger();
    const enterpriseId = ids['博远丙公司']!;
    const title = { certificateNumber: '', note: '', grantedOn: '2020-01-01' };
    await desk.call('title.create', {
      enterpriseId,
      fields: { ...title, level: 'national-little-giant', validUntil: '2026-11-24' },
    });
    const level = { levels: ['national-little-giant' as const] };
    expect(await names(desk, level)).toEqual(['博远丙公司']);
    expect((await names(desk, {}, { key: 'level', order: 'desc' }))[0]).toBe('博远丙公司');
    desk.setNow(testNowMs + day);
    expect(await names(desk, level)).toEqual([]);
    expect(await names(desk, { levels: ['none'] })).toHaveLength(3);
    const dossier = await desk.call('enterprise.get', { id: enterpriseId });
    expect(dossier).toMatchObject({ levels: [], expiredLevels: ['national-little-giant'] });
    expect(dossier.titles[0]?.state).toBe('expired');
  });

  it('a plan to apply is not a level', async () => {
    const { desk, ids } = await ledger();
    await desk.call('plan.create', {
      enterpriseId: ids['安泰乙公司']!,
      fields: { level: 'national-little-giant', year: 2023, source: '' },
    });
    expect(await names(desk, { planYears: [2023] })).toEqual(['安泰乙公司']);
    expect(await names(desk, { planYears: [2023], planLevels: ['provincial-product'] })).toEqual([]);
    expect(await names(desk, { levels: ['national-little-giant'] })).toEqual([]);
    expect(await names(desk, { levels: ['none'] })).toHaveLength(3);
  });

  it('filters by the pool: in, left, never', async () => {
    const { desk, ids } = await ledger();
    const pool = (name: string, member: boolean, date: string): Promise<{ changed: number }> =>
      desk.call('enterprise.setPool', { ids: [ids[name]!], member, date });
    await pool('长江甲公司', true, '2021-09-01');
    await pool('安泰乙公司', true, '2021-09-01');
    await pool('安泰乙公司', false, '2024-01-01');
    expect(await pool('博远丙公司', false, '2024-01-01')).toEqual({ changed: 0 });
    expect(await names(desk, { pool: ['in'] })).toEqual(['长江甲公司']);
    expect(await names(desk, { pool: ['left'] })).toEqual(['安泰乙公司']);
    expect(await names(desk, { pool: ['never'] })).toEqual(['博远丙公司']);
    expect(await names(desk, { levels: ['city-pool'] })).toEqual(['长江甲公司']);
    expect((await desk.call('enterprise.get', { id: ids['安泰乙公司']! })).pool).toEqual({
      member: false,
      enteredOn: '2021-09-01',
      leftOn: '2024-01-01',
    });
  });

  it('finds those without a linked leader today', async () => {
    const { desk, ids } = await ledger();
    const person = await desk.call('person.create', {
      fields: {
        name: '陈市长',
        post: '副市长',
        unit: '市政府',
        category: 'city-leader',
        phone: '',
        inOfficeFrom: '',
        inOfficeTo: '',
      },
    });
    await desk.call('link.create', {
      enterpriseId: ids['长江甲公司']!,
      fields: {
        personId: person.id,
        kind: 'city-leader',
        fromDate: '2026-01-01',
        toDate: '2026-11-24',
        note: '',
      },
    });
    expect(await names(desk, { missingLinks: ['city-leader'] })).toEqual(['安泰乙公司', '博远丙公司']);
    expect(await names(desk, { missingLinks: ['city-leader', 'department'] })).toHaveLength(2);
    desk.setNow(testNowMs + day);
    expect(await names(desk, { missingLinks: ['city-leader'] })).toHaveLength(3);
  });

  it('takes % and _ in a filter as they are', async () => {
    const { desk } = await ledger();
    expect(await names(desk, { industry: '%' })).toEqual([]);
    expect(await names(desk, { industry: '长江' })).toEqual(['长江甲公司']);
    expect(await names(desk, { text: '_' })).toEqual([]);
  });

  it('turns pages without losing or repeating a row', async () => {
    const { desk } = await ledger();
    const page = async (offset: number): Promise<string[]> =>
      (await desk.call('enterprise.list', { filter, sort: byName, offset, limit: 2 })).map((row) => row.name);
    expect([...(await page(0)), ...(await page(2))]).toEqual(await names(desk));
  });
});
