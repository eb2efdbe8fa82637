import { describe, expect, it } from 'vitest';
import { startOfDayMs } from '../../shared/clock.ts';
import type { OutputOf } from '../../shared/contract.ts';
import { withPackTopics } from '../../shared/meeting/pack.ts';
import type { TestDesk } from '../support/desk.ts';
import { filingFields, filingLedger } from '../support/filing-ledger.ts';
import { answer, raised } from '../support/problem.ts';
import { cityAndTown, down } from '../support/two-desks.ts';

type Pack = OutputOf<'meeting.pack'>;

const textsOf = (pack: Pack, key: Pack[number]['key']): string[] =>
  pack.find((group) => group.key === key)?.items.map(({ text }) => text) ?? [];

const pack = (desk: TestDesk): Promise<Pack> => desk.call('meeting.pack', { month: '2026-11' });

const problem = {
  title: '货车限行',
  detail: '',
  category: 'logistics',
  source: 'call',
  raisedBy: '',
  phone: '',
} as const;

const meeting = {
  month: '2026-10',
  heldOn: '2026-10-20',
  place: '',
  chair: '陈副组长',
  chairRole: '副组长',
  recorder: '',
  departments: [],
  topics: [],
};

describe('the pack of a meeting', () => {
  it('brings overdue problems, open decisions, inspections made, leaders behind and the year’s plans', async () => {
    const { desk, enterpriseId } = await filingLedger();
    desk.setNow(startOfDayMs('2026-11-26') + 9 * 3_600_000);
    for (const raisedOn of ['2026-11-02', '2026-11-25'])
      await desk.call('problem.create', { enterpriseId, fields: { ...problem, raisedOn } });
    const decision = { what: '协调用地', who: '市资规局', dueDate: '2026-11-10' };
    await desk.call('meeting.save', {
      fields: meeting,
      decisions: [decision, { what: '无期限', who: '', dueDate: '' }],
    });
    const made = await desk.call('filing.create', { enterpriseId, fields: filingFields });
    await desk.call('filing.advance', { id: made.id, step: { to: 'inspected', date: '2026-11-24' } });
    await desk.call('filing.create', {
      enterpriseId,
      fields: { ...filingFields, inspectionDate: '2026-11-28' },
    });
    const plan = { level: 'national-little-giant', year: 2026, row: null, source: '' } as const;
    await desk.call('plan.create', { enterpriseId, fields: plan });
    const found = await pack(desk);
    expect(textsOf(found, 'problems')).toEqual([
      '南通思瑞机器制造有限公司：货车限行（尚未交办，期限 2026-11-11，已逾期）',
      '南通思瑞机器制造有限公司：货车限行（尚未交办，期限 2026-12-04，已受理）',
    ]);
    // What is not due yet is there to be taken in, and not taken in by itself.
    expect(found.find(({ key }) => key === 'problems')?.items.map(({ isOptional }) => isOptional)).toEqual([
      false,
      true,
    ]);
    expect(textsOf(found, 'decisions')).toEqual([
      '协调用地（市资规局，时限 2026-11-10，已过时限）',
      '无期限',
    ]);
    // The one that is only planned is nobody's to hear.
    expect(textsOf(found, 'filings')).toEqual([
      '2026-11-24　如皋市应急管理局检查南通思瑞机器制造有限公司（安全）',
    ]);
    // By the record, wherever it stands in the list.
    expect(found.find(({ key }) => key === 'filings')?.items[0]?.key).toBe(`filing:${made.id}`);
    expect(textsOf(found, 'visits')).toEqual([
      '市政府李四（副市长）联系 1 家，本季度已走访 0 家，未走访：南通思瑞机器制造有限公司',
    ]);
    expect(textsOf(found, 'plans')[0]).toMatch(/^计划申报.+ 1 家：南通思瑞机器制造有限公司$/);
  });

  it('brings at a town what the city’s meeting gave it to do', async () => {
    const { city, town } = await cityAndTown();
    const decision = { what: '完成二期用地平整', who: '白蒲镇', dueDate: '2026-10-31' };
    await city.call('meeting.save', { fields: meeting, decisions: [decision] });
    await down(city, town);
    expect(textsOf(await pack(town), 'decisions')).toEqual([
      '市联席会议交办：完成二期用地平整（白蒲镇，时限 2026-10-31，已过时限）',
    ]);
    const [given] = await town.call('decision.assigned', {});
    const report = { done: true, on: '2026-11-24', text: '已平整' };
    await town.call('decision.report', { id: given!.id, round: given!.round, report });
    expect(textsOf(await pack(town), 'decisions')).toEqual([]);
  });

  it('has nothing to bring where nothing is open', async () => {
    const { desk, enterpriseId } = await filingLedger();
    const [duty] = (await desk.call('visit.board', { month: '2026-11' })).leaders;
    await desk.call('visit.save', {
      enterpriseId,
      fields: {
        visitedOn: '2026-11-20',
        leader: { personId: duty!.personId, name: duty!.name, post: duty!.post },
        participants: [],
        hosts: '',
        purpose: '',
        said: '',
        note: '',
      },
      promises: [],
      problems: [],
    });
    expect((await pack(desk)).flatMap(({ items }) => items)).toEqual([]);
  });

  it('of a heap of problems brings the one before the city, due last of all, and can be saved with what it makes', async () => {
    const { desk, enterpriseId } = await raised();
    desk.setNow(startOfDayMs('2026-11-26') + 9 * 3_600_000);
    const raise = async (raisedOn: string, n = 0): Promise<string> => {
      const fields = { ...problem, raisedOn, title: `货车限行${n}` };
      return (await desk.call('problem.create', { enterpriseId, fields })).id;
    };
    for (let n = 0; n < 1000; n += 1) await raise('2026-11-24');
    const reason = `涉及市级部门。\n    ${'请市级部门牵头协调。'.repeat(300)}`;
    const asked = await raise('2026-11-25');
    await desk.call('problem.escalate', { id: asked, reason });
    for (let n = 1; n < 60; n += 1)
      await desk.call('problem.escalate', { id: await raise('2026-11-26', n), reason });
    const found = await pack(desk);
    const group = found.find(({ key }) => key === 'problems');
    expect(group?.items.map(({ isOptional }) => isOptional)).toEqual(Array(60).fill(false));
    expect(group?.total).toBe(1061);
    expect(group?.items[0]?.key).toBe(`problem:${asked}`);
    const chosen = new Set(group?.items.map(({ key }) => key));
    const topics = withPackTopics([], found, chosen);
    expect(topics[0]?.summary.split('\n')).toHaveLength(60);
    // Gathered again, it says each thing once.
    expect(withPackTopics(topics, found, chosen)).toEqual(topics);
    await desk.call('meeting.save', { fields: { ...meeting, topics }, decisions: [] });
  });

  it('can be saved with all of it, however long everything was written', async () => {
    const { desk, enterpriseId } = await filingLedger();
    desk.setNow(startOfDayMs('2026-11-26') + 9 * 3_600_000);
    const long = (length: number): string => '长'.repeat(length);
    const { heads: seen } = await desk.call('enterprise.get', { id: enterpriseId });
    await desk.call('enterprise.update', { id: enterpriseId, changes: { name: long(100) }, seen });
    for (let n = 0; n < 60; n += 1) {
      const fields = { ...problem, title: long(100), raisedOn: '2026-11-02' };
      const { id } = await desk.call('problem.create', { enterpriseId, fields });
      const due = { hostDueOn: '2026-11-25', helperDueOn: '' };
      const given = { on: '2026-11-24', by: '', text: '', host: long(100), helpers: [], ...due };
      await desk.call('problem.step', { id, step: { kind: 'assign', ...given } });
    }
    const decisions = Array.from({ length: 200 }, () => ({
      what: long(2000),
      who: long(200),
      dueDate: '2026-11-10',
    }));
    await desk.call('meeting.save', { fields: meeting, decisions });
    for (let n = 0; n < 30; n += 1) {
      const fields = { ...filingFields, inspectingUnit: long(100) };
      const { id } = await desk.call('filing.create', { enterpriseId, fields });
      await desk.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-24' } });
    }
    const plan = { level: 'national-little-giant', year: 2026, row: null, source: '' } as const;
    await desk.call('plan.create', { enterpriseId, fields: plan });
    const found = await pack(desk);
    expect(found.map(({ total }) => total)).toEqual([60, 200, 30, 1, 1]);
    expect(found.every(({ items }) => items.length > 0)).toBe(true);
    expect(found.flatMap(({ items }) => items).every(({ text }) => text.length <= 300)).toBe(true);
    const chosen = new Set(found.flatMap(({ items }) => items.map(({ key }) => key)));
    const topics = withPackTopics([], found, chosen);
    const line = long(200);
    const fields = { ...meeting, place: line, recorder: line, departments: Array(100).fill(line), topics };
    const { id } = await desk.call('meeting.save', { fields, decisions: [] });
    expect((await desk.call('meeting.get', { id })).topics).toEqual(topics);
  });

  it('says of an answered problem that it is answered', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: answer });
    expect(textsOf(await pack(desk), 'problems')).toEqual([
      expect.stringMatching(/（尚未交办，期限 2026-12-\d\d，已答复）$/),
    ]);
  });

  it('is refused for what is no month', async () => {
    const { desk } = await filingLedger();
    expect(await desk.refusal('meeting.pack', { month: '2026-13' })).toBe('rpc.invalid-input');
  });
});
