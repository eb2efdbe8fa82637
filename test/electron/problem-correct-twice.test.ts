/** Two laptops of one side put the same entry right: what counts, what is shown and what is settled are one. */
import { expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract.ts';
import type { TestDesk } from '../support/desk.ts';
import { answer, close, confirmation, problemFields } from '../support/problem.ts';
import { write } from '../support/two-desks.ts';
import { exchangeLogs, twoCityLaptops } from '../support/two-laptops.ts';

type Correction = InputOf<'problem.correct'>['correction'];
const period = { fromDate: '2026-01-01', toDate: '2026-12-31' };
const early: Correction = {
  kind: 'answer',
  on: '2026-11-22',
  by: '市人社局',
  text: '二十二日已经电话答复。',
};
const late: Correction = { ...early, on: '2026-11-23', text: '二十三日书面答复。' };
const reopen = { kind: 'reopen', on: '2026-11-24', by: '', text: '再办', hostDueOn: '' } as const;

/** Two laptops of the city with one answered problem. */
async function twoLaptops() {
  const { a, b } = twoCityLaptops();
  write(a, 'e1', { name: '森松（江苏）重工有限公司' });
  const { id } = await a.call('problem.create', { enterpriseId: 'e1', fields: problemFields });
  await a.call('problem.step', { id, step: answer });
  exchangeLogs(a, b);
  return { a, b, id };
}

async function correct(desk: TestDesk, id: string, correction: Correction): Promise<void> {
  const { entries, heads } = await desk.call('problem.get', { id });
  const wrong = entries.findLast(({ kind, correctable }) => kind === correction.kind && correctable);
  await desk.call('problem.correct', {
    id,
    entryId: wrong?.id ?? '',
    correction,
    reason: '笔误',
    seen: heads,
  });
}

/** What is shown of the answers or confirmations that nothing stands in the place of. */
async function shown(desk: TestDesk, id: string, kind = 'answer') {
  const { entries, answeredOn } = await desk.call('problem.get', { id });
  const standing = entries.filter((entry) => entry.kind === kind && entry.correctedBy === '');
  return { answeredOn, standing: standing.map(({ on, text }) => `${on} ${text}`) };
}

async function settle(desk: TestDesk, says: string): Promise<void> {
  const [conflict, ...others] = await desk.call('conflict.list', {});
  expect(others).toEqual([]);
  const chosen = conflict?.values.find(({ text }) => text.includes(says));
  if (!conflict || !chosen) throw new Error('nothing to settle');
  const { entityType, entityId, field, values } = conflict;
  const seen = values.map(({ opId }) => opId);
  await desk.call('conflict.take', { choices: [{ entityType, entityId, field, seen, opId: chosen.opId }] });
}

it.each([
  [early, late],
  [late, early],
])('the thread shows the correction that counts, before it is settled and after', async (chosen, other) => {
  const { a, b, id } = await twoLaptops();
  await correct(a, id, chosen);
  await correct(b, id, other);
  exchangeLogs(a, b);
  const open = await shown(a, id);
  expect(open.standing).toEqual([expect.stringContaining(open.answeredOn)]);
  expect(await shown(b, id)).toEqual(open);
  await settle(a, 'text' in chosen ? chosen.text : '');
  exchangeLogs(a, b);
  for (const desk of [a, b])
    expect(await shown(desk, id)).toEqual({
      answeredOn: chosen.on,
      standing: [`${chosen.on} ${'text' in chosen ? chosen.text : ''}`],
    });
  // The one that counts is put right again as any other is.
  await correct(b, id, { ...early, text: '更准确的说法' });
  expect((await shown(b, id)).standing).toEqual(['2026-11-22 更准确的说法']);
});

it('what differs in words alone is settled too, and stays settled when the problem goes on', async () => {
  const { a, b, id } = await twoLaptops();
  await correct(a, id, early);
  await correct(b, id, { ...early, text: '另一种说法' });
  exchangeLogs(a, b);
  await settle(b, early.text);
  await b.call('problem.confirm', { id, confirmation });
  for (const step of [close, reopen, { ...answer, text: '第二次答复' }] as const)
    await b.call('problem.step', { id, step });
  exchangeLogs(a, b);
  for (const desk of [a, b])
    expect((await shown(desk, id)).standing).toEqual([`2026-11-22 ${early.text}`, '2026-11-24 第二次答复']);
});

it.each([true, false])(
  'figures and thread go by the chosen word of the enterprise: %s',
  async (satisfied) => {
    const { a, b, id } = await twoLaptops();
    await a.call('problem.confirm', { id, confirmation });
    exchangeLogs(a, b);
    const content: Correction = { ...confirmation, kind: 'confirm', by: '李总' };
    const said = satisfied
      ? [content, { ...content, satisfied: false }]
      : [{ ...content, satisfied: false }, content];
    await correct(a, id, said[0] ?? content);
    await correct(b, id, said[1] ?? content);
    exchangeLogs(a, b);
    await settle(a, satisfied ? '，满意' : '不满意');
    await a.call('problem.step', { id, step: satisfied ? close : reopen });
    await a.call('problem.step', { id, step: satisfied ? reopen : answer });
    if (satisfied) await a.call('problem.step', { id, step: answer });
    await a.call('problem.confirm', { id, confirmation });
    exchangeLogs(a, b);
    for (const desk of [a, b]) {
      expect((await shown(desk, id, 'confirm')).standing[0]).toContain(
        satisfied ? '企业表示满意' : '企业表示不满意',
      );
      expect((await desk.call('problem.statistics', period)).total).toMatchObject({
        satisfied: 1,
        wasDissatisfied: satisfied ? 0 : 1,
      });
    }
  },
);

it.each([
  ['answer', early],
  ['confirm', { ...confirmation, kind: 'confirm', satisfied: false, note: '人没有招到' }],
] as const)('the same words at both laptops are one correction (%s), and ask nobody', async (kind, same) => {
  const { a, b, id } = await twoLaptops();
  await a.call('problem.confirm', { id, confirmation });
  exchangeLogs(a, b);
  await correct(a, id, same);
  await correct(b, id, same);
  exchangeLogs(a, b);
  for (const desk of [a, b]) {
    expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    expect((await shown(desk, id, kind)).standing).toEqual([
      kind === 'answer' ? `${early.on} ${early.text}` : '2026-11-24 企业表示不满意：人没有招到',
    ]);
  }
  // What stands is put right again as any other is.
  await correct(b, id, { ...same, by: '李总' });
  exchangeLogs(a, b);
  for (const desk of [a, b]) {
    const { entries } = await desk.call('problem.get', { id });
    const standing = entries.filter((entry) => entry.kind === kind && entry.correctedBy === '');
    expect(standing.map(({ by }) => by)).toEqual(['李总']);
  }
});
