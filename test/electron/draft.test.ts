import { expect, it } from 'vitest';
import { all, run, sql, transact } from '../../db/sql.ts';
import { openDesk } from '../../electron/services.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
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
