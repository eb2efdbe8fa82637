/** One desk closes a problem while another writes down that the enterprise is not content. */
import { describe, expect, it } from 'vitest';
import { startOfDayMs } from '../../shared/clock.ts';
import type { TestDesk } from '../support/desk.ts';
import { answer, close, confirmation, problemFields } from '../support/problem.ts';
import { cityAndTown, down, up, write } from '../support/two-desks.ts';
import { exchangeLogs, twoCityLaptops } from '../support/two-laptops.ts';

const period = { fromDate: '2026-01-01', toDate: '2026-12-31' };
const dissatisfied = { ...confirmation, satisfied: false, note: '人没有招到' };
const reopen = { kind: 'reopen', on: '2026-11-24', by: '', text: '再办', hostDueOn: '' } as const;

interface Pair {
  readonly closing: TestDesk;
  readonly asking: TestDesk;
  readonly id: string;
  exchange(): Promise<void>;
}

/** The town asked the city, the city answered, the enterprise was content. */
async function twoDesks(): Promise<Pair> {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const { id } = await town.call('problem.create', { enterpriseId: 'e1', fields: problemFields });
  await town.call('problem.escalate', { id, reason: '涉及市级部门' });
  await up(town, city);
  await city.call('problem.step', { id, step: answer });
  await down(city, town);
  await town.call('problem.confirm', { id, confirmation });
  const exchange = async (): Promise<void> => {
    await up(town, city);
    await down(city, town);
  };
  await exchange();
  return { closing: city, asking: town, id, exchange };
}

async function twoLaptops(): Promise<Pair> {
  const { a, b } = twoCityLaptops();
  write(a, 'e1', { name: '森松（江苏）重工有限公司' });
  const { id } = await a.call('problem.create', { enterpriseId: 'e1', fields: problemFields });
  await a.call('problem.step', { id, step: answer });
  await a.call('problem.confirm', { id, confirmation });
  exchangeLogs(a, b);
  const exchange = async (): Promise<void> => Promise.resolve(exchangeLogs(a, b));
  return { closing: a, asking: b, id, exchange };
}

describe.each([
  ['a city and a town', twoDesks],
  ['two laptops of the city', twoLaptops],
] as const)('at %s', (_, start) => {
  it('it is open again, presses on both, and is counted so', async () => {
    const { closing, asking, id, exchange } = await start();
    await closing.call('problem.step', { id, step: close });
    await asking.call('problem.confirm', { id, confirmation: dissatisfied });
    await exchange();
    for (const desk of [closing, asking]) {
      expect(await desk.call('problem.get', { id })).toMatchObject({
        state: 'answered',
        isDissatisfied: true,
        isClosedUnaware: true,
        endedOn: '',
      });
      expect((await desk.call('problem.due', {})).rows).toMatchObject([{ id, isClosedUnaware: true }]);
      expect((await desk.call('problem.statistics', period)).total).toMatchObject({
        open: 1,
        ended: 0,
        asked: 1,
        satisfied: 0,
        wasDissatisfied: 1,
      });
    }
    const { figures } = await closing.call('bulletin.figures', { quarter: '2026-Q4' });
    expect(figures.counts).toMatchObject({ open: 1, ended: 0, asked: 1, satisfied: 0 });
    expect((await closing.call('problem.get', { id })).actions[0]).toBe('reopen');
  });

  it('it goes on by 重新办理, until the enterprise is content and it is closed', async () => {
    const { closing, asking, id, exchange } = await start();
    await closing.call('problem.step', { id, step: close });
    await asking.call('problem.confirm', { id, confirmation: dissatisfied });
    await exchange();
    for (const step of [reopen, answer]) await closing.call('problem.step', { id, step });
    expect(await closing.call('problem.get', { id })).toMatchObject({
      state: 'answered',
      isClosedUnaware: false,
    });
    await exchange();
    await asking.call('problem.confirm', { id, confirmation });
    await exchange();
    await closing.call('problem.step', { id, step: close });
    await exchange();
    for (const desk of [closing, asking]) {
      expect((await desk.call('problem.get', { id })).state).toBe('closed');
      expect((await desk.call('problem.due', {})).total).toBe(0);
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    }
  });

  it('what is answered or explained instead leaves nothing of the closing', async () => {
    const { closing, asking, id, exchange } = await start();
    await closing.call('problem.step', { id, step: close });
    await asking.call('problem.confirm', { id, confirmation: dissatisfied });
    await exchange();
    await closing.call('problem.step', { id, step: answer });
    expect(await closing.call('problem.get', { id })).toMatchObject({ state: 'answered', endedOn: '' });
    await closing.call('problem.step', { id, step: { ...close, kind: 'explain', text: '政策所限' } });
    expect((await closing.call('problem.get', { id })).state).toBe('explained');
  });
});

