/** Problems in what goes wrong around them: two laptops at once, an enterprise that leaves. */
import { describe, expect, it } from 'vitest';
import { startOfDayMs } from '../../shared/clock.ts';
import type { TestDesk } from '../support/desk.ts';
import { handOver, joinTown, openCityDesk } from '../support/joined.ts';
import { answer, assign, close, confirmation, problemFields as fields, raised } from '../support/problem.ts';
import { cityAndTown, down, exportTo, preview, townOf, up, write } from '../support/two-desks.ts';

const reopen = { kind: 'reopen', on: '2026-11-24', by: '', text: '企业来电', hostDueOn: '' } as const;
const explain = { kind: 'explain', on: '2026-11-24', by: '', text: '政策不支持' } as const;

describe('closed at one laptop and closed and reopened at the other in the same month', () => {
  /** Both laptops of the town have a problem that the enterprise has confirmed. */
  async function disputed() {
    const city = await openCityDesk();
    write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
    const [first, second] = [await joinTown(city), await joinTown(city)];
    for (const laptop of [first, second]) await handOver(laptop, city);
    for (const laptop of [first, second]) await handOver(city, laptop, 't06');
    const { id } = await first.call('problem.create', { enterpriseId: 'e1', fields });
    await first.call('problem.step', { id, step: assign });
    await first.call('problem.step', { id, step: answer });
    await first.call('problem.confirm', { id, confirmation });
    await handOver(first, second, 't06');
    await first.call('problem.step', { id, step: close });
    await second.call('problem.step', { id, step: close });
    await second.call('problem.step', { id, step: reopen });
    await handOver(second, first, 't06');
    await handOver(first, second, 't06');
    return { first, second, id };
  }

  const conflictsOf = (desk: TestDesk) => desk.call('conflict.list', {});
  async function take(desk: TestDesk, text: string): Promise<void> {
    const [conflict] = await conflictsOf(desk);
    const { entityType, entityId, field, values } = conflict!;
    const opId = values.find((value) => value.text.startsWith(text))!.opId;
    const seen = values.map((value) => value.opId);
    await desk.call('conflict.take', { choices: [{ entityType, entityId, field, opId, seen }] });
  }

  it('is shown to a person in words at both, with every entry of both', async () => {
    const { first, second, id } = await disputed();
    for (const laptop of [first, second]) {
      const conflicts = await conflictsOf(laptop);
      expect(conflicts).toMatchObject([{ fieldLabel: '镇区办理', mine: true }]);
      expect(conflicts[0]?.values.map(({ text }) => text.slice(0, 3)).toSorted()).toEqual([
        '办理中',
        '已办结',
      ]);
      const { entries } = await laptop.call('problem.get', { id });
      expect(entries.map(({ kind }) => kind).toSorted()).toEqual(
        ['assign', 'answer', 'confirm', 'close', 'close', 'reopen'].toSorted(),
      );
    }
  });

  it('is closed or open as he chooses, and goes on from there', async () => {
    const closed = await disputed();
    await take(closed.first, '已办结');
    await handOver(closed.first, closed.second, 't06');
    for (const laptop of [closed.first, closed.second]) {
      expect(await conflictsOf(laptop)).toEqual([]);
      expect(await laptop.call('problem.get', { id: closed.id })).toMatchObject({
        state: 'closed',
        isInTime: true,
        actions: ['reopen', 'comment'],
      });
    }
    const opened = await disputed();
    const { second, id } = opened;
    await take(second, '办理中');
    const again = await second.call('problem.get', { id });
    expect(again).toMatchObject({ state: 'assigned', handling: { round: 2, answeredOn: '', endedOn: '' } });
    // What the enterprise said of the first answer confirms nothing of the next.
    await second.call('problem.step', { id, step: answer });
    expect(await second.refusal('problem.step', { id, step: close })).toBe('problem.not-confirmed');
    await second.call('problem.confirm', { id, confirmation });
    await second.call('problem.step', { id, step: close });
    expect((await second.call('problem.get', { id })).state).toBe('closed');
  });
});

