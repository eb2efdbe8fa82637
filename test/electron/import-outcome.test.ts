import { expect, it } from 'vitest';
import type { TestDesk } from '../support/desk.ts';
import { cityAndTown, down, exportTo, month, preview, up, write } from '../support/two-desks.ts';

const propose = (town: TestDesk, enteredOn: string) =>
  town.call('suggestion.propose', {
    entityType: 'enterprise',
    enterpriseId: 'e1',
    fields: { pool: { member: true, enteredOn, leftOn: '' } },
    seen: {},
  });

async function joined() {
  const desks = await cityAndTown();
  await down(desks.city, desks.town);
  await up(desks.town, desks.city);
  return desks;
}

it('counts an import alike in the preview, its rows, the report, the list of bundles and the receipt', async () => {
  const { city, town } = await joined();
  write(city, 'e1', { address: '市里的写法' });
  write(town, 'e1', { address: '镇里的写法' });
  await up(town, city);
  await down(city, town);
  // The town settles the one that was open, and brings two new ones: one more than before is open then.
  const [open] = await town.call('conflict.list', {});
  const seen = open?.values.map(({ opId }) => opId) ?? [];
  const field = { entityType: 'enterprise', entityId: 'e1', field: 'address' } as const;
  await town.call('conflict.settle', { ...field, value: '商定的写法', seen });
  write(city, 'e1', { contactName: '市里记的', contactPhone: '0513-1' });
  write(town, 'e1', { contactName: '镇里记的', contactPhone: '0513-2' });
  await propose(town, '2026-11-01');
  const before = await preview(city, await exportTo(town, '', '三报.drcb'));
  const counted = { added: 3, suggestions: 1, held: 0, pending: 0, conflicts: 2 };
  expect(before).toMatchObject(counted);
  const sum = (of: 'conflicts' | 'suggestions' | 'kept'): number =>
    before.partitions.reduce((total, row) => total + row[of], 0);
  expect([sum('conflicts'), sum('suggestions'), sum('kept')]).toEqual([2, 1, 0]);
  const report = await city.call('exchange.import', { token: before.token });
  expect(report).toMatchObject({ ...counted, duplicates: before.duplicates });
  const text = `新增 3 条（其中修改建议 1 条），已有 ${report.duplicates} 条，带来冲突 2 处`;
  const [record] = (await city.call('exchange.history', {})).filter(({ summary }) => summary === text);
  const { html } = await city.call('month.receiptPreview', { bundleId: record?.id ?? '' });
  expect(html.replaceAll(/<[^>]*>/g, '')).toContain(`核验签名无误，${text}`);
  // What is open on 今日待办 is the same, as nothing else was.
  expect(await city.call('conflict.count', {})).toEqual({ count: 2 });
  expect(await city.call('suggestion.count', {})).toEqual({ count: 1 });
  expect((await city.call('month.board', { month })).open).toMatchObject({ conflicts: 2, suggestions: 1 });
});

it('counts no suggestion that was taken back in the same bundle: it waits for nobody', async () => {
  const { city, town } = await joined();
  await propose(town, '2026-11-01');
  const [own] = await town.call('suggestion.list', {});
  await town.call('suggestion.withdraw', { opId: own?.opId ?? '' });
  await propose(town, '2026-11-02');
  const found = await preview(city, await exportTo(town, '', '再报.drcb'));
  expect(found).toMatchObject({ added: 3, suggestions: 1, held: 0 });
  expect(found.partitions.flatMap(({ held }) => held)).toHaveLength(1);
});

it('says on the receipt that nothing was to be settled, and what the bundle held in the words of its sender', async () => {
  const { city, town } = await joined();
  write(town, 'e1', { address: '白蒲镇工业路 1 号' });
  await up(town, city);
  const texts = await Promise.all(
    [city, town].map(async (desk) => {
      const wanted = desk === city ? 'in' : 'out';
      const [record] = (await desk.call('exchange.history', {})).filter(
        ({ direction }) => direction === wanted,
      );
      const { html } = await desk.call('month.receiptPreview', { bundleId: record?.id ?? '' });
      return html.replaceAll(/<[^>]*>/g, ' ');
    }),
  );
  expect(texts[0]).toContain('没有冲突');
  const heldBy = (text: string | undefined): string | undefined => /\d+ 条记录/.exec(text ?? '')?.[0];
  expect(heldBy(texts[0])).toBe(heldBy(texts[1]));
});

it('names in the preview which suggestion was answered, and how', async () => {
  const { city, town } = await joined();
  await propose(town, '2026-11-01');
  await town.call('suggestion.propose', {
    entityType: 'plan',
    enterpriseId: 'e1',
    fields: { level: 'provincial-product', year: 2027, source: '' },
    seen: {},
  });
  await up(town, city);
  const waiting = await city.call('suggestion.list', {});
  const [pool, plan] = ['', '申报计划'].map((label) =>
    waiting.find(({ entityLabel }) => (label === '' ? entityLabel !== '申报计划' : entityLabel === label)),
  );
  if (!pool || !plan) throw new Error('both wait');
  await city.call('suggestion.accept', { items: [{ opId: pool.opId, seen: pool.seen }] });
  await city.call('suggestion.decline', { opIds: [plan.opId], reason: '请先完成备案' });
  const path = await exportTo(city, 't06', '答复.drcb');
  const found = await preview(town, path);
  const enterpriseName = '森松（江苏）重工有限公司';
  const answersOf = ({ partitions }: typeof found) => partitions.flatMap(({ answers }) => answers);
  expect(answersOf(found)).toMatchObject([
    {
      enterpriseName,
      what: '市培育库：2026-11-01 入库',
      outcome: 'accepted',
      reason: '',
    },
    {
      enterpriseName,
      // Nothing of what was left empty.
      what: '申报计划，申报级别：省级专精特新产品；计划年度：2027',
      outcome: 'declined',
      reason: '请先完成备案',
    },
  ]);
  // Told once.
  const labels = found.partitions.flatMap(({ records }) => records.map(({ entityLabel }) => entityLabel));
  expect(labels).not.toContain('建议答复');
  await town.call('exchange.import', { token: found.token });
  expect(answersOf(await preview(town, path))).toEqual([]);
});
