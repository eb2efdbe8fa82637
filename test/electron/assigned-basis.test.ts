/** Two laptops of the city with one note between them: the one that knows less of it takes back nothing of the other's. */
import { expect, it } from 'vitest';
import { listAssignedDecisions } from '../../db/assigned-decision.ts';
import { transact } from '../../db/sql.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { tellTowns } from '../../electron/assigned-decisions.ts';
import { assignedState } from '../../shared/meeting/assigned.ts';
import type { DecisionDraft } from '../../shared/meeting/contract.ts';
import { townPartition } from '../../shared/log/operation.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { operationsOf, takeOperations } from '../support/log.ts';
import { open } from '../support/two-desks.ts';
import { twoCityLaptops } from '../support/two-laptops.ts';

const fields = {
  month: '2026-11',
  heldOn: '2026-11-20',
  place: '',
  chair: '陈副组长',
  chairRole: '',
  recorder: '',
  departments: [],
  topics: [],
};
const first = { what: '完成二期用地平整', who: '白蒲镇', dueDate: '2026-12-20' };

/** A bundle of the other laptop's, or of 白蒲镇: what it knows of the town alone. */
function hand(from: TestDesk, to: TestDesk, by: 'city' | 'town'): void {
  const known = operationsOf(open(from).db);
  takeOperations(
    open(to).db,
    by === 'city' ? known : known.filter(({ body }) => body.partition === townPartition('t06')),
  );
}

/** What an export does first, at a desk where nobody typed anything. */
function tell(desk: TestDesk): void {
  const { db, identity } = open(desk);
  transact(db, (writable) => tellTowns(writable, identity, testNowMs));
}

async function twoLaptops() {
  const { a, b } = twoCityLaptops();
  const { id } = await a.call('meeting.save', { fields, decisions: [first] });
  hand(a, b, 'city');
  const [decision] = (await a.call('meeting.get', { id })).decisions;
  return { a, b, meeting: id, decision: decision?.id ?? '' };
}

const change = (desk: TestDesk, id: string, decisions: DecisionDraft[]) =>
  desk.call('meeting.save', { id, fields, decisions });
/** What 白蒲镇 was told and is not taken back. */
const told = (desk: TestDesk) =>
  listAssignedDecisions(open(desk).db).flatMap(({ standing, report, ...word }) => {
    const state = assignedState(standing, report);
    return state === 'withdrawn' ? [] : [{ ...word, state, round: standing.round }];
  });

it('leaves a confirmation, a new text and a withdrawal as they are where the note is the older one', async () => {
  const { a, b, meeting, decision } = await twoLaptops();
  await a.call('decision.complete', { id: decision, done: true, doneOn: '2026-11-23' });
  hand(a, b, 'town');
  tell(b);
  expect(told(b)).toMatchObject([{ state: 'done', round: 1 }]);

  await change(a, meeting, [{ ...first, id: decision, what: '完成三期用地平整', dueDate: '2027-01-10' }]);
  hand(a, b, 'town');
  tell(b);
  expect(told(b)).toMatchObject([{ what: '完成三期用地平整', dueDate: '2027-01-10' }]);

  await change(a, meeting, [{ ...first, id: decision, who: '如城街道' }]);
  hand(a, b, 'town');
  tell(b);
  expect(told(b)).toEqual([]);
  // Nothing was written against what the other laptop said: with its note both say the same.
  hand(a, b, 'city');
  tell(b);
  hand(b, a, 'city');
  expect(told(b)).toEqual(told(a));
  expect(await b.call('conflict.count', {})).toEqual({ count: 0 });
});

it('gives nothing to a town that only the older note names', async () => {
  const { a, b, meeting, decision } = await twoLaptops();
  await change(a, meeting, [{ ...first, id: decision, who: '白蒲镇、石庄镇' }]);
  hand(a, b, 'city');
  await change(a, meeting, [{ ...first, id: decision, who: '白蒲镇' }]);
  hand(a, b, 'town');
  const before = operationsOf(open(b).db).length;
  tell(b);
  expect(operationsOf(open(b).db)).toHaveLength(before);
});

