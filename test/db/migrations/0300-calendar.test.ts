import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps every filing, and finds those that were made on another day than planned without reading the others', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 270);
  const insert = db.connection.prepare(
    `INSERT INTO filing (id, partition_id, deleted, hlc_ms, inspecting_unit, inspection_date, city_leader, trigger,
       trigger_reference, domain, basis_and_reason, findings, conclusion, first_discovered, this_conclusion, progress,
       rectification_due_date, note, inspected_on)
     VALUES (?, 'e1', 0, 1, '应急局', ?, 'null', 'ordinary', '', 'safety', '依据', '', '', '', '', 'null', '', '', ?)`,
  );
  insert.run('f1', '2026-11-24', '2026-11-24');
  insert.run('f2', '2026-11-24', '2026-12-03');
  insert.run('f3', '2026-11-24', '');
  const before = contentsOf(db);
  upgradeTo(db, 300);
  expect(contentsOf(db)).toEqual(before);
  const moved = `SELECT id FROM filing INDEXED BY filing_moved
    WHERE deleted = 0 AND inspected_on <> '' AND inspected_on <> inspection_date
      AND inspected_on BETWEEN '2026-12-01' AND '2026-12-31' AND id IN ('f1', 'f2', 'f3')`;
  expect(db.connection.prepare(moved).pluck().all()).toEqual(['f2']);
  expect(JSON.stringify(db.connection.prepare(`EXPLAIN QUERY PLAN ${moved}`).all())).toContain(
    'USING INDEX filing_moved (inspected_on>? AND inspected_on<?)',
  );
});
