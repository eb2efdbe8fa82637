/** The calendars through the RPC: what the records say lies on its day, and nothing that counts no more. */
import { expect, it } from 'vitest';
import { transact } from '../../db/sql.ts';
import { appendWrite } from '../../db/log/append.ts';
import { authorOf } from '../../electron/desk.ts';
import { addDays, startOfDayMs } from '../../shared/clock.ts';
import { promiseEntity, visitEntity } from '../../shared/visit/entity.ts';
import { filingFields, filingLedger } from '../support/filing-ledger.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { handOver, handOverTo, joinAs, openCityDesk } from '../support/joined.ts';
import { addLeader, linkTo } from '../support/leaders.ts';
import { open, write } from '../support/two-desks.ts';

const leader = { personId: '', name: '李四', post: '副市长' };

async function ledger() {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(startOfDayMs('2026-11-23') + 9 * 3_600_000);
  const visit = async (visitedOn: string, promises: { what: string; dueDate: string }[] = []) =>
    (
      await desk.call('visit.save', {
        enterpriseId,
        fields: { visitedOn, leader, participants: [], hosts: '', purpose: '', said: '', note: '' },
        promises: promises.map((promise) => ({ ...promise, who: '' })),
        problems: [],
      })
    ).id;
  const plan = async (plannedOn: string) =>
    (await desk.call('visit.plan', { enterpriseIds: [enterpriseId], leader, plannedOn, purpose: '' }))
      .ids[0] ?? '';
  const file = async (inspectionDate: string) =>
    (await desk.call('filing.create', { enterpriseId, fields: { ...filingFields, inspectionDate } })).id;
  return { desk, enterpriseId, visit, plan, file };
}

const monthOf = async (desk: TestDesk, month: string) =>
  (await desk.call('calendar.month', { month })).entries.map(({ kind, date, state, recordId }) => ({
    kind,
    date,
    state,
    recordId,
  }));

it('has visits, inspections, meetings and open deadlines of the month, each on its day', async () => {
  const { desk, enterpriseId, visit, plan, file } = await ledger();
  const made = await visit('2026-11-18', [
    { what: '协调招聘会', dueDate: '2026-11-20' },
    { what: '上门讲解', dueDate: '2026-11-30' },
    { what: '没有时限', dueDate: '' },
  ]);
  const planned = await plan('2026-11-27');
  const filing = await file('2026-11-26');
  const { id: problem } = await desk.call('problem.create', {
    enterpriseId,
    fields: {
      title: '招工难',
      detail: '',
      category: 'labour',
      raisedOn: '2026-11-10',
      raisedBy: '',
      phone: '',
      source: 'call',
    },
    hostDueOn: '2026-11-12',
  });
  const { id: meeting } = await desk.call('meeting.save', {
    fields: {
      month: '2026-11',
      heldOn: '2026-11-28',
      place: '三楼',
      chair: '周明',
      chairRole: '组长',
      recorder: '',
      departments: [],
      topics: [],
    },
    decisions: [{ what: '梳理缺口', who: '市工信局', dueDate: '2026-11-29' }],
  });
  const before = {
    place: '三楼',
    chair: '周明',
    chairRole: '组长',
    recorder: '',
    departments: [],
    topics: [],
  };
  const { id: last } = await desk.call('meeting.save', {
    fields: { ...before, month: '2026-10', heldOn: '2026-10-29' },
    decisions: [{ what: '已经办好', who: '', dueDate: '2026-11-29', done: true, doneOn: '2026-11-20' }],
  });
  expect(await monthOf(desk, '2026-11')).toEqual([
    { kind: 'problem', date: '2026-11-12', state: 'overdue', recordId: problem },
    { kind: 'visit', date: '2026-11-18', state: 'made', recordId: made },
    { kind: 'promise', date: '2026-11-20', state: 'overdue', recordId: made },
    // Both are asked for before the day of the inspection.
    { kind: 'filing', date: '2026-11-25', state: 'due', recordId: filing },
    { kind: 'inspection', date: '2026-11-26', state: 'planned', recordId: filing },
    { kind: 'visit', date: '2026-11-27', state: 'planned', recordId: planned },
    { kind: 'meeting', date: '2026-11-28', state: 'planned', recordId: meeting },
    { kind: 'decision', date: '2026-11-29', state: 'due', recordId: meeting },
    { kind: 'promise', date: '2026-11-30', state: 'due', recordId: made },
  ]);
  expect(await monthOf(desk, '2026-10')).toEqual([
    { kind: 'meeting', date: '2026-10-29', state: 'made', recordId: last },
  ]);
  // What is done is due no more.
  await desk.call('problem.step', {
    id: problem,
    step: { kind: 'answer', on: '2026-11-20', by: '市人社局', text: '已安排。' },
  });
  for (const promise of (await desk.call('visit.get', { id: made })).promises)
    await desk.call('promise.complete', { id: promise.id, done: true, doneOn: '2026-11-22', note: '' });
  const kinds = (await monthOf(desk, '2026-11')).map(({ kind }) => kind);
  expect(kinds).not.toContain('problem');
  expect(kinds).not.toContain('promise');
});

