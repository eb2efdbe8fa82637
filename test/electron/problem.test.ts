import { describe, expect, it } from 'vitest';
import { rebuildProjections } from '../../db/log/rebuild.ts';
import { transact } from '../../db/sql.ts';
import { errorText } from '../../shared/errors.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import type { TestDesk } from '../support/desk.ts';
import { answer, assign, close, confirmation, problemFields as fields, raised } from '../support/problem.ts';
import { cityAndTown, down, open, up } from '../support/two-desks.ts';

const listed = async (desk: TestDesk, filter: object): Promise<string[]> =>
  (await desk.call('problem.list', { filter, offset: 0, limit: 50 })).rows.map(({ title }) => title);

describe('a problem', () => {
  it('goes from raised to closed, each step told in its thread', async () => {
    const { desk, id, get } = await raised();
    expect(await get()).toMatchObject({ state: 'raised', hostDueOn: '2026-12-01', level: 'town' });
    await desk.call('problem.step', { id, step: assign });
    await desk.call('problem.step', { id, step: answer });
    await desk.call('problem.confirm', { id, confirmation });
    await desk.call('problem.step', { id, step: close });
    const closed = await get();
    expect(closed).toMatchObject({
      state: 'closed',
      host: '市人社局',
      isInTime: true,
      actions: ['reopen', 'comment'],
    });
    expect(closed.entries.map(({ kind, by, text }) => [kind, by, text])).toEqual([
      [
        'assign',
        expect.any(String),
        '主办：市人社局，期限 2026-12-03\n协办：市教育局，期限 2026-11-27\n请会同学校对接',
      ],
      ['answer', '市人社局', '已安排三场专场招聘会。'],
      ['confirm', '陈总', '企业表示满意'],
      ['close', expect.any(String), ''],
    ]);
  });

  it('is not closed without an answer, and nothing changes by trying', async () => {
    const { desk, id, get } = await raised();
    const before = await get();
    expect(await desk.refusal('problem.step', { id, step: close })).toBe('problem.no-answer');
    expect(await desk.refusal('problem.confirm', { id, confirmation })).toBe('problem.no-answer');
    await desk.call('problem.step', { id, step: answer });
    expect(await desk.refusal('problem.step', { id, step: close })).toBe('problem.not-confirmed');
    expect((await get()).entries).toHaveLength(before.entries.length + 1);
  });

  it('takes no deadline before it was raised, no day to come, no empty answer', async () => {
    const { desk, enterpriseId, id } = await raised();
    const make = { enterpriseId, fields };
    expect(await desk.refusal('problem.create', { ...make, hostDueOn: '2026-11-19' })).toBe(
      'problem.deadline-before',
    );
    const future = { ...fields, raisedOn: '2026-11-25' };
    expect(await desk.refusal('problem.create', { enterpriseId, fields: future })).toBe(
      'problem.future-date',
    );
    // Nothing stood there before that could be unchanged.
    for (const code of ['problem.future-date', 'problem.deadline-before'] as const)
      expect(errorText(code, { on: '2026-11-02' })).toContain('已填内容仍在');
    expect(await desk.refusal('problem.step', { id, step: { ...answer, text: '  ' } })).toBe(
      'rpc.invalid-input',
    );
    const before = { ...answer, on: '2026-11-19' } as const;
    expect(await desk.refusal('problem.step', { id, step: before })).toBe('problem.before-raised');
    expect(await desk.refusal('problem.create', { enterpriseId: 'e9', fields })).toBe('record.not-found');
  });

  it('an answer recorded twice by a double click is one answer’s worth of progress', async () => {
    const { desk, id, get } = await raised();
    await Promise.all([
      desk.call('problem.step', { id, step: answer }),
      desk.call('problem.step', { id, step: answer }),
    ]);
    expect(await get()).toMatchObject({
      state: 'answered',
      handling: { round: 1, answeredOn: '2026-11-24' },
    });
  });

  it('entered by mistake is removed, but not once somebody has dealt with it', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.remove', { id });
    expect(await desk.refusal('problem.get', { id })).toBe('record.not-found');
    const other = await raised();
    await other.desk.call('problem.comment', { id: other.id, text: '已电话了解' });
    expect(await other.desk.refusal('problem.remove', { id: other.id })).toBe('problem.touched');
  });

  it('raised twice is seen at once, merged, and separated again', async () => {
    const { desk, enterpriseId, id, get } = await raised();
    const again = { ...fields, title: '招工难：一线操作工不足' };
    expect(await desk.call('problem.similar', { enterpriseId, title: again.title })).toEqual([
      { id, title: fields.title, raisedOn: fields.raisedOn },
    ]);
    expect(await desk.call('problem.similar', { enterpriseId, title: '厂房用地不足' })).toEqual([]);
    const second = await desk.call('problem.create', { enterpriseId, fields: again });
    await desk.call('problem.merge', { id: second.id, intoId: id });
    expect((await get()).merged).toEqual([{ id: second.id, title: again.title }]);
    expect(await listed(desk, { states: ['merged'] })).toEqual([again.title]);
    // Neither into itself, nor in a circle, nor worked on apart.
    expect(await desk.refusal('problem.merge', { id, intoId: id })).toBe('problem.merge-none');
    expect(await desk.refusal('problem.merge', { id, intoId: second.id })).toBe('problem.merge-none');
    await desk.call('problem.create', { enterpriseId, fields: { ...fields, title: '厂房用地' } });
    expect(await desk.refusal('problem.merge', { id, intoId: second.id })).toBe('problem.merge-elsewhere');
    expect(await desk.refusal('problem.step', { id: second.id, step: answer })).toBe('problem.step-not-next');
    await desk.call('problem.unmerge', { id: second.id });
    expect((await desk.call('problem.get', { id: second.id })).state).toBe('raised');
  });

  it('is found by any piece of what was asked, answered or commented, and by its enterprise', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: answer });
    for (const text of ['招工', '工', '订单增加', '专场招聘', '思瑞', 'nantongsirui'])
      expect(await listed(desk, { text }), text).toEqual([fields.title]);
    for (const text of ['订加', '贷款', '“%_”']) expect(await listed(desk, { text }), text).toEqual([]);
    const [recent, past] = [
      { fromDate: '2025-11-25', toDate: '2026-12-31' },
      { fromDate: '2024-01-01', toDate: '2024-12-31' },
    ];
    expect(await listed(desk, { text: '招工', ...recent })).toEqual([fields.title]);
    expect(await listed(desk, { text: '招工', ...past })).toEqual([]);
    for (const open of [{ fromDate: '1990-01-01' }, { toDate: '2090-12-31' }])
      expect(await listed(desk, { text: '招工', ...open })).toEqual([fields.title]);
    transact(open(desk).db, rebuildProjections);
    expect(await listed(desk, { text: '专场招聘' })).toEqual([fields.title]);
    // Words apart from each other, in whatever order they are written.
    expect(await listed(desk, { text: '招聘 招工' })).toEqual([fields.title]);
    expect(await listed(desk, { text: '招聘 限电' })).toEqual([]);
    const { heads } = await desk.call('problem.get', { id });
    await desk.call('problem.update', { id, fields: { ...fields, title: '缺电', detail: '' }, seen: heads });
    expect(await listed(desk, { text: '招工难' })).toEqual([]);
    expect(await listed(desk, { text: '缺电' })).toEqual(['缺电']);
    // Of a year that nobody means it is found all the same.
    const old = { ...fields, title: '旧账', detail: '', raisedOn: '1985-01-01' };
    await desk.call('problem.create', {
      enterpriseId: (await desk.call('problem.get', { id })).enterpriseId,
      fields: old,
    });
    expect(await listed(desk, { text: '旧账' })).toEqual(['旧账']);
    expect(await listed(desk, { text: '旧账', toDate: '1999-12-31' })).toEqual(['旧账']);
  });

  it('is found by a text in just the days that are asked for, page by page, with the number of all', async () => {
    const { desk, enterpriseId } = await raised();
    for (const raisedOn of ['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01'])
      await desk.call('problem.create', {
        enterpriseId,
        fields: { ...fields, title: `限电 ${raisedOn}`, detail: '', raisedOn },
        hostDueOn: '',
      });
    const found = async (filter: object, offset = 0) => {
      const page = { offset, limit: 2 };
      const { rows, total } = await desk.call('problem.list', {
        filter: { text: '限电', ...filter },
        ...page,
      });
      return [...rows.map(({ raisedOn }) => raisedOn), total];
    };
    expect(await found({})).toEqual(['2026-04-01', '2026-03-31', 4]);
    expect(await found({}, 2)).toEqual(['2026-01-01', '2025-12-31', 4]);
    expect(await found({ fromDate: '2026-01-01', toDate: '2026-03-31' })).toEqual([
      '2026-03-31',
      '2026-01-01',
      2,
    ]);
    expect(await found({ fromDate: '2025-12-31', toDate: '2026-01-01' })).toEqual([
      '2026-01-01',
      '2025-12-31',
      2,
    ]);
    expect(await found({ fromDate: '2026-04-02' })).toEqual([0]);
  });

  it('presses until it is taken up, when its deadline is near or past, and while the enterprise is not asked', async () => {
    const { desk, id } = await raised();
    const pressing = async (): Promise<number> => (await desk.call('problem.due', {})).total;
    expect(await pressing()).toBe(1);
    await desk.call('problem.step', { id, step: { kind: 'accept', on: '2026-11-24', by: '', text: '' } });
    expect(await pressing()).toBe(0);
    desk.setNow(startOfDayMs('2026-11-28'));
    expect(await pressing()).toBe(1);
    desk.setNow(startOfDayMs('2026-12-02'));
    expect(await listed(desk, { due: 'overdue' })).toEqual([fields.title]);
    const late = {
      kind: 'extend',
      on: '2026-12-02',
      by: '',
      text: '协调中',
      hostDueOn: '2026-12-10',
    } as const;
    expect(await desk.refusal('problem.step', { id, step: late })).toBe('problem.extension-late');
    await desk.call('problem.step', { id, step: { ...answer, on: '2026-12-02' } });
    expect(await pressing()).toBe(1);
    const counted = await desk.call('problem.statistics', { fromDate: '2026-11-01', toDate: '2026-11-30' });
    expect(counted.total).toMatchObject({ raised: 1, open: 1, overdue: 0, due: 1, inTime: 0, asked: 0 });
  });
});

