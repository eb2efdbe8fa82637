import { describe, expect, it } from 'vitest';
import { findFiling } from '../../db/filing.ts';
import { transact } from '../../db/sql.ts';
import { writeFiling } from '../../electron/filing-write.ts';
import { addDays, startOfDayMs } from '../../shared/clock.ts';
import type { InputOf } from '../../shared/contract.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import type { TestDesk } from '../support/desk.ts';
import { filingFields as fields, filingLedger } from '../support/filing-ledger.ts';

type Fields = InputOf<'filing.create'>['fields'];

async function ledger() {
  const { desk, enterpriseId } = await filingLedger();
  const file = async (change: Partial<Fields>, of = enterpriseId): Promise<string> =>
    (await desk.call('filing.create', { enterpriseId: of, fields: { ...fields, ...change } })).id;
  const list = (
    filter: InputOf<'filing.list'>['filter'],
    sort: InputOf<'filing.list'>['sort'] = { key: 'inspectionDate', order: 'asc' },
    page = { offset: 0, limit: 100 },
  ) => desk.call('filing.list', { filter, sort, ...page });
  const ids = async (filter: InputOf<'filing.list'>['filter']): Promise<string[]> => {
    const { rows, total } = await list(filter);
    expect(rows).toHaveLength(total);
    return rows.map(({ id }) => id);
  };
  return { desk, enterpriseId, file, list, ids };
}

/** A second enterprise with the same leader. */
async function another(desk: TestDesk, enterpriseId: string): Promise<string> {
  const other = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '江苏另一家有限公司' },
  });
  const links = await desk.call('link.byEnterprise', { enterpriseId });
  await desk.call('link.create', {
    enterpriseId: other.id,
    fields: {
      personId: links[0]!.personId,
      kind: 'city-leader',
      fromDate: '2020-01-01',
      toDate: '',
      note: '',
    },
  });
  return other.id;
}

/** As another laptop might have written it, without knowing of the numbers given here. */
function renumber(desk: TestDesk, id: string, registerNumber: { year: number; n: number }): void {
  const open = desk.services.desk.current();
  if (!open) throw new Error('closed');
  const context = { desk: open, nowMs: desk.services.nowMs() };
  transact(open.db, (db) => {
    const filing = findFiling(db, id);
    if (!filing) throw new Error('gone');
    writeFiling(db, filing, { registerNumber }, undefined, context);
  });
}

