/** 议定事项 of the city's joint meeting on the way to a town and back, over bundles. */
import { expect, it } from 'vitest';
import { partitionsFor } from '../../db/exchange/scope.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import type { OutputOf } from '../../shared/contract.ts';
import type { DecisionDraft } from '../../shared/meeting/contract.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { cityAndTown, down, exportTo, open, take, townOf, up } from '../support/two-desks.ts';

const fields = {
  month: '2026-11',
  heldOn: '2026-11-20',
  place: '市政府三楼会议室',
  chair: '陈副组长',
  chairRole: '副组长',
  recorder: '王经办',
  departments: ['市发改委'],
  topics: [{ title: '企业用地问题', summary: '不宜外传的讨论。' }],
};
const forTown = { what: '完成二期用地平整', who: '白蒲镇、市自然资源局', dueDate: '2026-12-20' };
const forOther = { what: '走访入库企业', who: '如城街道', dueDate: '' };
const forUnit = { what: '协调用地指标', who: '市自然资源局', dueDate: '2026-12-10' };

async function hold(
  city: TestDesk,
  decisions: readonly DecisionDraft[] = [forTown, forOther, forUnit],
  heldOn = fields.heldOn,
): Promise<string> {
  const { id } = await city.call('meeting.save', {
    fields: { ...fields, heldOn },
    decisions: [...decisions],
  });
  return id;
}

const tasks = (town: TestDesk): Promise<OutputOf<'decision.assigned'>> => town.call('decision.assigned', {});
const told = async (town: TestDesk) => (await tasks(town)).map(({ what, state }) => [what, state]);
const done = (text: string) => ({ done: true, on: '2026-11-24', text });

async function decisionsOf(city: TestDesk, id: string) {
  return (await city.call('meeting.get', { id })).decisions;
}

/** Saves the note with its first decision changed. */
async function change(city: TestDesk, id: string, part: Partial<DecisionDraft>): Promise<void> {
  const [first, ...rest] = await decisionsOf(city, id);
  const draft = ({ id: known, what, who, dueDate }: typeof forTown & { id: string }) => ({
    id: known,
    what,
    who,
    dueDate,
  });
  await city.call('meeting.save', {
    id,
    fields,
    decisions: [{ ...draft(first!), ...part }, ...rest.map(draft)],
  });
}

it('tells a town its own decisions with the next bundle, and nothing else of the meeting', async () => {
  const { city, town } = await cityAndTown();
  await hold(city);
  await down(city, town);
  expect(await tasks(town)).toMatchObject([
    { ...forTown, meetingMonth: '2026-11', heldOn: '2026-11-20', state: 'open', report: null },
  ]);
  expect(await town.call('meeting.list', {})).toEqual([]);
  const { db } = open(town);
  const bytes = db.connection.prepare('SELECT CAST(bytes AS TEXT) FROM op').pluck().all().join('\n');
  expect(bytes).toContain('完成二期用地平整');
  for (const secret of ['不宜外传', '走访入库企业', '协调用地指标']) expect(bytes).not.toContain(secret);
  expect(
    partitionsFor(open(city).db, { side: 'town', townId: 't06', leaderId: '' }, testNowMs),
  ).not.toContain('city-internal');
});

it('knows at the city which decisions a bundle has carried to the town', async () => {
  const { city, town } = await cityAndTown();
  const id = await hold(city);
  const carried = async () =>
    (await decisionsOf(city, id)).flatMap(({ towns }) =>
      towns.map(({ townName, carried: how }) => [townName, how]),
    );
  const none = await carried();
  expect(none).toEqual([
    ['白蒲镇', 'none'],
    ['如城街道', 'none'],
  ]);
  await down(city, town);
  const all = [
    ['白蒲镇', 'all'],
    ['如城街道', 'none'],
  ];
  expect(await carried()).toEqual(all);
  await change(city, id, { dueDate: '2027-01-10' });
  expect(await carried()).toEqual([
    ['白蒲镇', 'older'],
    ['如城街道', 'none'],
  ]);
  await down(city, town);
  expect(await carried()).toEqual(all);
  const [task] = await tasks(town);
  await town.call('decision.report', { id: task!.id, round: 1, report: done('已平整完毕。') });
  await up(town, city);
  await city.call('decision.return', { id: task!.id, reason: '请附现场照片' });
  expect(await carried()).toEqual(none);
});

it('keeps what is planned for a meeting to come, and tells it once the meeting was held', async () => {
  const { city, town } = await cityAndTown();
  await hold(city, [forTown], '2026-11-27');
  await down(city, town);
  expect(await tasks(town)).toEqual([]);
  // Nobody opens the note again: the day has come.
  city.setNow(startOfDayMs('2026-11-27') + 10 * 3_600_000);
  await down(city, town);
  expect(await told(town)).toEqual([['完成二期用地平整', 'open']]);
});