describe('another day on which it was raised', () => {
  const moved = (raisedOn: string) => ({ fields: { ...fields, raisedOn } });

  it('moves the deadline that counts from it, and not one that was set or has been given to somebody', async () => {
    const { desk, enterpriseId, id, get } = await raised();
    await desk.call('problem.update', { id, ...moved('2026-11-23'), seen: (await get()).heads });
    expect(await get()).toMatchObject({ raisedOn: '2026-11-23', hostDueOn: '2026-12-02' });
    const byHand = await desk.call('problem.create', { enterpriseId, fields, hostDueOn: '2026-12-15' });
    const { heads } = await desk.call('problem.get', byHand);
    await desk.call('problem.update', { ...byHand, ...moved('2026-11-18'), seen: heads });
    expect((await desk.call('problem.get', byHand)).hostDueOn).toBe('2026-12-15');
    await desk.call('problem.step', { id, step: assign });
    await desk.call('problem.update', { id, ...moved('2026-11-20'), seen: (await get()).heads });
    expect((await get()).hostDueOn).toBe('2026-12-03');
  });

  it('is not taken when it contradicts a deadline or what was done since, and nothing changes', async () => {
    const { desk, enterpriseId, id, get } = await raised();
    const due = await desk.call('problem.create', { enterpriseId, fields, hostDueOn: '2026-11-22' });
    const { heads } = await desk.call('problem.get', due);
    expect(await desk.refusal('problem.update', { ...due, ...moved('2026-11-23'), seen: heads })).toBe(
      'problem.raised-after-due',
    );
    await desk.call('problem.step', { id, step: { ...assign, on: '2026-11-21' } });
    await desk.call('problem.step', { id, step: answer });
    const before = await get();
    expect(await desk.refusal('problem.update', { id, ...moved('2026-11-22'), seen: before.heads })).toBe(
      'problem.raised-after-step',
    );
    expect(await get()).toEqual(before);
  });

  it('from a form opened before the problem was given to somebody sets nothing against that', async () => {
    const { desk, id, get } = await raised();
    const { heads } = await get();
    await desk.call('problem.step', { id, step: assign });
    await desk.call('problem.update', { id, ...moved('2026-11-19'), seen: heads });
    expect(await get()).toMatchObject({ raisedOn: '2026-11-19', state: 'assigned', hostDueOn: '2026-12-03' });
    expect(await desk.call('conflict.list', {})).toEqual([]);
  });

  it('leaves the city’s deadline where it is when a town sets it right on a problem that the city wrote down', async () => {
    const { city, town } = await cityAndTown();
    const { id } = await city.call('problem.create', { enterpriseId: 'e1', fields });
    await down(city, town);
    const { heads, hostDueOn } = await town.call('problem.get', { id });
    await town.call('problem.update', { id, ...moved('2026-11-18'), seen: heads });
    expect(await town.call('problem.get', { id })).toMatchObject({ raisedOn: '2026-11-18', hostDueOn });
    await up(town, city);
    expect(await city.call('problem.get', { id })).toMatchObject({ raisedOn: '2026-11-18', hostDueOn });
  });

  it('moves the day of acceptance with it where the city wrote the problem down itself', async () => {
    const { city } = await cityAndTown();
    const { id } = await city.call('problem.create', { enterpriseId: 'e1', fields });
    const { heads } = await city.call('problem.get', { id });
    await city.call('problem.update', { id, ...moved('2026-11-23'), seen: heads });
    expect(await city.call('problem.get', { id })).toMatchObject({
      hostDueOn: '2026-12-02',
      handling: { acceptedOn: '2026-11-23' },
    });
  });
});

