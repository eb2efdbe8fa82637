import { expect, it } from 'vitest';
import type { ReadDb } from '../../../db/sql.ts';
import { databaseBefore, upgradeTo } from '../../support/old-desk.ts';

const latestClock = ({ connection }: ReadDb): unknown =>
  connection.prepare('SELECT hlc_ms AS ms, hlc_counter AS counter FROM commit_chain ORDER BY n DESC').get();

it('keeps the clock in the latest link, and who writes each stream', () => {
  const db = databaseBefore(140);
  const { connection } = db;
  connection.exec(`DELETE FROM commit_chain; UPDATE log_clock SET hlc_ms = 7000, hlc_counter = 3;
    INSERT INTO commit_chain VALUES (1, zeroblob(32)), (2, randomblob(32))`);
  const sides = connection
    .prepare(
      'SELECT s.partition_id, s.incarnation, o.side FROM stream s JOIN op o ON o.id = s.last_id ORDER BY 1, 2',
    )
    .all();
  expect(sides.length).toBeGreaterThan(0);
  upgradeTo(db, 140);
  expect(latestClock(db)).toEqual({ ms: 7000, counter: 3 });
  expect(
    connection.prepare('SELECT partition_id, incarnation, side FROM stream ORDER BY 1, 2').all(),
  ).toEqual(sides);
});

it('gives a ledger that is older than the chain a link for its clock, and an empty one none', () => {
  for (const [ms, links] of [
    [7000, 1],
    [0, 0],
  ]) {
    const db = databaseBefore(140);
    db.connection.exec(`DELETE FROM commit_chain; UPDATE log_clock SET hlc_ms = ${ms}, hlc_counter = 0`);
    upgradeTo(db, 140);
    expect(latestClock(db)).toEqual(links === 0 ? undefined : { ms, counter: 0 });
    expect(db.connection.prepare('SELECT count(*) FROM commit_chain').pluck().get()).toBe(links);
  }
});
