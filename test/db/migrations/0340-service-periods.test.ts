import { expect, it } from 'vitest';
import { bulletinMonths, problemsTouching } from '../../../db/bulletin-facts.ts';
import { callsInPeriod } from '../../../db/visit-calls.ts';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';
import { plansOf } from '../../support/query-plan.ts';

it('keeps every record, and finds what ended in a quarter and who went along without reading the others', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 330);
  const problem = db.connection.prepare(
    `INSERT INTO problem (id, partition_id, deleted, hlc_ms, title, detail, category, raised_on, raised_by, phone, source,
       visit_id, handling, city_handling, escalation, confirmation, merged_into)
     VALUES (?, 'e1', ?, 1, '', '', 'labour', ?, '', '', '', '', ?, 'null', 'null', 'null', ?)`,
  );
  const closedOn = (endedOn: string, hostDueOn = '2026-01-20') =>
    JSON.stringify({ state: 'closed', hostDueOn, endedOn });
  problem.run('raised', 0, '2026-10-02', '{"state":"raised"}', '');
  problem.run('open', 0, '2025-03-01', '{"state":"accepted"}', '');
  problem.run('ended', 0, '2025-03-01', closedOn('2026-11-05'), '');
  problem.run('due', 0, '2025-03-01', closedOn('2025-03-09', '2026-12-01'), '');
  problem.run('old', 0, '2025-03-01', closedOn('2025-03-09'), '');
  problem.run('later', 0, '2027-01-01', '{"state":"raised"}', '');
  problem.run('merged', 0, '2026-10-03', '{"state":"raised"}', 'raised');
  problem.run('removed', 1, '2026-10-03', closedOn('2026-11-05'), '');
  const visit = db.connection.prepare(
    `INSERT INTO visit (id, partition_id, deleted, hlc_ms, timing, leader, participants, hosts, purpose, said, note)
     VALUES (?, 'e1', 0, 1, ?, '{"personId":"p1"}', ?, '', '', '', '')`,
  );
  visit.run('v1', '{"status":"made","plannedOn":"2026-10-20","visitedOn":"2026-11-03"}', '["某主任"]');
  visit.run('v2', '{"status":"planned","plannedOn":"2026-11-12"}', '[]');
  visit.run('v3', '{"status":"cancelled","plannedOn":"2026-11-12"}', '[]');
  const before = contentsOf(db);
  upgradeTo(db, 340);
  expect(contentsOf(db)).toMatchObject(before);

  const touching = plansOf(db, () =>
    expect(problemsTouching(db, '2026-10-01', '2026-12-31').map(({ id }) => id)).toEqual([
      'due',
      'ended',
      'open',
      'raised',
    ]),
  );
  expect(touching).toContain('INDEX problem_by_end (ended_on>?)');
  expect(touching).not.toContain('SCAN p');
  const months = plansOf(db, () =>
    expect(bulletinMonths(db, '2026-10-01', '2026-12-31')).toEqual([
      { month: '2026-10', raised: 1, ended: 0, planned: 1, visited: 0 },
      { month: '2026-11', raised: 0, ended: 1, planned: 1, visited: 1 },
    ]),
  );
  expect(months).toContain('INDEX problem_by_end');
  expect(months).toContain('INDEX problem_register');
  const november = { fromDate: '2026-11-01', toDate: '2026-11-30', today: '2026-11-12' };
  const calls = plansOf(db, () =>
    expect(callsInPeriod(db, november)).toEqual([
      { personId: 'p1', enterpriseId: 'e1', status: 'made' },
      { personId: 'p1', enterpriseId: 'e1', status: 'planned' },
    ]),
  );
  expect(calls).toContain('INDEX visit_with_others');
  expect(calls).toContain('INDEX visit_by_day');
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
});
