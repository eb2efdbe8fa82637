import { expect, it } from 'vitest';
import { openPromisesOfEnterprise } from '../../../db/visit.ts';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';
import { plansOf } from '../../support/query-plan.ts';

it('keeps every record, takes every deletion for one to be looked at, and finds what is owed to one enterprise', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 360);
  const head = db.connection.prepare(
    `INSERT INTO head (entity, field, op_id, value, side, hlc_ms, hlc_counter) VALUES (?, ?, ?, ?, 'city', 1, 0)`,
  );
  head.run('visit/removed', 'deleted', 'op1', 'true');
  head.run('visit/removed', 'deleted', 'op2', 'true');
  head.run('visit/restored', 'deleted', 'op3', 'false');
  head.run('visit/standing', 'said', 'op4', 'true');
  const promise = db.connection.prepare(
    `INSERT INTO visit_promise (id, partition_id, deleted, hlc_ms, visit_id, ordinal, what, who, due_date, completion)
     VALUES (?, ?, 0, 1, 'v1', 1, '', '', '2026-12-20', ?)`,
  );
  promise.run('owed', 'e1', '{"done":false}');
  promise.run('kept', 'e1', '{"done":true}');
  promise.run('of another', 'e2', '{"done":false}');
  const removed = db.connection
    .prepare(`SELECT DISTINCT entity FROM head WHERE field = 'deleted' AND value = 'true'`)
    .all();
  const before = contentsOf(db);
  upgradeTo(db, 370);
  expect(contentsOf(db)).toMatchObject(before);
  expect(removed).toContainEqual({ entity: 'visit/removed' });
  expect(db.connection.prepare('SELECT entity FROM disputed_deletion').all()).toEqual(removed);
  const plans = plansOf(db, () =>
    expect(openPromisesOfEnterprise(db, 'e1').map(({ id }) => id)).toEqual(['owed']),
  );
  expect(plans).toContain('INDEX visit_promise_of_enterprise (partition_id=?)');
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
});