it('shows a plan whose day is over as that, and neither a cancelled visit nor a removed one', async () => {
  const { desk, visit, plan } = await ledger();
  const [past, off] = [await plan('2026-11-24'), await plan('2026-11-25')];
  await desk.call('visit.cancel', { id: off, reason: '企业有事' });
  await desk.call('visit.remove', { id: await visit('2026-11-20') });
  desk.setNow(startOfDayMs('2026-11-26'));
  expect(await monthOf(desk, '2026-11')).toEqual([
    { kind: 'visit', date: '2026-11-24', state: 'passed', recordId: past },
  ]);
});

it('shows an inspection on the day it was made, whatever was planned, and no void or corrected filing', async () => {
  const { desk, enterpriseId, file } = await ledger();
  const [moved, voided] = [await file('2026-10-30'), await file('2026-11-20')];
  await desk.call('filing.advance', { id: moved, step: { to: 'inspected', date: '2026-11-05' } });
  await desk.call('filing.void', { id: voided, reason: '没有检查', voidedOn: '2026-11-20' });
  const inspections = async (month: string) =>
    (await monthOf(desk, month)).filter(({ kind }) => kind === 'inspection');
  expect(await inspections('2026-10')).toEqual([]);
  expect(await inspections('2026-11')).toEqual([
    { kind: 'inspection', date: '2026-11-05', state: 'made', recordId: moved },
  ]);
  const year = await desk.call('calendar.ofEnterprise', { enterpriseId, year: 2026 });
  expect(year.entries.filter(({ kind }) => kind === 'inspection').map(({ recordId }) => recordId)).toEqual([
    moved,
  ]);
});

it('leaves out everything of a removed enterprise', async () => {
  const { desk, enterpriseId, visit, file } = await ledger();
  await visit('2026-11-18', [{ what: '协调', dueDate: '2026-11-20' }]);
  await file('2026-11-26');
  expect(await monthOf(desk, '2026-11')).toHaveLength(4);
  await desk.call('enterprise.remove', { id: enterpriseId });
  expect(await monthOf(desk, '2026-11')).toEqual([]);
});

it('reads a promise by the visit of its own enterprise alone', async () => {
  const { desk, enterpriseId, visit } = await ledger();
  const id = await visit('2026-11-18');
  write(desk, 'e2', { name: '别家公司', townId: '' });
  // A promise kept in another enterprise's partition that points at this visit.
  const { db, identity } = open(desk);
  transact(db, (writable) =>
    appendWrite(writable, authorOf(identity, testNowMs), {
      spec: promiseEntity,
      id: `e2${'a'.repeat(8)}`,
      partition: 'e2',
      fields: {
        visitId: id,
        ordinal: 1,
        what: '冒名承诺',
        who: '',
        dueDate: '2026-11-25',
        completion: { done: false, doneOn: '', note: '' },
      },
    }),
  );
  const { entries } = await desk.call('calendar.ofEnterprise', { enterpriseId, year: 2026 });
  expect(entries.map(({ what }) => what)).not.toContain('冒名承诺');
  const found = (await desk.call('calendar.month', { month: '2026-11' })).entries.find(
    ({ what }) => what === '冒名承诺',
  );
  // It stands with its own enterprise, and says nothing of the leader of the other's visit.
  expect(found).toMatchObject({ enterpriseId: 'e2', who: '' });
});

it('gives a year of an enterprise the days around its turn, so that pairs across it are seen', async () => {
  const { desk, enterpriseId, visit } = await ledger();
  const id = await visit('2026-01-02');
  const { entries, nearDays } = await desk.call('calendar.ofEnterprise', {
    enterpriseId,
    year: 2025,
  });
  expect(entries.map(({ recordId }) => recordId)).toEqual([id]);
  expect(nearDays).toBe(7);
  expect((await desk.call('calendar.ofEnterprise', { enterpriseId, year: 2024 })).entries).toEqual([]);
});

