import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { openDesk } from '../../electron/services.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import type { InputOf } from '../../shared/contract.ts';
import { problemEntryEntity } from '../../shared/problem/entity.ts';
import { answer, assign, close, confirmation, problemFields as fields, raised } from '../support/problem.ts';
import type { TestDesk } from '../support/desk.ts';
import { cityAndTown, down, up } from '../support/two-desks.ts';

type Correction = InputOf<'problem.correct'>['correction'];
const rightAnswer: Correction = {
  kind: 'answer',
  on: '2026-11-24',
  by: '市人社局',
  text: '已安排四场招聘会。',
};
const content: Correction = { ...confirmation, kind: 'confirm' };
const reason = '经办人笔误';
const period = { fromDate: '2026-01-01', toDate: '2026-12-31' };

async function entryOf(desk: TestDesk, id: string, kind: string): Promise<string> {
  const { entries } = await desk.call('problem.get', { id });
  return entries.findLast((entry) => entry.kind === kind && entry.correctedBy === '')?.id ?? '';
}

const thread = async (desk: TestDesk, id: string) =>
  (await desk.call('problem.get', { id })).entries.map(({ kind, text, correction, correctedBy }) => ({
    kind,
    text,
    isCorrection: correction !== null,
    isCorrected: correctedBy !== '',
  }));

describe('a wrong entry', () => {
  it('of an answer stays to be read, and another stands in its place', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: answer });
    const entryId = await entryOf(desk, id, 'answer');
    await desk.call('problem.correct', { id, reason, entryId, correction: rightAnswer });
    expect(await thread(desk, id)).toEqual([
      { kind: 'answer', text: answer.text, isCorrection: false, isCorrected: true },
      { kind: 'answer', text: rightAnswer.text, isCorrection: true, isCorrected: false },
    ]);
    // What was put right once is put right again by its correction.
    expect(await desk.refusal('problem.correct', { id, reason, entryId, correction: rightAnswer })).toBe(
      'problem.correct-not-own',
    );
    expect((await desk.call('problem.list', { filter: { text: '四场' }, offset: 0, limit: 9 })).total).toBe(
      1,
    );
  });

  it('is put right with a reason, and the thread says who did it, when, why, and of what', async () => {
    const { desk, id, get } = await raised();
    await desk.call('problem.step', { id, step: answer });
    const entryId = await entryOf(desk, id, 'answer');
    desk.setNow(startOfDayMs('2026-11-26'));
    const put = { id, entryId, correction: { ...rightAnswer, on: '2026-11-23' } };
    expect(await desk.refusal('problem.correct', { ...put, reason: ' ' })).toBe('rpc.invalid-input');
    await desk.call('problem.correct', { ...put, reason });
    const { officer } = openDesk(desk.services).identity;
    const { entries } = await get();
    expect(officer).not.toBe('');
    expect(entries.map(({ on, correction }) => ({ on, correction }))).toEqual([
      { on: answer.on, correction: null },
      { on: '2026-11-23', correction: { of: answer.on, by: officer, on: '2026-11-26', reason } },
    ]);
  });

  it('is read as one that was put right too where an older program wrote no reason', async () => {
    const { desk, enterpriseId, id, get } = await raised();
    await desk.call('problem.step', { id, step: answer });
    const entryId = await entryOf(desk, id, 'answer');
    const { db, identity } = openDesk(desk.services);
    const { kind: _, ...said } = rightAnswer;
    transact(db, (tx) =>
      appendWrite(tx, authorOf(identity, desk.services.nowMs()), {
        spec: problemEntryEntity,
        id: newRecordId(enterpriseId),
        partition: enterpriseId,
        fields: { problemId: id, ordinal: 2, kind: 'answer', facts: { ...said, corrects: entryId } },
      }),
    );
    expect((await get()).entries.map(({ correction }) => correction)).toEqual([
      null,
      { of: answer.on, by: '', on: '', reason: '' },
    ]);
  });

  it('moves the day that the figures go by, between the steps beside it', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: { ...assign, on: '2026-11-21' } });
    await desk.call('problem.step', { id, step: answer });
    await desk.call('problem.confirm', { id, confirmation });
    const correct = async (on: string): Promise<void> => {
      const entryId = await entryOf(desk, id, 'answer');
      await desk.call('problem.correct', { id, reason, entryId, correction: { ...rightAnswer, on } });
    };
    const entryId = await entryOf(desk, id, 'answer');
    expect(
      await desk.refusal('problem.correct', {
        id,
        reason,
        entryId,
        correction: { ...rightAnswer, on: '2026-11-20' },
      }),
    ).toBe('problem.correct-order');
    await correct('2026-11-23');
    expect(await desk.call('problem.get', { id })).toMatchObject({
      state: 'confirmed',
      answeredOn: '2026-11-23',
    });
    await correct('2026-11-22');
    expect((await desk.call('problem.get', { id })).answeredOn).toBe('2026-11-22');
  });

  it('of what the enterprise said changes the state and the figures, and no 不满意 is left of it', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: answer });
    await desk.call('problem.confirm', { id, confirmation: { ...confirmation, satisfied: false } });
    expect((await desk.call('problem.statistics', period)).total).toMatchObject({
      satisfied: 0,
      wasDissatisfied: 1,
    });
    const entryId = await entryOf(desk, id, 'confirm');
    await desk.call('problem.correct', { id, reason, entryId, correction: content });
    expect((await desk.call('problem.get', { id })).state).toBe('confirmed');
    await desk.call('problem.step', { id, step: close });
    expect((await desk.call('problem.statistics', period)).total).toMatchObject({
      asked: 1,
      satisfied: 1,
      wasDissatisfied: 0,
    });
  });

  it('is put right by the side that wrote it alone, and both desks read the same, whichever bundle came first', async () => {
    const { city, town } = await cityAndTown();
    await down(city, town);
    const { id } = await town.call('problem.create', { enterpriseId: 'e1', fields });
    await town.call('problem.escalate', { id, reason: '涉及市级部门' });
    await up(town, city);
    await city.call('problem.step', { id, step: answer });
    await down(city, town);
    const entryId = await entryOf(town, id, 'answer');
    expect((await town.call('problem.get', { id })).entries.some(({ correctable }) => correctable)).toBe(
      false,
    );
    expect(await town.refusal('problem.correct', { id, reason, entryId, correction: rightAnswer })).toBe(
      'problem.correct-not-own',
    );
    // While the city puts its answer right, the town records what the enterprise said of it.
    await town.call('problem.confirm', { id, confirmation });
    await city.call('problem.correct', { id, reason, entryId, correction: rightAnswer });
    await down(city, town);
    await up(town, city);
    expect(await thread(town, id)).toEqual(await thread(city, id));
    expect((await thread(city, id)).map(({ kind, isCorrected }) => [kind, isCorrected])).toContainEqual([
      'answer',
      true,
    ]);
    expect((await town.call('problem.get', { id })).state).toBe('confirmed');
    expect((await city.call('problem.get', { id })).state).toBe('confirmed');
  });
});

