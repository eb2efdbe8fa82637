/** One laptop of the city removes a note while the other writes in it: a person decides, and meanwhile no town is told otherwise. */
import { describe, expect, it } from 'vitest';
import { listAssignedDecisions } from '../../db/assigned-decision.ts';
import { transact } from '../../db/sql.ts';
import { tellTowns } from '../../electron/assigned-decisions.ts';
import { authorOf } from '../../electron/desk.ts';
import type { DecisionDraft, MeetingFields } from '../../shared/meeting/contract.ts';
import { testNowMs } from '../support/database.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { certify, operationsOf, takeOperations } from '../support/log.ts';
import { exchangeLogs, twoCityLaptops } from '../support/two-laptops.ts';
import { open } from '../support/two-desks.ts';

const fields: MeetingFields = {
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
const added = { what: '建成人才公寓', who: '白蒲镇', dueDate: '2027-03-31' };

async function noteAtBoth() {
  const { a, b } = twoCityLaptops();
  const { id } = await a.call('meeting.save', { fields, decisions: [first] });
  exchangeLogs(a, b);
  const [decision] = (await a.call('meeting.get', { id })).decisions;
  const lines = (...drafts: DecisionDraft[]) => [{ ...first, id: decision?.id ?? '' }, ...drafts];
  return { a, b, id, lines };
}

function tell(...desks: TestDesk[]): void {
  for (const desk of desks) {
    const { db, identity } = open(desk);
    transact(db, (writable) => tellTowns(writable, identity, testNowMs));
  }
}

/** What 白蒲镇 was told and is not taken back. */
const told = ({ services }: TestDesk): string[] => {
  const { db } = services.desk.current() ?? { db: undefined };
  return db === undefined
    ? []
    : listAssignedDecisions(db).flatMap(({ what, standing }) =>
        standing.state === 'withdrawn' ? [] : [what],
      );
};

async function settle(desk: TestDesk, deleted: boolean, type = 'meeting'): Promise<void> {
  const conflict = (await desk.call('conflict.list', {})).find(({ entityType }) => entityType === type);
  if (!conflict) throw new Error('nothing to settle');
  const { entityType, entityId, values } = conflict;
  const seen = [...new Set(values.map(({ opId }) => opId))];
  await desk.call('conflict.settleDeletion', { entityType, entityId, deleted, seen });
}

it('asks whether a note stays removed to which a decision was added, and tells the towns nothing meanwhile', async () => {
  const { a, b, id, lines } = await noteAtBoth();
  await a.call('meeting.save', { id, fields, decisions: lines(added) });
  await b.call('meeting.remove', { id });
  exchangeLogs(a, b);
  tell(a, b);
  exchangeLogs(a, b);
  for (const desk of [a, b]) {
    expect(told(desk)).toContain(added.what);
    expect(await desk.call('conflict.list', {})).toMatchObject([
      {
        kind: 'deletion',
        entityType: 'meeting',
        changedLabels: ['新增的议定事项　事项', '新增的议定事项　责任单位（人）'],
      },
    ]);
    expect(await desk.call('conflict.count', {})).toEqual({ count: 1 });
  }
});

it('a note that is kept comes back with all that was in it', async () => {
  const { a, b, id, lines } = await noteAtBoth();
  await a.call('meeting.save', { id, fields, decisions: lines(added) });
  await b.call('meeting.remove', { id });
  exchangeLogs(a, b);
  await settle(b, false);
  exchangeLogs(a, b);
  for (const desk of [a, b]) {
    const { decisions } = await desk.call('meeting.get', { id });
    expect(decisions.map(({ what }) => what)).toEqual([first.what, added.what]);
    expect(told(desk).toSorted()).toEqual([first.what, added.what].toSorted());
    expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
  }
});

it('a note that stays removed takes the decision along, and its town is told', async () => {
  const { a, b, id, lines } = await noteAtBoth();
  await a.call('meeting.save', { id, fields, decisions: lines(added) });
  await b.call('meeting.remove', { id });
  exchangeLogs(a, b);
  await settle(a, true);
  exchangeLogs(a, b);
  for (const desk of [a, b]) {
    expect(told(desk)).toEqual([]);
    expect((await desk.call('decision.open', {})).rows).toEqual([]);
    expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
  }
});

it('does not ask a town anew for what it reported before the removal came into question', async () => {
  const { a, b, id, lines } = await noteAtBoth();
  const town = openTestDesk({ side: 'town', digit: 'c' });
  const know = (to: TestDesk, from: TestDesk): void => {
    certify(open(to).db, authorOf(open(from).identity, testNowMs));
    takeOperations(open(to).db, operationsOf(open(from).db));
  };
  know(town, b);
  know(town, a);
  const [task] = await town.call('decision.assigned', {});
  const report = { done: true, on: '2026-11-24', text: '已平整完毕。' };
  await town.call('decision.report', { id: task!.id, round: 1, report });
  for (const desk of [a, b]) know(desk, town);
  const atTown = async () =>
    (await town.call('decision.assigned', {})).map(({ what, state, round }) => [what, state, round]);
  await b.call('meeting.remove', { id });
  know(town, b);
  expect(await atTown()).toEqual([[first.what, 'withdrawn', 1]]);
  await a.call('meeting.save', { id, fields, decisions: lines(added) });
  exchangeLogs(a, b);
  tell(a, b);
  exchangeLogs(a, b);
  know(town, a);
  expect(await atTown()).toContainEqual([first.what, 'reported', 1]);
  await settle(b, false);
  exchangeLogs(a, b);
  tell(a, b);
  know(town, b);
  expect(await atTown()).toContainEqual([first.what, 'reported', 1]);
  expect((await a.call('meeting.get', { id })).decisions[0]?.towns).toMatchObject([
    { state: 'reported', report },
  ]);
});

it('does not take a decision back from its town while its own removal is disputed', async () => {
  const { a, b, id, lines } = await noteAtBoth();
  await a.call('meeting.save', {
    id,
    fields,
    decisions: lines().map((line) => ({ ...line, what: '完成三期用地平整' })),
  });
  await b.call('meeting.save', { id, fields, decisions: [] });
  exchangeLogs(a, b);
  tell(a, b);
  expect(told(a)).toEqual(['完成三期用地平整']);
  expect(await a.call('conflict.count', {})).toEqual({ count: 1 });
  await settle(a, false, 'decision');
  tell(a);
  expect(told(a)).toEqual(['完成三期用地平整']);
});

it('a note removed by somebody who knew all of it asks nobody', async () => {
  const { a, b, id, lines } = await noteAtBoth();
  await a.call('meeting.save', { id, fields, decisions: lines(added) });
  exchangeLogs(a, b);
  await b.call('meeting.remove', { id });
  exchangeLogs(a, b);
  tell(a, b);
  expect(await a.call('conflict.count', {})).toEqual({ count: 0 });
  expect(told(a)).toEqual([]);
});

it('a note that is kept brings back no line of another note, nor one that was dropped on purpose', async () => {
  const { a, b, id, lines } = await noteAtBoth();
  const second = { what: '开通公交专线', who: '白蒲镇', dueDate: '' };
  await a.call('meeting.save', { id, fields, decisions: lines(second) });
  const other = await a.call('meeting.save', {
    fields: { ...fields, place: '二楼' },
    decisions: [{ what: '另一份纪要的事项', who: '白蒲镇', dueDate: '' }],
  });
  exchangeLogs(a, b);
  await b.call('meeting.remove', { id });
  await b.call('meeting.save', { id: other.id, fields: { ...fields, place: '二楼' }, decisions: [] });
  // Drops the second line, and adds one.
  await a.call('meeting.save', { id, fields, decisions: lines(added) });
  exchangeLogs(a, b);
  await settle(b, false);
  exchangeLogs(a, b);
  tell(a, b);
  for (const desk of [a, b]) {
    const { decisions } = await desk.call('meeting.get', { id });
    expect(decisions.map(({ what }) => what)).toEqual([first.what, added.what]);
    expect((await desk.call('meeting.get', { id: other.id })).decisions).toEqual([]);
    expect(told(desk).toSorted()).toEqual([first.what, added.what].toSorted());
    expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
  }
});

it('asks of a line that was changed in the note that was removed, with the note', async () => {
  const { a, b, id, lines } = await noteAtBoth();
  const changed = lines().map((line) => ({ ...line, what: '完成三期用地平整' }));
  await a.call('meeting.save', { id, fields, decisions: changed });
  await b.call('meeting.remove', { id });
  exchangeLogs(a, b);
  expect(await a.call('conflict.list', {})).toMatchObject([
    { entityType: 'meeting', changedLabels: ['议定事项　事项'] },
  ]);
  await settle(a, true);
  exchangeLogs(a, b);
  tell(a, b);
  for (const desk of [a, b]) {
    expect(told(desk)).toEqual([]);
    expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
  }
});

describe('settled as kept at one laptop and as removed at the other', () => {
  async function settledApart(afterKept?: (desk: TestDesk, id: string) => Promise<void>) {
    const { a, b, id, lines } = await noteAtBoth();
    await a.call('meeting.save', { id, fields, decisions: lines(added) });
    await b.call('meeting.remove', { id });
    exchangeLogs(a, b);
    await settle(a, false);
    await afterKept?.(a, id);
    await settle(b, true);
    exchangeLogs(a, b);
    tell(a, b);
    exchangeLogs(a, b);
    return { a, b, id };
  }

  async function takeSays(desk: TestDesk, text: string): Promise<void> {
    const conflicts = await desk.call('conflict.list', {});
    expect(conflicts).toMatchObject([{ kind: 'values', entityType: 'meeting', field: 'deleted' }]);
    const [{ entityType, entityId, field, values } = conflicts[0]!] = conflicts;
    const opId = values.find((value) => value.text === text)!.opId;
    const seen = values.map((value) => value.opId);
    await desk.call('conflict.take', { choices: [{ entityType, entityId, field, opId, seen }] });
  }

  it('leaves the towns what they have until a person has chosen', async () => {
    const { a, b } = await settledApart();
    for (const desk of [a, b]) expect(told(desk).toSorted()).toEqual([first.what, added.what].toSorted());
  });

  it('keeps every line when the note is kept', async () => {
    const { a, b, id } = await settledApart();
    await takeSays(b, '已恢复');
    exchangeLogs(a, b);
    for (const desk of [a, b]) {
      const { decisions } = await desk.call('meeting.get', { id });
      expect(decisions.map(({ what }) => what)).toEqual([first.what, added.what]);
      expect(told(desk).toSorted()).toEqual([first.what, added.what].toSorted());
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    }
  });

  it('asks again of what was written in a line after it was kept', async () => {
    const { a, b } = await settledApart(async (desk, id) => {
      const { decisions } = await desk.call('meeting.get', { id });
      const changed = decisions.map((line) => ({ ...line, what: line.what.replace('二期', '三期') }));
      await desk.call('meeting.save', { id, fields, decisions: changed });
    });
    await takeSays(b, '已删除');
    exchangeLogs(a, b);
    for (const desk of [a, b]) {
      expect(await desk.call('conflict.list', {})).toMatchObject([
        {
          kind: 'deletion',
          entityType: 'meeting',
          changedLabels: ['议定事项　事项', '议定事项　责任单位（人）'],
        },
      ]);
      expect(told(desk)).toContain('完成三期用地平整');
    }
  });

  it('takes every line away when the note is removed', async () => {
    const { a, b } = await settledApart();
    await takeSays(a, '已删除');
    exchangeLogs(a, b);
    tell(a, b);
    for (const desk of [a, b]) {
      expect(told(desk)).toEqual([]);
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    }
  });
});

it('does not bring decisions of a removed note before the next meeting', async () => {
  const { a, b, id, lines } = await noteAtBoth();
  await a.call('meeting.save', { id, fields, decisions: lines(added) });
  await b.call('meeting.remove', { id });
  exchangeLogs(a, b);
  const pack = await a.call('meeting.pack', { month: '2026-12' });
  expect(pack.find(({ key }) => key === 'decisions')?.items ?? []).toEqual([]);
});