describe('the days of its steps', () => {
  it('an answer is not confirmed before it was given again, nor a problem answered before it was opened again', async () => {
    const { desk, id, get } = await raised();
    const [at20, at22] = ['2026-11-20', '2026-11-22'];
    await desk.call('problem.step', { id, step: { ...answer, on: at20 } });
    await desk.call('problem.confirm', { id, confirmation: { ...confirmation, on: at20, satisfied: false } });
    await desk.call('problem.step', { id, step: { ...answer, on: at22 } });
    const early = { ...confirmation, on: '2026-11-21' };
    expect(await desk.refusal('problem.confirm', { id, confirmation: early })).toBe(
      'problem.confirm-before-answer',
    );
    await desk.call('problem.confirm', { id, confirmation: { ...confirmation, on: at22 } });
    expect(await desk.refusal('problem.step', { id, step: { ...close, on: '2026-11-21' } })).toBe(
      'problem.before-last',
    );
    // All of one day, written down two days later.
    await desk.call('problem.step', { id, step: { ...close, on: at22 } });
    const reopen = { kind: 'reopen', on: at22, by: '', text: '企业来电', hostDueOn: '' } as const;
    await desk.call('problem.step', { id, step: reopen });
    expect(await desk.refusal('problem.step', { id, step: { ...answer, on: at20 } })).toBe(
      'problem.before-last',
    );
    const before = await get();
    expect(before).toMatchObject({ state: 'accepted', handling: { lastOn: at22 } });
    await desk.call('problem.step', { id, step: { ...answer, on: at22 } });
    expect((await get()).entries).toHaveLength(before.entries.length + 1);
  });
});

