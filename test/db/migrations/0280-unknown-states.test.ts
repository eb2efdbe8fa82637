import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

const stored = `'', '', 'other', '2026-11-02', '', '', 'call', ''`;

it('lists a problem and a visit whose state a newer program wrote, which stood in no list before', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 270);
  db.connection.exec(`
    INSERT INTO problem (id, partition_id, deleted, hlc_ms, title, detail, category, raised_on, raised_by, phone, source,
      visit_id, handling, city_handling, escalation, confirmation, merged_into) VALUES
      ('p1', 'e1', 0, 1, ${stored}, '{"state":"suspended","hostDueOn":"2026-11-12"}', 'null', 'null', 'null', ''),
      ('p2', 'e1', 0, 2, ${stored}, '{"state":"raised"}', '{"state":"suspended","host":"市发改委"}', 'null', 'null', ''),
      ('p3', 'e1', 0, 3, ${stored}, '{"state":"assigned","host":"镇办"}', 'null', 'null', 'null', '');
    INSERT INTO visit (id, partition_id, deleted, hlc_ms, timing, leader, participants, hosts, purpose, said, note) VALUES
      ('v1', 'e1', 0, 1, '{"status":"put-off","plannedOn":"2026-11-12"}', 'null', '[]', '', '', '', ''),
      ('v2', 'e1', 0, 2, '{"status":"made","visitedOn":"2026-11-12"}', 'null', '[]', '', '', '', '');`);
  const before = contentsOf(db);
  upgradeTo(db, 280);
  const stateOf = (id: string) =>
    db.connection.prepare('SELECT state, level, due_on, host FROM problem WHERE id = ?').get(id);
  expect(stateOf('p1')).toEqual({ state: 'raised', level: 'town', due_on: '2026-11-12', host: '' });
  expect(stateOf('p2')).toEqual({ state: 'raised', level: 'city', due_on: '', host: '市发改委' });
  expect(stateOf('p3')).toEqual({ state: 'assigned', level: 'town', due_on: '', host: '镇办' });
  expect(db.connection.prepare('SELECT status FROM visit ORDER BY id').pluck().all()).toEqual([
    'planned',
    'made',
  ]);
  // Nothing else changed, row by row.
  const { problem: _, visit: __, ...others } = before;
  expect(contentsOf(db)).toMatchObject(others);
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
});