it('accepted at two laptops on different days stays to be decided when the day it was raised is set right', async () => {
  const city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  const [first, second] = [await joinTown(city), await joinTown(city)];
  for (const laptop of [first, second]) await handOver(laptop, city);
  for (const laptop of [first, second]) await handOver(city, laptop, 't06');
  const { id } = await first.call('problem.create', { enterpriseId: 'e1', fields });
  await handOver(first, second, 't06');
  const accept = (on: string) => ({ kind: 'accept', on, by: '', text: '' }) as const;
  await first.call('problem.step', { id, step: accept('2026-11-21') });
  await second.call('problem.step', { id, step: accept('2026-11-22') });
  await handOver(second, first, 't06');
  const before = await first.call('conflict.list', {});
  expect(before).toMatchObject([{ fieldLabel: '镇区办理', mine: true }]);
  const { heads } = await first.call('problem.get', { id });
  await first.call('problem.update', { id, fields: { ...fields, raisedOn: '2026-11-18' }, seen: heads });
  expect(await first.call('conflict.list', {})).toEqual(before);
  expect((await first.call('problem.get', { id })).raisedOn).toBe('2026-11-18');
});

describe('a computer whose clock was wrong', () => {
  const at = (date: string): number => startOfDayMs(date) + 9 * 3_600_000;

  it('for a day in a year to come: the problem is dealt with to its end once the clock is right', async () => {
    const { desk, id, get } = await raised();
    desk.setNow(at('2099-12-31'));
    await desk.call('problem.step', { id, step: { ...assign, on: '2099-12-31' } });
    await desk.call('problem.step', { id, step: { ...answer, on: '2099-12-31' } });
    desk.setNow(at('2026-11-25'));
    const on = '2026-11-25';
    await desk.call('problem.step', { id, step: { ...answer, on } });
    await desk.call('problem.confirm', { id, confirmation: { ...confirmation, on } });
    await desk.call('problem.step', { id, step: { ...close, on } });
    expect(await get()).toMatchObject({ state: 'closed', endedOn: on });
  });

  it('for a day in a year to come: no step is taken back behind what was done since, and its day gives way', async () => {
    const { desk, id, get } = await raised();
    desk.setNow(at('2099-12-31'));
    await desk.call('problem.step', { id, step: { ...answer, on: '2099-12-31' } });
    desk.setNow(at('2026-11-26'));
    const on = '2026-11-25';
    await desk.call('problem.step', { id, step: { ...answer, on } });
    await desk.call('problem.confirm', { id, confirmation: { ...confirmation, on } });
    const early = await desk.reply('problem.step', { id, step: { ...close, on: '2026-11-24' } });
    expect(early).toMatchObject({
      ok: false,
      error: { code: 'problem.before-last', details: { lastOn: on } },
    });
    await desk.call('problem.step', { id, step: { ...close, on } });
    expect(await get()).toMatchObject({
      state: 'closed',
      endedOn: on,
      isInTime: true,
      handling: { acceptedOn: on, answeredOn: on, endedOn: on, lastOn: on },
    });
    const statistics = await desk.call('problem.statistics', {
      fromDate: '2026-11-01',
      toDate: '2026-11-30',
    });
    expect(statistics).toMatchObject({ total: { due: 1, inTime: 1 } });
  });

  it('for a day in a year to come: confirmed and closed without another answer, it was answered by then', async () => {
    const { desk, id, get } = await raised();
    desk.setNow(at('2026-11-24'));
    await desk.call('problem.step', { id, step: { ...assign, on: '2026-11-24' } });
    desk.setNow(at('2099-12-31'));
    await desk.call('problem.step', { id, step: { ...answer, on: '2099-12-31' } });
    desk.setNow(at('2026-11-26'));
    const on = '2026-11-25';
    // What was done before the clock was wrong bounds it still.
    const early = { ...confirmation, on: '2026-11-23' };
    expect(await desk.refusal('problem.confirm', { id, confirmation: early })).toBe(
      'problem.confirm-before-answer',
    );
    await desk.call('problem.confirm', { id, confirmation: { ...confirmation, on } });
    await desk.call('problem.step', { id, step: { ...close, on } });
    expect(await get()).toMatchObject({
      isInTime: true,
      handling: { assignedOn: '2026-11-24', answeredOn: on },
    });
  });

  describe('a year ahead: with the day it was raised its deadlines are put right', () => {
    const ahead = { ...fields, raisedOn: '2027-11-22' };
    async function assignedAhead(step: object = {}) {
      const { desk, enterpriseId } = await raised();
      desk.setNow(at('2027-11-24'));
      const { id } = await desk.call('problem.create', { enterpriseId, fields: ahead });
      await desk.call('problem.step', { id, step: { ...assign, on: '2027-11-24', ...step } });
      const get = () => desk.call('problem.get', { id });
      const putRight = async (raisedOn = '2026-11-22'): Promise<void> => {
        desk.setNow(at('2026-11-25'));
        const { heads } = await get();
        await desk.call('problem.update', { id, fields: { ...fields, raisedOn }, seen: heads });
      };
      return { desk, id, get, putRight };
    }

    it('those that count from the day it was given to somebody, which moves as far', async () => {
      const { get, putRight } = await assignedAhead();
      await putRight();
      expect(await get()).toMatchObject({
        raisedOn: '2026-11-22',
        state: 'assigned',
        hostDueOn: '2026-12-03',
        helperDueOn: '2026-11-27',
        handling: { assignedOn: '2026-11-24' },
      });
    });

    it('and no later than today', async () => {
      const { get, putRight } = await assignedAhead();
      await putRight('2026-11-24');
      expect(await get()).toMatchObject({ hostDueOn: '2026-12-04', handling: { assignedOn: '2026-11-25' } });
    });

    it('not one that somebody set, nor one that was put off', async () => {
      const set = await assignedAhead({ hostDueOn: '2027-12-31' });
      await set.putRight();
      expect(await set.get()).toMatchObject({ hostDueOn: '2027-12-31', helperDueOn: '2026-11-27' });
      const { desk, id, get, putRight } = await assignedAhead();
      const extend = {
        kind: 'extend',
        on: '2027-11-24',
        by: '',
        text: '需协调',
        hostDueOn: '2027-12-20',
      } as const;
      await desk.call('problem.step', { id, step: extend });
      await putRight();
      expect((await get()).hostDueOn).toBe('2027-12-20');
    });
  });

  it('for a day long past: the day it was raised can still be set right, and no later than its steps', async () => {
    const { desk, id, get } = await raised();
    desk.setNow(at('1970-01-01'));
    await desk.call('problem.comment', { id, text: '已与企业电话联系' });
    await desk.call('problem.escalate', { id, reason: '涉及市级部门' });
    desk.setNow(at('2026-11-25'));
    await desk.call('problem.withdraw', { id });
    const update = async (raisedOn: string) =>
      ({ id, fields: { ...fields, raisedOn }, seen: (await get()).heads }) as const;
    await desk.call('problem.step', { id, step: answer });
    await desk.call('problem.update', await update('2026-11-19'));
    expect((await get()).raisedOn).toBe('2026-11-19');
    expect(await desk.refusal('problem.update', await update('2026-11-25'))).toBe(
      'problem.raised-after-step',
    );
  });
});

