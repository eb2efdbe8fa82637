import { expect, it } from 'vitest';
import { countedVisits } from '../../../db/visit-statistics.ts';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';
import { plansOf } from '../../support/query-plan.ts';

it('keeps every visit, and counts those planned for a month without reading the others', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 320);
  const insert = db.connection.prepare(
    `INSERT INTO visit (id, partition_id, deleted, hlc_ms, timing, leader, participants, hosts, purpose, said, note)
     VALUES (?, 'e1', ?, 1, ?, '{"personId":"p1"}', '[]', '', '', '', '')`,
  );
  insert.run('v1', 0, '{"status":"made","plannedOn":"2026-10-20","visitedOn":"2026-11-03"}');
  insert.run('v2', 0, '{"status":"planned","plannedOn":"2026-11-12"}');
  insert.run('v3', 0, '{"status":"cancelled","plannedOn":"2026-11-12"}');
  insert.run('v4', 0, '{"status":"made","plannedOn":"","visitedOn":"2026-11-04"}');
  insert.run('v5', 1, '{"status":"planned","plannedOn":"2026-11-12"}');
  insert.run('v6', 0, 'null');
  const before = contentsOf(db);
  upgradeTo(db, 330);
  expect(contentsOf(db)).toMatchObject(before);
  const plans = plansOf(db, () =>
    expect(countedVisits(db, '2026-10-01', '2026-11-30').map(({ day, isMade }) => ({ day, isMade }))).toEqual(
      [
        { day: '2026-11-03', isMade: true },
        { day: '2026-11-04', isMade: true },
        { day: '2026-10-20', isMade: false },
        { day: '2026-11-12', isMade: false },
      ],
    ),
  );
  expect(plans).toContain('INDEX visit_by_plan (planned_on>? AND planned_on<?)');
  expect(plans).toContain('INDEX visit_by_day (on_day>? AND on_day<?)');
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
});