it('gives a leader his visits, those he goes along with, his promises, and inspections made at his enterprises alone', async () => {
  const city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  write(city, 'e2', { name: '乙电力有限公司', townId: 't06' });
  const personId = await addLeader(city, '周市长', 'city-leader');
  const other = await addLeader(city, '吴市长', 'city-leader');
  await linkTo(city, 'e1', personId, 'city-leader');
  await linkTo(city, 'e2', other, 'city-leader');
  const visit = async (enterpriseId: string, of: string, name: string, participants: string[] = []) =>
    (
      await city.call('visit.save', {
        enterpriseId,
        fields: {
          visitedOn: '2026-11-18',
          leader: { personId: of, name, post: '' },
          participants,
          hosts: '',
          purpose: '',
          said: '',
          note: '',
        },
        promises: [{ what: `${name}的承诺`, who: '', dueDate: '2026-12-01' }],
        problems: [],
      })
    ).id;
  const own = await visit('e1', personId, '周市长');
  const along = await visit('e1', other, '吴市长', ['周市长']);
  await visit('e1', other, '吴市长');
  await visit('e2', other, '吴市长');
  const file = async (enterpriseId: string) =>
    (
      await city.call('filing.create', {
        enterpriseId,
        fields: { ...filingFields, inspectionDate: '2026-11-26' },
      })
    ).id;
  const made = await file('e1');
  await city.call('filing.advance', { id: made, step: { to: 'inspected', date: '2026-11-20' } });
  const planned = await file('e1');
  await file('e2');
  const { entries } = await city.call('calendar.ofLeader', { personId, year: 2026 });
  expect(entries.map(({ kind, recordId }) => `${kind} ${recordId}`).toSorted()).toEqual(
    [`visit ${own}`, `visit ${along}`, `inspection ${made}`, `promise ${own}`].toSorted(),
  );
  expect((await city.call('calendar.ofLeader', { personId, year: 2025 })).entries).toEqual([]);
  // On his own laptop he reads of himself; of others it knows a part alone.
  const laptop = await joinAs(city, { kind: 'leader', personId }, '周市长');
  await handOver(laptop, city);
  await handOverTo(city, laptop, { side: 'city', townId: '', leaderId: personId });
  const his = await laptop.call('calendar.ofLeader', { personId, year: 2026 });
  expect(his.entries).toEqual(entries);
  // Nor do the other calendars there tell of an inspection that is only planned: the enterprise may look on.
  const seen = async (desk: TestDesk): Promise<string> =>
    JSON.stringify([
      await desk.call('calendar.month', { month: '2026-11' }),
      await desk.call('calendar.ofEnterprise', { enterpriseId: 'e1', year: 2026 }),
    ]);
  expect(await seen(city)).toContain(planned);
  expect(await seen(laptop)).not.toContain(planned);
  expect(await seen(laptop)).toContain(made);
  expect(await laptop.refusal('calendar.ofLeader', { personId: other, year: 2026 })).toBe('rpc.leaders-desk');
  expect(await city.refusal('calendar.ofLeader', { personId: 'nobody', year: 2026 })).toBe(
    'record.not-found',
  );
});

it('says so when there is more than a month can show, and shows the earliest of it', async () => {
  const { desk, enterpriseId } = await ledger();
  const { db, identity } = open(desk);
  transact(db, (writable) => {
    for (let index = 0; index < 2001; index += 1)
      appendWrite(writable, authorOf(identity, testNowMs), {
        spec: visitEntity,
        id: `${enterpriseId}-${index}`,
        partition: enterpriseId,
        fields: {
          timing: {
            status: 'planned',
            plannedOn: addDays('2026-12-01', index % 30),
            visitedOn: '',
            reason: '',
          },
          leader,
          participants: [],
          hosts: '',
          purpose: '',
          said: '',
          note: '',
        },
      });
  });
  const month = await desk.call('calendar.month', { month: '2026-12' });
  expect([month.isCut, month.entries.length]).toEqual([true, 2000]);
  expect(month.entries[0]?.date).toBe('2026-12-01');
  // Printed all the same, counted by day: every visit counts, those beyond the list too.
  const { html } = await desk.call('calendar.paperPreview', { paper: { month: '2026-12' } });
  const text = html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ');
  const total = Number(/共 (\d+) 项/u.exec(text)?.[1]);
  expect(total).toBeGreaterThanOrEqual(2001);
  expect(text).toContain('按日汇总');
  const counts = [...text.matchAll(/(\d+) 项(?=\s)/g)].slice(1).map(([, count]) => Number(count));
  expect(counts).toHaveLength(30);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
  // Narrowed to what a list is good for, it is one.
  const narrowed = await desk.call('calendar.paperPreview', {
    paper: { month: '2026-12', kinds: ['meeting'] },
  });
  expect(narrowed.html).not.toContain('按日汇总');
});