describe('at the city', () => {
  it('what the city itself wrote down is the city’s, until it turns it over to the town', async () => {
    const { city, town } = await cityAndTown();
    const { id } = await city.call('problem.create', { enterpriseId: 'e1', fields });
    expect(await city.call('problem.get', { id })).toMatchObject({ state: 'accepted', level: 'city' });
    await down(city, town);
    expect(await town.refusal('problem.step', { id, step: answer })).toBe('problem.at-city');
    const back = { kind: 'return', on: '2026-11-24', by: '', text: '请镇里先对接' } as const;
    await city.call('problem.step', { id, step: back });
    expect(await city.refusal('problem.step', { id, step: answer })).toBe('problem.at-town');
    await down(city, town);
    await town.call('problem.step', { id, step: answer });
    expect(await town.call('problem.get', { id })).toMatchObject({ state: 'answered', level: 'town' });
  });
});

describe('between two desks', () => {
  async function sent(): Promise<{ city: TestDesk; town: TestDesk; id: string }> {
    const { city, town } = await cityAndTown();
    await down(city, town);
    const { id } = await town.call('problem.create', { enterpriseId: 'e1', fields });
    return { city, town, id };
  }

  it('goes to the city, comes back answered, is confirmed by the town and closed by the city in three bundles', async () => {
    const { city, town, id } = await sent();
    await town.call('problem.escalate', { id, reason: '涉及市级部门' });
    expect(await town.refusal('problem.step', { id, step: answer })).toBe('problem.at-city');
    await up(town, city);
    expect(await city.call('problem.get', { id })).toMatchObject({ state: 'raised', level: 'city' });
    await city.call('problem.step', { id, step: assign });
    await city.call('problem.step', { id, step: answer });
    await down(city, town);
    expect((await town.call('problem.get', { id })).actions).toEqual(['confirm', 'comment']);
    await town.call('problem.confirm', { id, confirmation });
    await up(town, city);
    await city.call('problem.step', { id, step: close });
    await down(city, town);
    const [here, there] = [await city.call('problem.get', { id }), await town.call('problem.get', { id })];
    expect(here).toMatchObject({ state: 'closed', isInTime: true });
    const told = (problem: typeof here) => ({
      ...problem,
      entries: problem.entries.map((entry) => ({ ...entry, correctable: false })),
      actions: [],
      heads: {},
    });
    expect(told(there)).toEqual(told(here));
    expect(there.entries.map(({ kind }) => kind)).toEqual([
      'escalate',
      'assign',
      'answer',
      'confirm',
      'close',
    ]);
  });

  it('given to a unit by a town while the city took it up is due on the city’s day, and both read the town’s', async () => {
    const { city, town, id } = await sent();
    await up(town, city);
    await city.call('problem.step', { id, step: { kind: 'accept', on: '2026-11-24', by: '', text: '' } });
    const units = { host: '镇人社所', helpers: [], helperDueOn: '' };
    const step = {
      kind: 'assign',
      on: '2026-11-24',
      by: '',
      text: '',
      hostDueOn: '2026-12-30',
      ...units,
    } as const;
    await town.call('problem.step', { id, step });
    await up(town, city);
    await down(city, town);
    for (const desk of [city, town]) {
      const seen = await desk.call('problem.get', { id });
      expect(seen).toMatchObject({ level: 'city', host: '镇人社所', overtakenDueOn: '2026-12-30' });
      expect(seen.handling.hostDueOn).not.toBe('2026-12-30');
    }
    await city.call('problem.step', { id, step: { ...step, host: '市人社局', hostDueOn: '' } });
    expect(await city.call('problem.get', { id })).toMatchObject({ host: '市人社局', overtakenDueOn: '' });
  });

  it('a problem dealt with by a town and taken over by the city in the same month is the city’s, with both threads', async () => {
    const { city, town, id } = await sent();
    await up(town, city);
    await city.call('problem.step', { id, step: { kind: 'accept', on: '2026-11-24', by: '', text: '' } });
    await town.call('problem.step', { id, step: answer });
    await town.call('problem.confirm', { id, confirmation });
    await town.call('problem.step', { id, step: close });
    await up(town, city);
    await down(city, town);
    for (const desk of [city, town]) {
      const seen = await desk.call('problem.get', { id });
      expect(seen).toMatchObject({ state: 'accepted', level: 'city' });
      expect(new Set(seen.entries.map(({ kind }) => kind))).toEqual(
        new Set(['accept', 'answer', 'confirm', 'close']),
      );
      expect(await desk.call('conflict.list', {})).toEqual([]);
    }
    await city.call('problem.step', {
      id,
      step: { kind: 'return', on: '2026-11-24', by: '', text: '镇里已办结' },
    });
    expect((await city.call('problem.get', { id })).state).toBe('closed');
  });
});