describe('the filters of the register', () => {
  it('by year, unit, domain, trigger and step, alone and together', async () => {
    const { desk, file, ids } = await ledger();
    const old = await file({ inspectionDate: '2025-03-01' });
    const fire = await file({ domain: 'fire', inspectingUnit: '如皋市消防救援大队' });
    const special = await file({ trigger: 'superior-special', triggerReference: '苏应急〔2026〕1号' });
    await desk.call('filing.advance', { id: old, step: { to: 'inspected', date: '2025-03-01' } });
    expect(await desk.call('filing.years', {})).toEqual(['2026', '2025']);
    expect(await ids({ years: ['2025'] })).toEqual([old]);
    expect(await ids({ years: ['2025', '2026'] })).toHaveLength(3);
    expect(await ids({ years: ['2024'] })).toEqual([]);
    expect(await ids({ unit: '消防' })).toEqual([fire]);
    expect(await ids({ domains: ['fire', 'other'] })).toEqual([fire]);
    expect(await ids({ triggers: ['superior-special'] })).toEqual([special]);
    expect(await ids({ statuses: ['inspected'] })).toEqual([old]);
    expect((await ids({ statuses: ['draft'], years: ['2026'] })).toSorted()).toEqual(
      [fire, special].toSorted(),
    );
    expect(await ids({ statuses: [] })).toEqual([]);
  });

  it('by what counts, what is void and what was corrected', async () => {
    const { desk, file, ids } = await ledger();
    const [plain, voided, corrected] = [await file({}), await file({}), await file({})];
    await desk.call('filing.void', { id: voided, reason: '重复填报', voidedOn: '2026-11-23' });
    const { id: correcting } = await desk.call('filing.correct', { id: corrected });
    expect((await ids({ standings: ['counts'] })).toSorted()).toEqual([plain, correcting].toSorted());
    expect(await ids({ standings: ['void'] })).toEqual([voided]);
    expect(await ids({ standings: ['corrected'] })).toEqual([corrected]);
    await desk.call('filing.void', { id: corrected, reason: '填错企业', voidedOn: '2026-11-23' });
    expect(await ids({ standings: ['corrected'] })).toEqual([]);
    expect((await ids({ standings: ['void', 'corrected'] })).toSorted()).toEqual(
      [voided, corrected].toSorted(),
    );
    await desk.call('filing.unvoid', { id: voided });
    expect(await ids({ standings: ['void'] })).toEqual([corrected]);
  });

  it('by town and by any part of the enterprise or the unit', async () => {
    const { desk, enterpriseId, file, ids } = await ledger();
    const otherId = await another(desk, enterpriseId);
    await desk.call('enterprise.assign', { ids: [otherId], townId: 't06' });
    const [here, there] = [await file({}), await file({}, otherId)];
    expect(await ids({ towns: ['t06'] })).toEqual([there]);
    expect(await ids({ towns: [''] })).toEqual([here]);
    expect(await ids({ towns: ['t10'] })).toEqual([]);
    expect(await ids({ text: 'siruijiqi' })).toEqual([here]);
    expect(await ids({ text: '应急管理' })).toHaveLength(2);
    expect(await ids({ text: '没有这一家' })).toEqual([]);
  });

  it('by 未分派 also finds filings whose enterprise has not arrived', async () => {
    const { desk, enterpriseId, file, ids } = await ledger();
    await desk.call('enterprise.assign', { ids: [enterpriseId], townId: 't06' });
    await file({});
    const stranger = 'd'.repeat(32);
    const open = desk.services.desk.current()!;
    const id = `${stranger}${'e'.repeat(32)}`;
    const context = { desk: open, nowMs: desk.services.nowMs() };
    transact(open.db, (db) => writeFiling(db, { id, enterpriseId: stranger }, fields, undefined, context));
    expect(await ids({ towns: [''] })).toEqual([id]);
    expect(await ids({ towns: ['', 't06'] })).toHaveLength(2);
  });

  it('by a text that is in names of enterprises and of units, within what else is asked', async () => {
    const { desk, enterpriseId, file, ids } = await ledger();
    const otherId = await another(desk, enterpriseId);
    await desk.call('enterprise.assign', { ids: [otherId], townId: 't06' });
    const named = await file({ inspectingUnit: '如皋市消防救援大队' });
    const inspecting = await file({ inspectingUnit: '思瑞检查组' }, otherId);
    await file({ inspectingUnit: '如皋市消防救援大队' }, otherId);
    expect((await ids({ text: '思瑞' })).toSorted()).toEqual([named, inspecting].toSorted());
    expect(await ids({ text: '思瑞', towns: ['t06'] })).toEqual([inspecting]);
    expect(await ids({ text: '思瑞', enterpriseId })).toEqual([named]);
    expect(await ids({ unit: '检查组' })).toEqual([inspecting]);
    expect(await ids({ unit: '%' })).toEqual([]);
  });

  it('by clocks that have run out: not done in time, and still not done', async () => {
    const { desk, file, ids } = await ledger();
    const late = await file({});
    const done = await file({ inspectionDate: '2026-11-25' });
    const morning = startOfDayMs('2026-11-23') + 8 * 3_600_000;
    await desk.call('filing.advance', {
      id: done,
      step: { to: 'reported', atMs: morning, notifiedAtMs: morning },
    });
    expect(await ids({ overdue: true })).toEqual([]);
    desk.setNow(startOfDayMs('2026-11-26'));
    expect(await ids({ overdue: true })).toEqual([late]);
    await desk.call('filing.advance', { id: done, step: { to: 'inspected', date: '2026-11-25' } });
    await desk.call('filing.advance', { id: done, step: { to: 'concluded', date: '2026-11-25' } });
    expect(await ids({ overdue: true })).toEqual([late]);
    desk.setNow(startOfDayMs('2026-11-27'));
    expect(await ids({ overdue: true })).toEqual([late, done]);
    expect(await ids({ overdue: true, softFirst: true })).toEqual([]);
    await desk.call('filing.void', { id: late, reason: '没有检查', voidedOn: '2026-11-26' });
    expect(await ids({ overdue: true })).toEqual([done]);
  });

  it('by the first inspection of an enterprise of the pool in its domain, as each filing says itself', async () => {
    const { desk, enterpriseId, file, list } = await ledger();
    const otherId = await another(desk, enterpriseId);
    await desk.call('enterprise.setPool', { ids: [enterpriseId], member: true, date: '2026-01-25' });
    for (const [index, domain] of (
      ['safety', 'fire', 'safety', 'other', 'fire', 'safety'] as const
    ).entries())
      await file({ domain, inspectionDate: addDays('2026-01-20', index * 9) });
    await file({}, otherId);
    const { rows } = await list({});
    const first = await list({ softFirst: true });
    const said = [];
    for (const { id } of rows) if ((await desk.call('filing.get', { id })).verdict.isSoftFirst) said.push(id);
    // 2026-01-20 was before it entered the pool, and is what the later ones come after.
    expect(said).toHaveLength(1);
    expect(first.rows.map(({ id }) => id)).toEqual(said);
    expect(rows.filter(({ isSoftFirst }) => isSoftFirst).map(({ id }) => id)).toEqual(said);
    const [earliest] = rows;
    await desk.call('filing.void', { id: earliest!.id, reason: '没有检查', voidedOn: '2026-11-23' });
    const after = (await list({ softFirst: true })).rows;
    expect(after.map(({ inspectionDate, domain }) => [inspectionDate, domain])).toEqual([
      ['2026-01-29', 'fire'],
      ['2026-02-07', 'safety'],
    ]);
  });
});