const reopen = { kind: 'reopen', on: '2026-11-24', by: '', text: '再办', hostDueOn: '' } as const;
const discontent = { ...confirmation, satisfied: false } as const;
const days = async (desk: TestDesk, id: string) => {
  const { acceptedOn, answeredOn, lastOn } = (await desk.call('problem.get', { id })).handling;
  return { acceptedOn, answeredOn, lastOn };
};

describe('the days that a corrected answer bears', () => {
  it('are those of the round it answers, however many answers bear the same day', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: answer });
    await desk.call('problem.confirm', { id, confirmation: discontent });
    const first = await entryOf(desk, id, 'answer');
    for (const step of [reopen, answer]) await desk.call('problem.step', { id, step });
    desk.setNow(startOfDayMs('2026-11-26'));
    const second = await entryOf(desk, id, 'answer');
    await desk.call('problem.correct', {
      id,
      reason,
      entryId: first,
      correction: { ...rightAnswer, on: '2026-11-23' },
    });
    // The first step of all was that answer: by it the problem was taken up.
    const after = { acceptedOn: '2026-11-23', answeredOn: '2026-11-24', lastOn: '2026-11-24' };
    expect(await days(desk, id)).toEqual(after);
    await desk.call('problem.correct', {
      id,
      reason,
      entryId: second,
      correction: { ...rightAnswer, on: '2026-11-25' },
    });
    expect(await days(desk, id)).toEqual({ ...after, answeredOn: '2026-11-25', lastOn: '2026-11-25' });
  });

  it('leave the day it was accepted where another step accepted it', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: { kind: 'accept', on: '2026-11-22', by: '', text: '' } });
    await desk.call('problem.step', { id, step: { ...answer, on: '2026-11-22' } });
    const correction = { ...rightAnswer, on: '2026-11-23' };
    await desk.call('problem.correct', {
      id,
      reason,
      entryId: await entryOf(desk, id, 'answer'),
      correction,
    });
    const corrected = { acceptedOn: '2026-11-22', answeredOn: '2026-11-23', lastOn: '2026-11-23' };
    expect(await days(desk, id)).toEqual(corrected);
  });

  it('leave the latest day to an answer that followed on the same', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: answer });
    const entryId = await entryOf(desk, id, 'answer');
    await desk.call('problem.step', { id, step: { ...answer, text: '另有补充。' } });
    await desk.call('problem.correct', {
      id,
      reason,
      entryId,
      correction: { ...rightAnswer, on: '2026-11-22' },
    });
    expect(await days(desk, id)).toEqual({
      acceptedOn: '2026-11-22',
      answeredOn: '2026-11-22',
      lastOn: '2026-11-24',
    });
  });
});

