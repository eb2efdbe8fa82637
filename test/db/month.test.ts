import { expect, it } from 'vitest';
import { joinedMonths } from '../../db/month.ts';
import { openTestDatabase } from '../support/database.ts';

const at = (day: string): number => Date.parse(`${day}T10:00:00+08:00`);

it('knows the month in which each town joined, whatever happened to its laptop and its clock since', () => {
  const db = openTestDatabase();
  const device = db.connection.prepare(
    `INSERT INTO device (id, side, town_id, officer, name, sign_public, age_recipient, certificate, state, added_at_ms)
     VALUES (?, 'town', ?, '经办', '笔记本', '', '', ?, ?, ?)`,
  );
  const certificate = (day: string): string => JSON.stringify({ validFromMs: at(day) - 86_400_000 });
  device.run('a', 't01', certificate('2026-03-05'), 'confirmed', at('2026-03-05'));
  // Renewed since; and a second laptop later.
  device.run('b', 't02', certificate('2026-10-05'), 'confirmed', at('2026-02-01'));
  device.run('c', 't02', certificate('2026-11-05'), 'confirmed', at('2026-11-05'));
  // The city was rebuilt: it lists the laptop anew, with its old certificate.
  device.run('d', 't03', certificate('2026-04-01'), 'confirmed', at('2026-11-20'));
  device.run('e', 't04', certificate('2026-05-31'), 'revoked', at('2026-05-31'));
  device.run('f', 't05', '', 'waiting', at('2026-01-01'));
  const bundle = db.connection.prepare(
    `INSERT INTO bundle (id, direction, peer_side, peer_town_id, peer_device, month, sha256, size_bytes, at_ms, archive_name, summary)
     VALUES (?, ?, 'town', ?, 'x', ?, '', 0, ?, '', '')`,
  );
  // Exported by a laptop whose battery was dead: its month is of 2019.
  bundle.run('1', 'in', 't01', '2019-02', at('2026-06-03'));
  // Taken in before the record of the laptop that is left.
  bundle.run('2', 'in', 't03', '2026-01', at('2026-02-10'));
  bundle.run('3', 'out', 't04', '2026-01', at('2026-01-10'));
  expect(Object.fromEntries(joinedMonths(db))).toEqual({
    t01: '2026-03',
    t02: '2026-02',
    t03: '2026-02',
    t04: '2026-05',
  });
});
