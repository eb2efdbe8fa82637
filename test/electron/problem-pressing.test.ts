/** What 今日待办 says of problems. */
import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { problemEntity } from '../../shared/problem/entity.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { answer, confirmation, problemFields as fields, raised } from '../support/problem.ts';
import { cityAndTown, down, open, up } from '../support/two-desks.ts';

describe('at the city, what presses', () => {
  const titled = (title: string, raisedOn = '2026-11-20') => ({ ...fields, title, raisedOn });

  it('is what it is late with itself, then what it was just asked about, due or not, then the towns’', async () => {
    const { city, town } = await cityAndTown();
    await down(city, town);
    const raise = async (desk: TestDesk, ...of: Parameters<typeof titled>): Promise<string> =>
      (await desk.call('problem.create', { enterpriseId: 'e1', fields: titled(...of) })).id;
    await raise(town, '镇里逾期的', '2026-11-02');
    const asked = await raise(town, '刚提请市级的');
    await town.call('problem.escalate', { id: asked, reason: '涉及市级部门' });
    await raise(city, '市级逾期的', '2026-11-03');
    await up(town, city);
    const due = await city.call('problem.due', {});
    expect(due.rows.map(({ title, askedOn }) => [title, askedOn])).toEqual([
      ['市级逾期的', ''],
      ['刚提请市级的', '2026-11-24'],
      ['镇里逾期的', ''],
    ]);
    expect(due).toMatchObject({ total: 3, overdue: 2 });
    // To the town it is the city's, and no more to be done about.
    expect((await town.call('problem.due', {})).rows.map(({ title }) => title)).toEqual(['镇里逾期的']);
    await city.call('problem.step', {
      id: asked,
      step: { kind: 'accept', on: '2026-11-24', by: '', text: '' },
    });
    expect((await city.call('problem.due', {})).total).toBe(2);
  });

  it('is nothing that waits for a word of the enterprise before what is overdue, and before what falls due', async () => {
    const { city, town } = await cityAndTown();
    await down(city, town);
    const raise = async (desk: TestDesk, ...of: Parameters<typeof titled>): Promise<string> =>
      (await desk.call('problem.create', { enterpriseId: 'e1', fields: titled(...of) })).id;
    const waiting = await raise(city, '待确认的', '2026-11-02');
    const discontent = await raise(city, '企业不满意的', '2026-11-19');
    for (const id of [waiting, discontent]) await city.call('problem.step', { id, step: answer });
    await city.call('problem.confirm', {
      id: discontent,
      confirmation: { ...confirmation, satisfied: false },
    });
    await raise(town, '镇里逾期的', '2026-11-03');
    await raise(town, '镇里将到期的', '2026-11-16');
    await raise(city, '市级将到期的', '2026-11-16');
    await raise(city, '市级逾期的', '2026-11-04');
    await up(town, city);
    expect((await city.call('problem.due', {})).rows.map(({ title }) => title)).toEqual([
      '市级逾期的',
      '企业不满意的',
      '市级将到期的',
      '镇里逾期的',
      '镇里将到期的',
      '待确认的',
    ]);
  });

  it('counts every overdue one, however few are listed', async () => {
    const { desk, enterpriseId } = await raised();
    for (let n = 0; n < 60; n += 1)
      await desk.call('problem.create', { enterpriseId, fields: titled(`问题${n}`, '2026-11-02') });
    const due = await desk.call('problem.due', {});
    expect(due.rows).toHaveLength(50);
    // The one that nobody has taken up is counted too.
    expect(due).toMatchObject({ total: 61, overdue: 60 });
  });
});

describe('what nobody would have any more', () => {
  it('two desks merging a pair crosswise is told on 今日待办 until somebody takes one back', async () => {
    const { city, town } = await cityAndTown();
    await down(city, town);
    const raise = async (title: string): Promise<string> =>
      (await town.call('problem.create', { enterpriseId: 'e1', fields: { ...fields, title } })).id;
    const [one, other] = [await raise('招工难'), await raise('缺少操作工')];
    await up(town, city);
    await town.call('problem.merge', { id: one, intoId: other });
    await city.call('problem.merge', { id: other, intoId: one });
    await up(town, city);
    const due = await city.call('problem.due', {});
    expect(new Map(due.rows.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        [one, 'merged'],
        [other, 'merged'],
      ]),
    );
    await city.call('problem.unmerge', { id: one });
    expect((await city.call('problem.due', {})).total).toBe(0);
    expect((await city.call('problem.get', { id: other })).mergedInto?.id).toBe(one);
  });

  it('three merged in a ring on several laptops are told, with what goes on as one of them; a chain that ends is not', async () => {
    const { desk, enterpriseId } = await raised();
    const raise = async (title: string): Promise<string> =>
      (await desk.call('problem.create', { enterpriseId, fields: { ...fields, title } })).id;
    const [a, b, c, tail, chained] = [
      await raise('甲'),
      await raise('乙'),
      await raise('丙'),
      await raise('丁'),
      await raise('戊'),
    ];
    // As the bundles of three laptops bring it: none of them saw the others' merges.
    const { db, identity } = open(desk);
    const merge = (id: string, mergedInto: string): void =>
      void transact(db, (writable) =>
        appendWrite(writable, authorOf(identity, testNowMs), {
          spec: problemEntity,
          id,
          partition: enterpriseId,
          fields: { mergedInto },
        }),
      );
    merge(a, b);
    merge(b, c);
    merge(chained, a);
    const misled = async (): Promise<Set<string>> =>
      new Set(
        (await desk.call('problem.due', {})).rows.flatMap(({ id, state }) =>
          state === 'merged' ? [id] : [],
        ),
      );
    expect(await misled()).toEqual(new Set());
    merge(c, a);
    merge(tail, b);
    expect(await misled()).toEqual(new Set([a, b, c, tail, chained]));
    await desk.call('problem.unmerge', { id: b });
    expect(await misled()).toEqual(new Set());
  });

  it('an entry by mistake is the city’s to remove too, until somebody has dealt with it', async () => {
    const { city } = await cityAndTown();
    const { id } = await city.call('problem.create', { enterpriseId: 'e1', fields });
    await city.call('problem.remove', { id });
    expect(await city.refusal('problem.get', { id })).toBe('record.not-found');
  });
});