it('brings the town’s answer back, asks again when it is sent back, and ends with the city’s word', async () => {
  const { city, town } = await cityAndTown();
  const id = await hold(city);
  await down(city, town);
  const [task] = await tasks(town);
  await town.call('decision.report', {
    id: task!.id,
    round: 1,
    report: { done: false, on: '2026-11-23', text: '正在平整。' },
  });
  expect(await told(town)).toEqual([['完成二期用地平整', 'open']]);
  await town.call('decision.report', { id: task!.id, round: 1, report: done('已平整完毕。') });
  await up(town, city);
  const [first] = (await city.call('decision.open', {})).rows;
  expect(first).toMatchObject({
    what: '协调用地指标',
    towns: [],
  });
  const reported = (await city.call('decision.open', {})).rows.find(({ what }) => what === forTown.what);
  expect(reported?.towns).toMatchObject([
    { townName: '白蒲镇', state: 'reported', report: done('已平整完毕。') },
  ]);

  await city.call('decision.return', { id: task!.id, reason: '请附现场照片' });
  expect(await city.refusal('decision.return', { id: task!.id, reason: '再退' })).toBe(
    'decision.not-reported',
  );
  await down(city, town);
  expect(await tasks(town)).toMatchObject([{ state: 'returned', returnReason: '请附现场照片' }]);
  // Begun before the return was here, it is no answer to it.
  const early = { id: task!.id, round: 1, report: done('早先写的。') };
  expect(await town.refusal('decision.report', early)).toBe('decision.returned-since');
  await town.call('decision.report', { id: task!.id, round: 2, report: done('照片已附。') });
  await up(town, city);
  const [again] = await decisionsOf(city, id);
  expect(again?.towns).toMatchObject([{ state: 'reported', report: done('照片已附。') }]);

  await city.call('decision.complete', { id: again!.id, done: true, doneOn: '2026-11-24' });
  await down(city, town);
  expect(await told(town)).toEqual([['完成二期用地平整', 'done']]);
  expect(await town.refusal('decision.report', { id: task!.id, round: 2, report: done('又报。') })).toBe(
    'decision.not-open',
  );
});

it('says again what was changed, and takes back what is no longer the town’s', async () => {
  const { city, town } = await cityAndTown();
  const id = await hold(city);
  await down(city, town);
  await change(city, id, { dueDate: '2027-01-10' });
  await down(city, town);
  expect(await tasks(town)).toMatchObject([{ dueDate: '2027-01-10', state: 'open' }]);
  const other = await townOf(city, 't01', '如城街道');
  await change(city, id, { who: '如城街道' });
  await down(city, town);
  await down(city, other, 't01');
  expect(await told(town)).toEqual([['完成二期用地平整', 'withdrawn']]);
  expect(new Set((await tasks(other)).map(({ what }) => what))).toEqual(
    new Set(['完成二期用地平整', '走访入库企业']),
  );
  // Given back: what was reported before is not taken for an answer.
  await change(city, id, { who: '白蒲镇' });
  await down(city, town);
  expect(await tasks(town)).toMatchObject([{ state: 'open', round: 2 }]);
  await city.call('meeting.remove', { id });
  await down(city, town);
  await down(city, other, 't01');
  expect(await told(town)).toEqual([['完成二期用地平整', 'withdrawn']]);
  expect(new Set((await tasks(other)).map(({ state }) => state))).toEqual(new Set(['withdrawn']));
});

it('comes to the same whichever bundle arrives first: a report and a change that did not know of each other', async () => {
  const { city, town } = await cityAndTown();
  const id = await hold(city, [forTown]);
  await down(city, town);
  const [task] = await tasks(town);
  await town.call('decision.report', { id: task!.id, round: 1, report: done('已平整完毕。') });
  await change(city, id, { dueDate: '2027-01-10' });
  const fromCity = await exportTo(city, 't06', '改期.drcb');
  await up(town, city);
  await take(town, fromCity);
  const expected = [{ dueDate: '2027-01-10', state: 'reported', report: done('已平整完毕。') }];
  expect(await tasks(town)).toMatchObject(expected);
  expect((await decisionsOf(city, id))[0]?.towns).toMatchObject(
    expected.map(({ state, report }) => ({ state, report })),
  );
  expect(await city.call('conflict.count', {})).toEqual({ count: 0 });
});

it('writes nothing where all is told, and keeps what a renamed town was given', async () => {
  const { city } = await cityAndTown();
  await hold(city, [forTown]);
  const saves = (): unknown =>
    open(city)
      .db.connection.prepare("SELECT count(*) FROM op WHERE entity_type = 'assignedDecision'")
      .pluck()
      .get();
  await city.call('town.update', { id: 't06', name: '蒲塘镇', alias: '' });
  await exportTo(city, 't06', '再导一次.drcb');
  expect(saves()).toBe(1);
});