describe('the numbers of the register', () => {
  it('sort by year and number, page after page, and those without one come last from the top', async () => {
    const { desk, file, list } = await ledger();
    const ids = [];
    for (let index = 0; index < 12; index += 1) ids.push(await file({}));
    desk.setNow(startOfDayMs('2027-01-04'));
    ids.push(await file({}));
    const sort = { key: 'number', order: 'desc' } as const;
    const pages = [];
    for (let offset = 0; offset < 13; offset += 5)
      pages.push(...(await list({}, sort, { offset, limit: 5 })).rows);
    expect(pages.map(({ number }) => number)).toEqual([
      '〔2027〕1号',
      ...Array.from({ length: 12 }, (_, index) => `〔2026〕${12 - index}号`),
    ]);
    expect((await list({}, { key: 'number', order: 'asc' })).rows.map(({ id }) => id)).toEqual(
      pages.map(({ id }) => id).toReversed(),
    );
  });

  it('say when two filings of a unit share one, until one of them is numbered anew', async () => {
    const { desk, file, list } = await ledger();
    const [first, second] = [await file({}), await file({})];
    await file({ inspectingUnit: '如皋市消防救援大队' });
    const shared = async () =>
      (await list({})).rows.filter(({ isNumberShared }) => isNumberShared).map(({ id }) => id);
    expect(await shared()).toEqual([]);
    renumber(desk, second, { year: 2026, n: 1 });
    expect((await shared()).toSorted()).toEqual([first, second].toSorted());
    expect(await desk.call('filing.number', { id: second })).toEqual({ number: '〔2026〕2号' });
    expect(await shared()).toEqual([]);
  });
});

describe('the pages of the register', () => {
  it('follow one another without a gap or a repetition, and each says how many there are', async () => {
    const { file, list } = await ledger();
    for (let n = 0; n < 11; n += 1)
      await file({
        inspectionDate: `2026-11-${String(20 + (n % 4))}`,
        inspectingUnit: n % 3 === 0 ? '甲' : '乙',
        domain: n % 2 === 0 ? 'fire' : 'safety',
      });
    for (const filter of [{}, { domains: ['fire' as const] }, { text: '思瑞' }, { unit: '甲' }]) {
      for (const key of ['number', 'enterpriseName', 'inspectingUnit', 'inspectionDate', 'status'] as const) {
        for (const order of ['asc', 'desc'] as const) {
          const whole = await list(filter, { key, order });
          const paged: string[] = [];
          for (let offset = 0; offset < whole.total + 4; offset += 4) {
            const page = await list(filter, { key, order }, { offset, limit: 4 });
            expect(page.total).toBe(whole.total);
            paged.push(...page.rows.map(({ id }) => id));
          }
          expect(paged).toEqual(whole.rows.map(({ id }) => id));
        }
      }
    }
  });
});

describe('the statistics', () => {
  it('count by the day of the inspection, leave out what is void or corrected, and judge the clocks', async () => {
    const { desk, enterpriseId, file } = await ledger();
    await desk.call('enterprise.setPool', { ids: [enterpriseId], member: true, date: '2026-01-01' });
    await desk.call('enterprise.assign', { ids: [enterpriseId], townId: 't06' });
    const [first, voided, corrected] = [await file({}), await file({}), await file({ domain: 'fire' })];
    await file({ inspectionDate: '2027-01-02' });
    const morning = startOfDayMs('2026-11-23') + 8 * 3_600_000;
    const reported = { to: 'reported', atMs: morning, notifiedAtMs: null } as const;
    await desk.call('filing.advance', { id: first, step: reported });
    desk.setNow(startOfDayMs('2026-11-26') + 3_600_000);
    await desk.call('filing.advance', { id: first, step: { to: 'inspected', date: '2026-11-25' } });
    await desk.call('filing.advance', { id: first, step: { to: 'concluded', date: '2026-11-25' } });
    await desk.call('filing.void', { id: voided, reason: '重复填报', voidedOn: '2026-11-25' });
    await desk.call('filing.correct', { id: corrected });
    const year = await desk.call('filing.statistics', { fromDate: '2026-01-01', toDate: '2026-12-31' });
    // Reported in time; the leader was never told; to be sent today. The correction of the other was not reported at all.
    expect(year.total).toMatchObject({
      inspections: 1,
      planned: 1,
      first: 1,
      firstConcluded: 1,
      soft: 1,
      due: 4,
      inTime: 1,
    });
    expect(year.months.map(({ key, inspections }) => [key, inspections])).toEqual([['2026-11', 1]]);
    expect(year.towns).toHaveLength(1);
    expect(year.enterprises).toMatchObject([{ label: '南通思瑞机器制造有限公司', inspections: 1 }]);
    const { heads } = await desk.call('filing.get', { id: first });
    await desk.call('filing.update', {
      id: first,
      enterpriseId,
      fields: { ...fields, conclusion: '罚款两万元' },
      seen: heads,
    });
    const planned = { fromDate: '2026-11-24', toDate: '2026-11-24' };
    expect((await desk.call('filing.statistics', planned)).total).toMatchObject({
      inspections: 0,
      planned: 1,
    });
    const made = { fromDate: '2026-11-25', toDate: '2026-11-25' };
    expect((await desk.call('filing.statistics', made)).total).toMatchObject({ firstConcluded: 1, soft: 0 });
  });
});
