/** A visit or a problem is removed by somebody who does not know what was added to it elsewhere. */
import { describe, expect, it } from 'vitest';
import { disputedDeletion } from '../../db/disputed-deletion.ts';
import { appendWrite } from '../../db/log/append.ts';
import { rebuildProjections } from '../../db/log/rebuild.ts';
import { readAgainAfterUpgrade } from '../../db/log/upgrade.ts';
import { sql, transact, values } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { promiseEntity, visitEntity } from '../../shared/visit/entity.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { problemFields } from '../support/problem.ts';
import { cityAndTown, down, open, up, write } from '../support/two-desks.ts';
import { exchangeLogs, twoCityLaptops } from '../support/two-laptops.ts';

const fields = {
  visitedOn: '2026-11-20',
  leader: { personId: 'leader-1', name: '李四', post: '副市长' },
  participants: ['王主任'],
  hosts: '陈总',
  purpose: '了解生产经营情况',
  said: '订单饱满，用工紧张。',
  note: '',
};
const first = { what: '协调一场专场招聘会', who: '市人社局', dueDate: '2026-12-10' };
const added = { what: '对接银行授信', who: '市财政局', dueDate: '2026-12-20' };
const enterpriseId = 'e1';

async function settle(desk: TestDesk, deleted: boolean): Promise<void> {
  const [conflict, ...others] = await desk.call('conflict.list', {});
  expect(others).toEqual([]);
  if (conflict?.kind !== 'deletion') throw new Error('nothing to settle');
  const { entityType, entityId, values } = conflict;
  const seen = [...new Set(values.map(({ opId }) => opId))];
  await desk.call('conflict.settleDeletion', { entityType, entityId, deleted, seen });
}

const openPromises = async (desk: TestDesk) =>
  (await desk.call('visit.context', { enterpriseId, date: '2026-11-24' })).promises
    .map(({ what }) => what)
    .toSorted();