it('counts a report that stands when a confirmation made by mistake is taken back', async () => {
  const { city, town } = await cityAndTown();
  const id = await hold(city, [forTown]);
  await down(city, town);
  const [task] = await tasks(town);
  await town.call('decision.report', { id: task!.id, round: 1, report: done('已平整完毕。') });
  await up(town, city);
  const [decision] = await decisionsOf(city, id);
  await city.call('decision.complete', { id: decision!.id, done: true, doneOn: '2026-11-24' });
  await city.call('decision.complete', { id: decision!.id, done: false, doneOn: '' });
  expect((await decisionsOf(city, id))[0]?.towns).toMatchObject([{ state: 'reported', round: 1 }]);
});

it('stands in the month’s calendar at the town until it is reported, and among what is new on a line of its own', async () => {
  const { city, town } = await cityAndTown();
  await hold(city);
  await down(city, town);
  const due = async (desk: TestDesk) =>
    (await desk.call('calendar.month', { month: '2026-12' })).entries.map(
      ({ kind, date, what, townName, recordId }) => [kind, date, what, townName, recordId === ''],
    );
  const given = ['decision', '2026-12-20', forTown.what, '如皋市', true];
  expect(await due(town)).toEqual([given]);
  expect(await due(city)).toEqual([
    ['decision', '2026-12-10', forUnit.what, '如皋市', false],
    [...given.slice(0, 4), false],
  ]);
  const { changes } = await town.call('news.list', {});
  expect(changes?.find(({ partition }) => partition === 'town:t06')).toMatchObject({
    title: '市月度联席会议议定事项',
    records: [{ title: forTown.what }],
  });
  const [task] = await tasks(town);
  await town.call('decision.report', { id: task!.id, round: 1, report: done('已平整完毕。') });
  expect(await due(town)).toEqual([]);
});

it('takes no day to come or before the meeting, no empty report, and lets no town answer for another', async () => {
  const { city, town } = await cityAndTown();
  const id = await hold(city);
  await down(city, town);
  const [task] = await tasks(town);
  const report = done('已平整完毕。');
  expect(
    await town.refusal('decision.report', {
      id: task!.id,
      round: 1,
      report: { ...report, on: '2099-01-01' },
    }),
  ).toBe('problem.future-date');
  expect(
    await town.refusal('decision.report', {
      id: task!.id,
      round: 1,
      report: { ...report, on: '2026-11-19' },
    }),
  ).toBe('decision.before-meeting');
  const [own] = await decisionsOf(city, id);
  expect(await city.refusal('decision.complete', { id: own!.id, done: true, doneOn: '1900-01-01' })).toBe(
    'decision.before-meeting',
  );
  expect(
    await town.refusal('decision.report', { id: task!.id, round: 1, report: { ...report, text: ' ' } }),
  ).toBe('rpc.invalid-input');
  const others = (await decisionsOf(city, id))[1]?.towns[0];
  expect(await town.refusal('decision.report', { id: others!.id, round: 1, report })).toBe(
    'record.not-found',
  );
  expect(await city.refusal('decision.report', { id: task!.id, round: 1, report })).toBe('rpc.wrong-desk');
  expect(await town.refusal('decision.return', { id: task!.id, reason: '不行' })).toBe('rpc.wrong-desk');
});

it('takes a report on a decision of a note that is dated ahead', async () => {
  const { city, town } = await cityAndTown();
  const id = await hold(city);
  // The meeting was moved after its towns were told.
  const decisions = (await decisionsOf(city, id)).map(({ id: known, what, who, dueDate }) => ({
    id: known,
    what,
    who,
    dueDate,
  }));
  await city.call('meeting.save', { id, fields: { ...fields, heldOn: '2026-12-20' }, decisions });
  await down(city, town);
  const [task] = await tasks(town);
  expect(task).toMatchObject({ heldOn: '2026-12-20', state: 'open' });
  await town.call('decision.report', { id: task!.id, round: 1, report: done('已平整完毕。') });
  expect(await tasks(town)).toMatchObject([{ state: 'reported' }]);
});

it('forgets what a town reported before the decision was given to another and back', async () => {
  const { city, town } = await cityAndTown();
  const id = await hold(city, [forTown]);
  await down(city, town);
  const [task] = await tasks(town);
  await town.call('decision.report', { id: task!.id, round: 1, report: done('已平整完毕。') });
  await up(town, city);
  await change(city, id, { who: '如城街道' });
  await change(city, id, { who: '白蒲镇' });
  const ofTown = (await decisionsOf(city, id))[0]?.towns.find(({ townName }) => townName === '白蒲镇');
  expect(ofTown).toMatchObject({ state: 'open', round: 2, report: null, carried: 'none' });
  await down(city, town);
  expect(await tasks(town)).toMatchObject([{ state: 'open', round: 2, report: null }]);
});
