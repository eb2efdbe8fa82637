import { expect, it } from 'vitest';
import { leaveDraftsOf } from '../../db/draft.ts';
import { all, run, sql, transact } from '../../db/sql.ts';
import { openDesk } from '../../electron/services.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { cityLeader } from '../support/records.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';

const keysOf = (desk: TestDesk): string[] =>
  all<{ key: string }>(openDesk(desk.services).db, sql`SELECT key FROM draft ORDER BY key`).map(
    ({ key }) => key,
  );

async function withDrafts() {
  const city = openTestDesk({ side: 'city' });
  const profile = { ...emptyProfile, name: '如皋新设机械有限公司' };
  const { id } = await city.call('enterprise.create', { profile });
  const title = await city.call('title.create', {
    enterpriseId: id,
    fields: {
      level: 'provincial-pool',
      certificateNumber: '',
      grantedOn: '2026-01-01',
      validUntil: '',
      note: '',
    },
  });
  const own = [`enterprise:${id}`, `filing:new:${id}`, `title:${title.id}`];
  for (const key of [...own, 'enterprise:new', 'person:new'])
    await city.call('draft.put', { key, value: { a: 1 } });
  return { city, id, own };
}

it('the drafts of an enterprise and of its records go when it is removed; others stay', async () => {
  const { city, id } = await withDrafts();
  await city.call('enterprise.remove', { id });
  expect(keysOf(city)).toEqual(['enterprise:new', 'person:new']);
});

it('the drafts of an enterprise that another desk removed are kept, not offered, and offered again when it is back', async () => {
  const { city, id, own } = await withDrafts();
  const offered = async () => (await city.call('draft.list', { prefix: '' })).map(({ key }) => key);
  const mark = (deleted: number) =>
    transact(openDesk(city.services).db, (db) =>
      run(db, sql`UPDATE enterprise SET deleted = ${deleted} WHERE id = ${id}`),
    );
  mark(1);
  expect(await offered()).not.toContain(`enterprise:${id}`);
  expect(await offered()).not.toContain(`filing:new:${id}`);
  // Their keys name the record alone.
  expect((await offered()).toSorted()).toEqual(['enterprise:new', 'person:new']);
  expect(keysOf(city)).toEqual(expect.arrayContaining(own));
  mark(0);
  expect(await offered()).toEqual(expect.arrayContaining(own));
});

it('a list of drafts says whom each is about, as they are called now', async () => {
  const desk = openTestDesk();
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  for (const key of [`filing:new:${id}`, `enterprise:${id}`, 'meeting:new', 'person:new']) {
    await desk.call('draft.put', { key, value: {} });
  }
  const { heads } = await desk.call('enterprise.get', { id });
  await desk.call('enterprise.update', { id, changes: { name: '乙公司' }, seen: heads });
  const about = (await desk.call('draft.list', { prefix: '' })).map((draft) => [draft.key, draft.about]);
  expect(Object.fromEntries(about)).toEqual({
    [`filing:new:${id}`]: '乙公司',
    [`enterprise:${id}`]: '乙公司',
    'meeting:new': '',
    'person:new': '',
  });
});

it('a draft about several enterprises goes on about the others when one is removed, and goes with the last', async () => {
  const { city, id } = await withDrafts();
  const other = await city.call('enterprise.create', { profile: { ...emptyProfile, name: '乙公司' } });
  const [both, one] = ['links:chosen:1a', 'links:chosen:2b'];
  const valueOf = (enterprises: readonly string[]) => ({
    values: { enterprises: [...enterprises], note: '按分工' },
  });
  await city.call('draft.put', { key: both, value: valueOf([id, other.id]) });
  await city.call('draft.put', { key: one, value: valueOf([id]) });
  await city.call('enterprise.remove', { id });
  expect((await city.call('draft.get', { key: both }))?.value).toEqual(valueOf([other.id]));
  expect(await city.call('draft.get', { key: one })).toBeNull();
});