describe('a visit', () => {
  async function visitAtBoth() {
    const { a, b } = twoCityLaptops();
    write(a, enterpriseId, { name: '森松（江苏）重工有限公司' });
    const { id } = await a.call('visit.save', { enterpriseId, fields, promises: [first], problems: [] });
    exchangeLogs(a, b);
    const [promise] = (await a.call('visit.get', { id })).promises;
    const change = { id, enterpriseId, fields, promises: [{ ...first, id: promise!.id }], problems: [] };
    return { a, b, id, change };
  }

  it('is asked of when a promise was added to it, which is due nowhere meanwhile', async () => {
    const { a, b, id, change } = await visitAtBoth();
    await a.call('visit.save', { ...change, promises: [...change.promises, added] });
    await b.call('visit.remove', { id });
    exchangeLogs(a, b);
    for (const desk of [a, b]) {
      expect(await desk.call('conflict.list', {})).toMatchObject([
        {
          kind: 'deletion',
          entityType: 'visit',
          changedLabels: ['新增的承诺事项　承诺事项', '新增的承诺事项　责任单位（人）'],
        },
      ]);
      expect(await openPromises(desk)).toEqual([]);
      const { promises } = await desk.call('visit.context', { enterpriseId, date: '2026-11-24' });
      expect(promises).toEqual([]);
    }
    await settle(b, false);
    exchangeLogs(a, b);
    for (const desk of [a, b]) {
      expect(await openPromises(desk)).toEqual([first.what, added.what].toSorted());
      expect((await desk.call('visit.get', { id })).promises).toHaveLength(2);
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    }
  });

  it('is asked of where an older program had kept its promises without understanding them', async () => {
    const { a, b, id, change } = await visitAtBoth();
    await a.call('visit.save', { ...change, promises: [...change.promises, added] });
    await b.call('visit.remove', { id });
    exchangeLogs(a, b);
    const { db } = open(a);
    const before = values<string>(db, sql`SELECT entity FROM disputed_deletion ORDER BY entity`);
    db.connection.exec(`
      UPDATE op SET state = 'pending' WHERE entity_type = 'promise';
      DELETE FROM head WHERE entity LIKE 'promise/%';
      DELETE FROM visit_promise; DELETE FROM disputed_deletion;
      DELETE FROM setting WHERE key = 'log-registry'`);
    readAgainAfterUpgrade(db);
    expect(values<string>(db, sql`SELECT entity FROM disputed_deletion ORDER BY entity`)).toEqual(before);
    expect(await a.call('conflict.count', {})).toEqual({ count: 1 });
  });

  it.each([true, false])(
    'removed by a program that did not say what it saw is asked of as well (removed: %s)',
    async (deleted) => {
      const { a, b, id, change } = await visitAtBoth();
      await a.call('visit.save', { ...change, promises: [...change.promises, added] });
      const { db, identity } = open(b);
      const record = { partition: enterpriseId, fields: { deleted: true }, seen: { deleted: [] } };
      transact(db, (writable) => {
        const author = authorOf(identity, testNowMs);
        appendWrite(writable, author, { ...record, spec: visitEntity, id });
        for (const line of change.promises)
          appendWrite(writable, author, { ...record, spec: promiseEntity, id: line.id });
      });
      expect(await b.call('conflict.count', {})).toEqual({ count: 0 });
      exchangeLogs(a, b);
      for (const desk of [a, b])
        expect(await desk.call('conflict.list', {})).toMatchObject([
          {
            entityType: 'visit',
            changedLabels: ['新增的承诺事项　承诺事项', '新增的承诺事项　责任单位（人）'],
          },
        ]);
      await settle(a, deleted);
      exchangeLogs(a, b);
      for (const desk of [a, b]) {
        expect(await openPromises(desk)).toEqual(deleted ? [] : [first.what, added.what].toSorted());
        expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
      }
    },
  );

  it('that stays removed takes the promise along', async () => {
    const { a, b, id, change } = await visitAtBoth();
    await a.call('visit.save', { ...change, promises: [...change.promises, added] });
    await b.call('visit.remove', { id });
    exchangeLogs(a, b);
    await settle(a, true);
    exchangeLogs(a, b);
    for (const desk of [a, b]) {
      expect(await openPromises(desk)).toEqual([]);
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
      expect(await desk.refusal('visit.get', { id })).toBe('record.not-found');
    }
  });

  it('that is kept for what was changed in it comes back with its promises', async () => {
    const { a, b, id, change } = await visitAtBoth();
    await a.call('visit.save', { ...change, fields: { ...fields, said: '拟扩建二期厂房。' } });
    await b.call('visit.remove', { id });
    exchangeLogs(a, b);
    await settle(b, false);
    exchangeLogs(a, b);
    for (const desk of [a, b]) {
      const { said, promises } = await desk.call('visit.get', { id });
      expect([said, ...promises.map(({ what }) => what)]).toEqual(['拟扩建二期厂房。', first.what]);
      expect(await openPromises(desk)).toEqual([first.what]);
    }
  });

  it('that nobody disputes the removal of is not looked at again, one in question is until it is settled', async () => {
    const { a, b, id, change } = await visitAtBoth();
    const kept = (desk: TestDesk): string[] => {
      const { db } = open(desk);
      const found = values<string>(db, sql`SELECT entity FROM disputed_deletion ORDER BY entity`);
      // What a look at every deletion finds, and what the log alone gives.
      const deleted = values<string>(
        db,
        sql`SELECT DISTINCT entity FROM head WHERE field = 'deleted' AND value = 'true'`,
      );
      const disputed = deleted.filter((entity) => {
        const [type = '', entityId = ''] = entity.split('/');
        return disputedDeletion(db, type, entityId) !== undefined;
      });
      expect(found).toEqual(disputed);
      transact(db, rebuildProjections);
      expect(values<string>(db, sql`SELECT entity FROM disputed_deletion ORDER BY entity`)).toEqual(found);
      return found;
    };
    const { id: other } = await b.call('visit.save', {
      enterpriseId,
      fields,
      promises: [first],
      problems: [],
    });
    await b.call('visit.remove', { id: other });
    expect(kept(b)).toEqual([]);
    await a.call('visit.save', { ...change, promises: [...change.promises, added] });
    await b.call('visit.remove', { id });
    exchangeLogs(a, b);
    for (const desk of [a, b]) expect(kept(desk)).toEqual([`visit/${id}`]);
    await settle(b, false);
    exchangeLogs(a, b);
    for (const desk of [a, b]) expect(kept(desk)).toEqual([]);
    await a.call('visit.remove', { id });
    expect(kept(a)).toEqual([]);
  });

  it('that was removed is no link of the problem that was raised in it meanwhile', async () => {
    const { a, b, id, change } = await visitAtBoth();
    const raised = { title: '一线操作工招工难', detail: '', category: 'labour' } as const;
    await a.call('visit.save', { ...change, problems: [raised] });
    const [problem] = (await a.call('visit.get', { id })).problems;
    const get = (desk: TestDesk) => desk.call('problem.get', { id: problem!.id });
    expect(await get(a)).toMatchObject({ visitId: id, isVisitRemoved: false });
    await b.call('visit.remove', { id });
    exchangeLogs(a, b);
    for (const desk of [a, b])
      expect(await get(desk)).toMatchObject({ title: raised.title, isVisitRemoved: true, editable: true });
  });
});

describe('a problem that the city commented on and the town, not knowing, removed', () => {
  async function commented() {
    const { city, town } = await cityAndTown();
    await down(city, town);
    const { id } = await town.call('problem.create', { enterpriseId, fields: problemFields });
    await up(town, city);
    await city.call('problem.comment', { id, text: '请先与市人社局联系。' });
    await town.call('problem.remove', { id });
    await up(town, city);
    await down(city, town);
    return { city, town, id };
  }

  it('is asked of at both, with the comment in words', async () => {
    const { city, town } = await commented();
    for (const desk of [city, town]) {
      const [conflict] = await desk.call('conflict.list', {});
      expect(conflict).toMatchObject({
        kind: 'deletion',
        entityType: 'problem',
        mine: true,
        changedLabels: ['新增的问题办理记录　内容'],
      });
      expect(conflict?.values[1]?.text).toContain('请先与市人社局联系。');
    }
  });

  it('comes back with the comment when it is kept, and goes with it when it is not', async () => {
    const { city, town, id } = await commented();
    await settle(town, false);
    await up(town, city);
    for (const desk of [city, town]) {
      const { entries } = await desk.call('problem.get', { id });
      expect(entries.map(({ text }) => text)).toEqual(['请先与市人社局联系。']);
    }
    const removed = await commented();
    await settle(removed.city, true);
    await down(removed.city, removed.town);
    for (const desk of [removed.city, removed.town]) {
      expect(await desk.refusal('problem.get', { id: removed.id })).toBe('record.not-found');
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    }
  });
});
