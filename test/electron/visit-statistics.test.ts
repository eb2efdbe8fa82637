import { expect, it } from 'vitest';
import { startOfDayMs } from '../../shared/clock.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { filingLedger } from '../support/filing-ledger.ts';
import { countedVisits } from '../../db/visit-statistics.ts';
import { openTestDatabase } from '../support/database.ts';
import { plansOf } from '../support/query-plan.ts';

const other = { personId: '', name: '周主任', post: '' };

async function ledger() {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(startOfDayMs('2026-11-24') + 9 * 3_600_000);
  const person = (await desk.call('person.list', {})).find(({ name }) => name === '李四');
  const linked = { personId: person?.id ?? '', name: '李四', post: '副市长' };
  const profile = { ...emptyProfile, name: '如皋市后来的企业' };
  const { id: second } = await desk.call('enterprise.create', { profile });
  const make = (visitedOn: string, leader: typeof other, id?: string, of = enterpriseId) =>
    desk.call('visit.save', {
      ...(id === undefined ? {} : { id }),
      enterpriseId: of,
      fields: { visitedOn, leader, participants: [], hosts: '', purpose: '', said: '', note: '' },
      promises: [],
      problems: [],
    });
  const plan = async (plannedOn: string, leader: typeof other) => {
    const made = await desk.call('visit.plan', {
      enterpriseIds: [enterpriseId],
      leader,
      plannedOn,
      purpose: '',
    });
    return made.ids[0] ?? '';
  };
  return { desk, linked, first: enterpriseId, second, make, plan };
}

it('counts a visit in the month it was planned for and in the month it was made, and nothing that was cancelled', async () => {
  const { desk, linked, make, plan } = await ledger();
  const id = await plan('2026-09-20', linked);
  await make('2026-11-03', linked, id);
  await make('2026-11-05', linked);
  await make('2026-11-06', other);
  const dropped = await plan('2026-11-30', linked);
  await desk.call('visit.cancel', { id: dropped, reason: '企业停产' });
  const { months, leaders, total } = await desk.call('visit.statistics', {
    fromDate: '2026-01-01',
    toDate: '2026-12-31',
  });
  expect(months).toEqual([
    { key: '2026-09', label: '2026-09', planned: 1, visited: 0, called: 0 },
    { key: '2026-10', label: '2026-10', planned: 0, visited: 0, called: 0 },
    { key: '2026-11', label: '2026-11', planned: 0, visited: 3, called: 1 },
  ]);
  expect(total).toMatchObject({ planned: 1, visited: 3, called: 1, among: 2, missing: 1 });
  expect(leaders).toMatchObject([
    { label: '李四', planned: 1, visited: 2, called: 1, among: 1, missing: 0 },
    { label: '周主任', planned: 0, visited: 1, called: 1, among: 0, missing: 0 },
  ]);
});

it('counts an enterprise as called on by whoever went along', async () => {
  const { desk, make } = await ledger();
  const { id } = await make('2026-11-05', other);
  const visit = await desk.call('visit.get', { id });
  const { said, hosts, purpose, note } = visit;
  await desk.call('visit.save', {
    id,
    enterpriseId: visit.enterpriseId,
    fields: { visitedOn: '2026-11-05', leader: other, participants: ['李四'], said, hosts, purpose, note },
    promises: [],
    problems: [],
  });
  const days = { fromDate: '2026-01-01', toDate: '2026-12-31' };
  const { leaders } = await desk.call('visit.statistics', days);
  expect(leaders).toContainEqual(
    expect.objectContaining({ label: '李四', visited: 0, called: 1, among: 1, missing: 0 }),
  );
});

it('tells whom a linked leader and each town have not called on, also where nobody has been at all', async () => {
  const { desk, linked, make, second } = await ledger();
  await desk.call('enterprise.assign', { ids: [second], townId: 't06' });
  await make('2025-12-31', linked);
  const days = { fromDate: '2026-01-01', toDate: '2026-12-31' };
  const { leaders, towns, total, months } = await desk.call('visit.statistics', days);
  expect(leaders).toMatchObject([{ label: '李四', visited: 0, among: 1, missing: 1 }]);
  expect(months).toEqual([]);
  expect(towns.map(({ label, among, missing }) => [label, among, missing])).toContainEqual(['白蒲镇', 1, 1]);
  expect(total).toMatchObject({ visited: 0, among: 2, missing: 2 });
  // One that was removed is nobody's to call on, but the visits it had are counted.
  await make('2026-11-20', other, undefined, second);
  await desk.call('enterprise.remove', { id: second });
  const after = await desk.call('visit.statistics', days);
  expect(after.total).toMatchObject({ visited: 1, called: 1, among: 1, missing: 1 });
});

it('lists the towns in the city’s own order, whoever had more visits', async () => {
  const { desk, make, first, second } = await ledger();
  await desk.call('enterprise.assign', { ids: [second], townId: 't14' });
  await desk.call('enterprise.assign', { ids: [first], townId: 't04' });
  await make('2026-11-20', other, undefined, second);
  const days = { fromDate: '2026-01-01', toDate: '2026-12-31' };
  const { towns } = await desk.call('visit.statistics', days);
  expect(towns.map(({ label }) => label)).toEqual(['东陈镇', '磨头镇']);
});

it('reads the visits of the period alone', () => {
  const db = openTestDatabase();
  const plans = plansOf(db, () => countedVisits(db, '2026-01-01', '2026-12-31'));
  expect(plans).toContain('INDEX visit_by_day (on_day>? AND on_day<?)');
  expect(plans).toContain('INDEX visit_by_plan (planned_on>? AND planned_on<?)');
});