it('a reason for several suggestions goes on about those of the others', async () => {
  const { city, id } = await withDrafts();
  const ownOp = all<{ id: string }>(
    openDesk(city.services).db,
    sql`SELECT id FROM op WHERE partition_id = ${id}`,
  )[0]?.id;
  const key = 'suggestion:decline:many:3c';
  await city.call('draft.put', {
    key,
    value: { values: { reason: '材料不全', opIds: [ownOp ?? '', 'another'] } },
  });
  await city.call('enterprise.remove', { id });
  expect((await city.call('draft.get', { key }))?.value).toEqual({
    values: { reason: '材料不全', opIds: ['another'] },
  });
});

it('what was typed about an enterprise that leaves this desk is kept in words, until it is thrown away', async () => {
  const { city, id } = await withDrafts();
  const other = await city.call('enterprise.create', { profile: { ...emptyProfile, name: '另一家公司' } });
  const both = `links:chosen:${'1'.repeat(16)}`;
  const text = { fromDate: '2026-11-20', note: '各家都要挂钩' };
  const put = (key: string, values: Record<string, string | string[] | null>) =>
    city.call('draft.put', { key, value: { values, seen: null } });
  const leave = (enterpriseId: string) =>
    transact(openDesk(city.services).db, (db) => leaveDraftsOf(db, enterpriseId));
  const left = async () => (await city.call('draft.list', { prefix: '' })).filter((draft) => draft.left);
  await put(`filing:new:${id}`, { findings: '已写的一段', domain: 'fire' });
  await put(`suggestion:enterprise:${id}`, { townId: '', member: null, date: '', reason: '应当入库' });
  await put(both, { enterprises: [id, other.id], ...text });
  leave(id);
  const told = (await left()).map(({ about, left: words }) => [about, words?.label, words?.text]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['如皋新设机械有限公司', '新建报备', '检查情况：已写的一段\n检查领域：消防'],
      ['如皋新设机械有限公司', '修改建议', '理由：应当入库'],
    ]),
  );
  expect((await city.call('draft.get', { key: both }))?.value).toMatchObject({
    values: { enterprises: [other.id] },
  });
  leave(other.id);
  const all = await left();
  expect(all.map(({ left: words }) => words?.label)).toContain('批量建立挂钩');
  expect(all.find(({ left: words }) => words?.label === '批量建立挂钩')?.left?.text).toContain(
    '各家都要挂钩',
  );

  // Here again, begun again, and gone again: neither replaces the other.
  city.setNow(city.services.nowMs() + 60_000);
  await put(`filing:new:${id}`, { findings: '第二次写的' });
  leave(id);
  const findings = (await left()).filter(({ left: words }) => words?.label === '新建报备');
  expect(findings.map(({ left: words }) => words?.text.split('\n')[0])).toEqual([
    '检查情况：第二次写的',
    '检查情况：已写的一段',
  ]);
  for (const { key } of await left()) await city.call('draft.delete', { key });
  expect(await left()).toEqual([]);
});

it('tells drafts of one kind apart: by whom they are about and by their first words', async () => {
  const desk = openTestDesk({ side: 'city' });
  const make = async (name: string): Promise<string> =>
    (await desk.call('enterprise.create', { profile: { ...emptyProfile, name } })).id;
  const [one, two] = [await make('甲公司'), await make('乙公司')];
  const { id: person } = await desk.call('person.create', { fields: cityLeader });
  const put = (key: string, values: Record<string, string | string[]>) =>
    desk.call('draft.put', { key, value: { values, seen: null } });
  await put('decision-report:a1', { on: '2026-11-20', text: '已召开专场招聘会' });
  await put('decision-report:a2', { text: `货车限行${'的说明'.repeat(20)}` });
  await put(`link:new:${one}`, { personId: person, note: '接替前任' });
  await put('links:chosen:1a', { enterprises: [two, one] });
  const told = (await desk.call('draft.list', { prefix: '' })).map(({ key, about, words }) => [
    key,
    [about, words],
  ]);
  expect(Object.fromEntries(told)).toEqual({
    'decision-report:a1': ['', '已召开专场招聘会'],
    'decision-report:a2': ['', expect.stringMatching(/^货车限行.{35}…$/u)],
    [`link:new:${one}`]: [`甲公司　${cityLeader.name}`, '接替前任'],
    'links:chosen:1a': ['乙公司等 2 家', ''],
  });
});
