import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('tells how far every filing is, and what runs every minute reads the open ones alone', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 240);
  const insert =
    db.connection.prepare(`INSERT INTO filing VALUES (?, 'e1', 0, 1, '应急局', '2026-11-24', 'null', 'ordinary',
    '', 'safety', '依据', '', '', '', '', ?, '', '', '{"n":3,"year":2026}', '')`);
  const sent = {
    status: 'sent',
    reportedAtMs: 5,
    inspectedOn: '2026-11-24',
    concludedOn: '2026-11-24',
    sentAtMs: 7,
  };
  insert.run('f1', JSON.stringify(sent));
  insert.run('f2', 'null');
  insert.run('f3', '{"status":"reported","notifiedAtMs":null}');
  const before = contentsOf(db);
  upgradeTo(db, 250);
  const { filing, ...others } = contentsOf(db);
  const { filing: filingBefore, ...othersBefore } = before;
  expect(others).toEqual(othersBefore);
  expect(filing).toMatchObject(filingBefore ?? []);
  const rows = db.connection
    .prepare(
      `SELECT status, reported_at_ms, notified_at_ms, inspected_on, concluded_on, sent_at_ms FROM filing
       WHERE id IN ('f1', 'f2', 'f3') ORDER BY id`,
    )
    .raw()
    .all();
  expect(rows).toEqual([
    ['sent', 5, null, '2026-11-24', '2026-11-24', 7],
    ['draft', null, null, '', '', null],
    ['reported', null, null, '', '', null],
  ]);
  const plan = (text: string): string =>
    JSON.stringify(db.connection.prepare(`EXPLAIN QUERY PLAN ${text}`).all());
  expect(plan("SELECT count(*) FROM filing f WHERE f.deleted = 0 AND f.status = 'draft'")).toContain(
    'COVERING INDEX filing_register',
  );
  expect(plan("SELECT f.status FROM filing f WHERE f.partition_id = 'e1' AND f.deleted = 0")).toContain(
    'COVERING INDEX filing_by_enterprise',
  );
  expect(
    plan(
      "SELECT f.sent_at_ms FROM filing f INDEXED BY filing_open WHERE f.deleted = 0 AND f.status <> 'sent'",
    ),
  ).toContain('COVERING INDEX filing_open');
});
