/** The paper of a visit, which the enterprise sees: what was promised stands on it, and no inspection that is planned. */
import { expect, it } from 'vitest';
import { startOfDayMs } from '../../shared/clock.ts';
import type { TestDesk } from '../support/desk.ts';
import { attachFile } from '../support/chosen-file.ts';
import { filingFields, filingLedger } from '../support/filing-ledger.ts';

const leader = { personId: '', name: '李四', post: '副市长' };

async function ledger(): Promise<{ readonly desk: TestDesk; readonly enterpriseId: string }> {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(startOfDayMs('2026-11-24') + 9 * 3_600_000);
  const facts = { participants: [], hosts: '', purpose: '', said: '订单饱满。', note: '内部备注' };
  await desk.call('visit.save', {
    enterpriseId,
    fields: { visitedOn: '2026-11-20', leader, ...facts },
    promises: [
      { what: '协调一场专场招聘会', who: '市人社局', dueDate: '2026-12-10' },
      { what: '上门讲解申报条件', who: '', dueDate: '' },
    ],
    problems: [{ title: '一线操作工招工难', detail: '', category: 'labour' }],
  });
  return { desk, enterpriseId };
}

const textOf = (html: string): string => html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, '');

it('says what was promised and is not kept yet, and which problems are open, and leaves the day blank', async () => {
  const { desk, enterpriseId } = await ledger();
  const [, kept] = (await desk.call('visit.context', { enterpriseId, date: '2026-11-24' })).promises;
  await desk.call('promise.complete', { id: kept?.id ?? '', done: true, doneOn: '2026-11-22', note: '' });
  const text = textOf((await desk.call('visit.paperPreview', { enterpriseId })).html);
  for (const part of ['南通思瑞机器制造有限公司', '订单饱满。', '市人社局', '一线操作工招工难', '企业代表'])
    expect(text).toContain(part);
  expect(text).toContain('协调一场专场招聘会（李四承诺，市人社局，2026-12-10前）');
  expect(text).not.toContain('上门讲解申报条件');
  expect(text).not.toContain('内部备注');
  expect(text).not.toContain('2026年11月24日');
});

it('of a planned visit has its day and its leader, and tells nothing of a planned inspection', async () => {
  const { desk, enterpriseId } = await ledger();
  await desk.call('filing.create', {
    enterpriseId,
    fields: { ...filingFields, inspectionDate: '2026-11-27' },
  });
  const plan = { enterpriseIds: [enterpriseId], leader, plannedOn: '2026-11-28', purpose: '送政策' };
  const [visitId = ''] = (await desk.call('visit.plan', plan)).ids;
  const text = textOf((await desk.call('visit.paperPreview', { enterpriseId, visitId })).html);
  expect(text).toContain('2026年11月28日');
  expect(text).toContain('李四（副市长）');
  expect(text).toContain('走访事由送政策');
  expect(text).not.toMatch(/检查|应急管理局|11-27|11月27日/);
  expect(await desk.refusal('visit.paperPreview', { enterpriseId: 'e2', visitId })).toBe('record.not-found');
});

it('of no visit in particular is of the one that is to come, where there is exactly one', async () => {
  const { desk, enterpriseId } = await ledger();
  const plan = { enterpriseIds: [enterpriseId], leader, purpose: '' };
  const sheet = async () => textOf((await desk.call('visit.paperPreview', { enterpriseId })).html);
  // Its day has passed: it is to be written down, and no sheet is taken along any more.
  await desk.call('visit.plan', { ...plan, plannedOn: '2026-11-23' });
  expect(await sheet()).not.toContain('2026年11月23日');
  await desk.call('visit.plan', { ...plan, plannedOn: '2026-11-28' });
  const text = (await sheet()).replaceAll('\n', '');
  expect(text).toContain('走访日期2026年11月28日');
  expect(text).toContain('走访领导李四（副市长）');
  await desk.call('visit.plan', { ...plan, plannedOn: '2026-12-03' });
  expect(await sheet()).not.toMatch(/11月28日|12月3日/);
});

it('of a visit that was made is its record: what was promised and asked for stands as it does today', async () => {
  const { desk, enterpriseId } = await ledger();
  const { rows } = await desk.call('visit.list', { filter: {}, offset: 0, limit: 1 });
  const of = { enterpriseId, visitId: rows[0]?.id ?? '' };
  const [, kept] = (await desk.call('visit.context', { enterpriseId, date: '2026-11-24' })).promises;
  await desk.call('promise.complete', { id: kept?.id ?? '', done: true, doneOn: '2026-11-22', note: '' });
  const aboutId = of.visitId;
  for (const name of ['车间.jpg', '订单.pdf']) await attachFile(desk, { enterpriseId, aboutId }, name, name);
  const { kind, html } = await desk.call('visit.paperPreview', of);
  const text = textOf(html).replaceAll('\n', '');
  expect(kind).toBe('record');
  for (const part of [
    '企业走访记录',
    '走访领导李四（副市长）走访日期2026年11月20日',
    '企业反映情况订单饱满。',
    '1协调一场专场招聘会市人社局2026-12-10未兑现',
    '2上门讲解申报条件已兑现2026-11-22',
    '1一线操作工招工难用工',
    '现场照片1 张',
    '2026-11-24',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('内部备注');
  expect(await desk.refusal('visit.paperPreview', { ...of, enterpriseId: 'e2' })).toBe('record.not-found');
});

it('is not printed of a visit that was called off', async () => {
  const { desk, enterpriseId } = await ledger();
  const plan = { enterpriseIds: [enterpriseId], leader, plannedOn: '2026-11-28', purpose: '' };
  const [visitId = ''] = (await desk.call('visit.plan', plan)).ids;
  await desk.call('visit.cancel', { id: visitId, reason: '企业停产' });
  expect(await desk.refusal('visit.paperPreview', { enterpriseId, visitId })).toBe('visit.not-planned');
});