describe('a problem merged into one that is closed at the same time', () => {
  const remark = { ...problemFields, title: '缺少操作工' };

  it('presses at both desks and is told on both pages, until the other is closed again with it', async () => {
    const { closing, asking, id, exchange } = await twoLaptops();
    const { id: merged } = await asking.call('problem.create', { enterpriseId: 'e1', fields: remark });
    await asking.call('problem.merge', { id: merged, intoId: id });
    await closing.call('problem.step', { id, step: close });
    await exchange();
    for (const desk of [closing, asking]) {
      expect((await desk.call('problem.due', {})).rows).toMatchObject([
        { id: merged, state: 'merged', isClosedUnaware: true },
      ]);
      expect(await desk.call('problem.get', { id: merged })).toMatchObject({ isClosedUnaware: true });
      expect(await desk.call('problem.get', { id })).toMatchObject({
        state: 'closed',
        merged: [{ id: merged }],
        closedWithout: [{ id: merged, title: remark.title }],
      });
    }
    for (const step of [reopen, answer]) await closing.call('problem.step', { id, step });
    await closing.call('problem.confirm', { id, confirmation });
    await closing.call('problem.step', { id, step: close });
    await exchange();
    for (const desk of [closing, asking]) expect((await desk.call('problem.due', {})).total).toBe(0);
  });

  it('is named on the page of the last one, though it was merged by way of another that was closed with it', async () => {
    const { closing, asking, id, exchange } = await twoLaptops();
    const raise = async (desk: TestDesk, title: string): Promise<string> =>
      (await desk.call('problem.create', { enterpriseId: 'e1', fields: { ...remark, title } })).id;
    const known = await raise(closing, '一并办结的');
    await exchange();
    await closing.call('problem.merge', { id: known, intoId: id });
    const late = await raise(asking, '不知道办结而并入的');
    await asking.call('problem.merge', { id: late, intoId: known });
    await closing.call('problem.step', { id, step: close });
    await exchange();
    for (const desk of [closing, asking])
      for (const page of [id, known])
        expect((await desk.call('problem.get', { id: page })).closedWithout).toEqual([
          { id: late, title: '不知道办结而并入的' },
        ]);
  });

  it('goes on by itself once the merge is taken back; one that was closed with it does not press', async () => {
    const { closing, asking, id, exchange } = await twoLaptops();
    const raise = async (desk: TestDesk, title: string): Promise<string> =>
      (await desk.call('problem.create', { enterpriseId: 'e1', fields: { ...remark, title } })).id;
    const [through, known] = [await raise(closing, '经另一个并入的'), await raise(closing, '并入的')];
    await closing.call('problem.merge', { id: through, intoId: known });
    await closing.call('problem.merge', { id: known, intoId: id });
    const late = await raise(asking, '不知道办结而并入的');
    await asking.call('problem.merge', { id: late, intoId: id });
    await closing.call('problem.step', { id, step: close });
    await exchange();
    expect((await asking.call('problem.due', {})).rows.map((row) => row.id)).toEqual([late]);
    await asking.call('problem.unmerge', { id: late });
    await exchange();
    for (const desk of [closing, asking]) {
      expect(await desk.call('problem.get', { id })).toMatchObject({
        merged: [{ id: known }],
        closedWithout: [],
      });
      expect((await desk.call('problem.get', { id: late })).state).toBe('accepted');
    }
  });
});

describe('a problem that two laptops close alike, knowing of different merged ones', () => {
  it('is closed for all of them, and asks nobody', async () => {
    const { closing, asking, id, exchange } = await twoLaptops();
    const merge = async (desk: TestDesk, title: string): Promise<string> => {
      const { id: merged } = await desk.call('problem.create', {
        enterpriseId: 'e1',
        fields: { ...problemFields, title },
      });
      await desk.call('problem.merge', { id: merged, intoId: id });
      return merged;
    };
    const both = [await merge(closing, '缺少操作工'), await merge(asking, '工人流失多')];
    for (const desk of [closing, asking]) await desk.call('problem.step', { id, step: close });
    await exchange();
    for (const desk of [closing, asking]) {
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
      expect((await desk.call('problem.due', {})).rows).toEqual([]);
      const { state, merged } = await desk.call('problem.get', { id });
      expect([state, merged.map((each) => each.id).toSorted()]).toEqual(['closed', both.toSorted()]);
    }
    // It goes on as one.
    await closing.call('problem.step', { id, step: reopen });
    await exchange();
    expect((await asking.call('problem.get', { id })).state).toBe('accepted');
  });

  it('is asked about where the closings differ for a reader', async () => {
    const { closing, asking, id, exchange } = await twoLaptops();
    await closing.call('problem.step', { id, step: close });
    asking.setNow(startOfDayMs('2026-11-25'));
    await asking.call('problem.step', { id, step: { ...close, on: '2026-11-25' } });
    await exchange();
    const [conflict] = await closing.call('conflict.list', {});
    expect(new Set(conflict?.values.map(({ text }) => text)).size).toBe(2);
  });
});