it('says what is written anew here, and only that, though the other’s note never came', async () => {
  const { a, b, meeting, decision } = await twoLaptops();
  await a.call('decision.complete', { id: decision, done: true, doneOn: '2026-11-23' });
  await change(a, meeting, [{ ...first, id: decision, done: true, doneOn: '2026-11-23', what: '另行安排' }]);
  hand(a, b, 'town');
  await change(b, meeting, [{ ...first, id: decision, dueDate: '2027-02-01' }]);
  expect(told(b)).toMatchObject([{ what: '另行安排', dueDate: '2027-02-01', state: 'done', round: 1 }]);
  await b.call('decision.complete', { id: decision, done: true, doneOn: '2026-11-24' });
  await b.call('decision.complete', { id: decision, done: false, doneOn: '' });
  expect(told(b)).toMatchObject([{ what: '另行安排', state: 'open', round: 1 }]);
});

it('tells on what both laptops know, and asks nobody about what it was told from', async () => {
  const { a, b, meeting, decision } = await twoLaptops();
  await change(a, meeting, [{ ...first, id: decision, what: '完成三期用地平整' }]);
  await change(b, meeting, [{ ...first, id: decision, dueDate: '2027-02-01' }]);
  hand(a, b, 'city');
  hand(b, a, 'city');
  const both = [{ what: '完成三期用地平整', dueDate: '2027-02-01' }];
  expect(told(a)).toMatchObject(both);
  expect(told(b)).toMatchObject(both);
  expect(await a.call('conflict.count', {})).toEqual({ count: 0 });
  await b.call('decision.complete', { id: decision, done: true, doneOn: '2026-11-24' });
  hand(b, a, 'city');
  tell(a);
  expect(told(a)).toMatchObject([{ ...both[0], state: 'done' }]);
});

it('asks about the note alone where both laptops said it differently, and tells the towns what was settled', async () => {
  const { a, b, decision } = await twoLaptops();
  await a.call('decision.complete', { id: decision, done: true, doneOn: '2026-11-22' });
  await b.call('decision.complete', { id: decision, done: true, doneOn: '2026-11-23' });
  hand(b, a, 'city');
  const conflicts = await a.call('conflict.list', {});
  expect(conflicts.map(({ entityType, field }) => [entityType, field])).toEqual([['decision', 'completion']]);
  const [settled] = conflicts;
  const earlier = settled!.values.find(({ text }) => text.includes('2026-11-22'))!;
  const { entityType, entityId, field } = settled!;
  const seen = settled!.values.map(({ opId }) => opId);
  await a.call('conflict.take', { choices: [{ entityType, entityId, field, opId: earlier.opId, seen }] });
  tell(a);
  hand(a, b, 'city');
  expect(told(a)).toMatchObject([{ state: 'done' }]);
  expect(told(b)).toEqual(told(a));
  const { db } = open(a);
  expect(listAssignedDecisions(db).map(({ standing }) => standing.on)).toEqual(['2026-11-22']);
});

it.each(['take', 'settle'] as const)(
  'tells what was settled (%s) in a note that is no longer looked at by itself',
  async (way) => {
    const { a, b, meeting, decision } = await twoLaptops();
    for (const desk of [a, b]) desk.setNow(startOfDayMs('2028-03-01'));
    await change(a, meeting, [{ ...first, id: decision, what: '完成甲的平整' }]);
    await change(b, meeting, [{ ...first, id: decision, what: '完成乙的平整' }]);
    hand(a, b, 'city');
    hand(b, a, 'city');
    const [conflict, ...others] = await a.call('conflict.list', {});
    expect(others).toEqual([]);
    const chosen = conflict?.values.find(({ isShown }) => !isShown);
    if (!conflict || !chosen) throw new Error('nothing to settle');
    const { entityType, entityId, field, values } = conflict;
    const place = { entityType, entityId, field, seen: values.map(({ opId }) => opId) };
    if (way === 'take') await a.call('conflict.take', { choices: [{ ...place, opId: chosen.opId }] });
    else await a.call('conflict.settle', { ...place, value: '完成丙的平整' });
    expect(told(a)).toMatchObject([{ what: way === 'take' ? chosen.text : '完成丙的平整' }]);
    hand(a, b, 'town');
    expect(told(b)).toEqual(told(a));
  },
);