describe('a problem whose enterprise leaves', () => {
  const end = async (desk: TestDesk, id: string): Promise<void> => {
    await desk.call('problem.step', { id, step: answer });
    await desk.call('problem.confirm', { id, confirmation });
    await desk.call('problem.step', { id, step: close });
    expect((await desk.call('problem.get', { id })).state).toBe('closed');
  };

  it('the pool is dealt with to its end as before', async () => {
    const { city } = await cityAndTown();
    const { id } = await city.call('problem.create', { enterpriseId: 'e1', fields });
    await city.call('enterprise.setPool', { ids: ['e1'], member: true, date: '2026-01-01' });
    await city.call('enterprise.setPool', { ids: ['e1'], member: false, date: '2026-11-23' });
    await end(city, id);
  });

  it('the town is the next town’s, the city’s while it has it, and no more the first one’s', async () => {
    const { city, town: before } = await cityAndTown();
    const after = await townOf(city, 't10', '长江镇');
    await down(city, before);
    await up(after, city);
    const raise = async (title: string): Promise<string> =>
      (await before.call('problem.create', { enterpriseId: 'e1', fields: { ...fields, title } })).id;
    const [own, asked] = [await raise('招工难'), await raise('货车限行')];
    await before.call('problem.escalate', { id: asked, reason: '涉及市级部门' });
    await up(before, city);
    await city.call('enterprise.assign', { ids: ['e1'], townId: 't10' });
    await down(city, after, 't10');
    const { token } = await preview(before, await exportTo(city, 't06', '收回.drcb'));
    await before.call('exchange.import', { token, acceptRetiring: true });
    expect(await before.refusal('problem.step', { id: own, step: answer })).toBe('record.not-found');
    await end(after, own);
    await city.call('problem.step', { id: asked, step: assign });
    await end(city, asked);
    await up(after, city);
    expect((await city.call('problem.get', { id: own })).state).toBe('closed');
  });

  it('the ledger altogether can still be explained and closed, but nothing new is raised', async () => {
    const { desk, enterpriseId, id, get } = await raised();
    const { id: answered } = await desk.call('problem.create', { enterpriseId, fields });
    await desk.call('enterprise.remove', { id: enterpriseId });
    expect(await desk.refusal('problem.create', { enterpriseId, fields })).toBe('record.not-found');
    expect((await get()).actions).toContain('explain');
    await desk.call('problem.step', { id, step: explain });
    expect((await get()).state).toBe('explained');
    await end(desk, answered);
  });
});
