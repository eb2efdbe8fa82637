import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps every filing of a register in use, and reads none of them to filter, count and number', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 230);
  db.connection.exec(`INSERT INTO filing VALUES ('f1', 'e1', 0, 1, '应急局', '2026-11-24', 'null', 'ordinary', '', 'safety',
    '依据', '', '', '', '', '{"status":"sent"}', '', '', '{"n":3,"year":2026}', '')`);
  db.connection.exec(`INSERT INTO filing VALUES ('f2', 'e1', 0, 1, '应急局', '', 'null', 'ordinary', '', 'safety',
    '', '', '', '', '', 'null', '', '', 'null', '')`);
  const before = contentsOf(db);
  upgradeTo(db, 240);
  expect(contentsOf(db)).toEqual(before);
  const rows = db.connection
    .prepare(
      `SELECT f.rowid, coalesce(json_extract(f.progress, '$.status'), 'draft') AS status FROM filing f
       WHERE f.deleted = 0 AND f.id IN ('f1', 'f2') ORDER BY f.inspection_date DESC`,
    )
    .all();
  expect(rows).toMatchObject([{ status: 'sent' }, { status: 'draft' }]);
  const plan = (text: string): string =>
    JSON.stringify(db.connection.prepare(`EXPLAIN QUERY PLAN ${text}`).all());
  expect(plan("SELECT count(*) FROM filing f WHERE f.deleted = 0 AND f.domain = 'safety'")).toContain(
    'COVERING INDEX filing_register',
  );
  expect(
    plan(`SELECT max(json_extract(register_number, '$.n')) FROM filing
          WHERE inspecting_unit = '应急局' AND json_extract(register_number, '$.year') = 2026`),
  ).toContain('filing_by_number');
});
