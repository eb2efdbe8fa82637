import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps every record, and what was closed beside 不满意 of the same round is answered', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 350);
  const problem = db.connection.prepare(
    `INSERT INTO problem (id, partition_id, deleted, hlc_ms, title, detail, category, raised_on, raised_by, phone, source,
       visit_id, handling, city_handling, escalation, confirmation, merged_into)
     VALUES (?, 'e1', 0, 1, '', '', 'labour', '2026-10-02', '', '', '', '', ?, 'null', 'null', ?, ?)`,
  );
  const handled = (state: string, round = 1): string =>
    JSON.stringify({ state, round, hostDueOn: '2026-11-20', endedOn: '2026-11-24' });
  const said = (satisfied: boolean, level = 'town'): string => JSON.stringify({ level, round: 1, satisfied });
  problem.run('unaware', handled('closed'), said(false), '');
  problem.run('content', handled('closed'), said(true), '');
  problem.run('unasked', handled('closed'), 'null', '');
  problem.run('of the round before', handled('closed', 2), said(false), '');
  problem.run('of the city’s answer', handled('closed'), said(false, 'city'), '');
  problem.run('explained', handled('explained'), said(false), '');
  problem.run('merged', handled('closed'), said(false), 'content');
  const { problem: computed, ...others } = contentsOf(db);
  const written = db.connection.prepare('SELECT id, handling, confirmation, merged_into FROM problem');
  const before = written.all();
  upgradeTo(db, 360);
  expect(computed).toHaveLength(before.length);
  expect(contentsOf(db)).toMatchObject(others);
  expect(written.all()).toEqual(before);
  const states = db.connection.prepare(`SELECT id, state FROM problem WHERE raised_on = '2026-10-02'`).raw();
  expect(new Map(states.all() as [string, string][])).toEqual(
    new Map([
      ['unaware', 'answered'],
      ['content', 'closed'],
      ['unasked', 'closed'],
      ['of the round before', 'closed'],
      ['of the city’s answer', 'closed'],
      ['explained', 'explained'],
      ['merged', 'merged'],
    ]),
  );
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
});