it('what the city raised itself was accepted as it was raised, whenever it was answered', async () => {
  const { city } = await cityAndTown();
  const { id } = await city.call('problem.create', { enterpriseId: 'e1', fields });
  await city.call('problem.step', { id, step: { ...answer, on: fields.raisedOn } });
  const correction = { ...rightAnswer, on: '2026-11-23' };
  await city.call('problem.correct', { id, reason, entryId: await entryOf(city, id, 'answer'), correction });
  expect(await days(city, id)).toMatchObject({ acceptedOn: fields.raisedOn, answeredOn: '2026-11-23' });
});

it('a correction settles nothing that its author has not seen', async () => {
  const { desk, id } = await raised();
  await desk.call('problem.step', { id, step: answer });
  await desk.call('problem.confirm', { id, confirmation });
  const { heads } = await desk.call('problem.get', { id });
  const entryId = await entryOf(desk, id, 'confirm');
  // Meanwhile another laptop was told something else.
  await desk.call('problem.confirm', {
    id,
    confirmation: { ...discontent, by: '李总' },
    seen: { ...heads, confirmation: [] },
  });
  expect((await desk.call('problem.get', { id })).heads['confirmation']).toHaveLength(2);
  const last = await entryOf(desk, id, 'confirm');
  await desk.call('problem.correct', {
    id,
    reason,
    entryId: last,
    correction: { ...content, note: '核实后满意' },
    seen: heads,
  });
  expect(entryId).not.toBe(last);
  expect((await desk.call('problem.get', { id })).heads['confirmation']).toHaveLength(2);
});

it('what a problem was closed on is not taken back beneath it', async () => {
  const { desk, id } = await raised();
  await desk.call('problem.step', { id, step: answer });
  await desk.call('problem.confirm', { id, confirmation });
  await desk.call('problem.step', { id, step: close });
  const taken = async () => ({
    id,
    reason,
    entryId: await entryOf(desk, id, 'confirm'),
    correction: { ...discontent, kind: 'confirm' } as const,
  });
  expect(await desk.refusal('problem.correct', await taken())).toBe('problem.correct-closed');
  await desk.call('problem.correct', { ...(await taken()), correction: { ...content, by: '李总' } });
  await desk.call('problem.step', { id, step: reopen });
  await desk.call('problem.correct', await taken());
  expect((await desk.call('problem.statistics', period)).total.wasDissatisfied).toBe(1);
});

it('of several confirmations the page is told which one the record goes by', async () => {
  const { desk, id, get } = await raised();
  await desk.call('problem.step', { id, step: answer });
  await desk.call('problem.confirm', { id, confirmation: { ...confirmation, note: '先试试' } });
  const first = await entryOf(desk, id, 'confirm');
  await desk.call('problem.confirm', { id, confirmation: { ...confirmation, way: 'visit' } });
  const last = await entryOf(desk, id, 'confirm');
  expect(last).not.toBe(first);
  expect((await get()).confirmation?.entryId).toBe(last);
});

describe('the figures of a period', () => {
  it('remember a word of the same round too', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: answer });
    for (const said of [discontent, confirmation])
      await desk.call('problem.confirm', { id, confirmation: said });
    expect((await desk.call('problem.statistics', period)).total).toMatchObject({
      satisfied: 1,
      wasDissatisfied: 1,
    });
  });

  it('tell what was explained apart from what was answered', async () => {
    const { desk, enterpriseId, id } = await raised();
    await desk.call('problem.step', {
      id,
      step: { kind: 'explain', on: '2026-11-24', by: '', text: '政策不支持，已说明' },
    });
    const second = await desk.call('problem.create', { enterpriseId, fields });
    await desk.call('problem.step', { id: second.id, step: answer });
    const { total } = await desk.call('problem.statistics', period);
    expect(total).toMatchObject({ ended: 1, explained: 1, due: 2, inTime: 2, inTimeExplained: 1 });
  });

  it('remember that the enterprise was not content before it was', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: answer });
    await desk.call('problem.confirm', { id, confirmation: { ...confirmation, satisfied: false } });
    for (const step of [reopen, answer]) await desk.call('problem.step', { id, step });
    await desk.call('problem.confirm', { id, confirmation });
    expect((await desk.call('problem.statistics', period)).total).toMatchObject({
      asked: 1,
      satisfied: 1,
      wasDissatisfied: 1,
    });
  });
});
