import { expect, it } from 'vitest';
import { databaseBefore, upgradeTo } from '../../support/old-desk.ts';

const seen = (db: ReturnType<typeof databaseBefore>): unknown =>
  db.connection.prepare(`SELECT value FROM setting WHERE key = 'news/seen'`).pluck().get();

it('takes what an older program took in for seen, and says nothing where nothing came', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 310);
  const insert = db.connection.prepare(
    `INSERT INTO bundle (id, direction, peer_side, peer_town_id, peer_device, month, sha256, size_bytes, at_ms,
       archive_name, summary) VALUES (?, 'in', 'city', '', 'd', '2026-11', 's', 1, 1, '', '{}')`,
  );
  db.connection.prepare('DELETE FROM bundle_file').run();
  db.connection.prepare('DELETE FROM bundle_detail').run();
  db.connection.prepare('DELETE FROM bundle').run();
  const empty = databaseBefore(160);
  upgradeTo(empty, 310);
  for (const table of ['bundle_file', 'bundle_detail', 'bundle'])
    empty.connection.prepare(`DELETE FROM ${table}`).run();
  upgradeTo(empty, 320);
  expect(seen(empty)).toBeUndefined();
  insert.run('b1');
  insert.run('b2');
  upgradeTo(db, 320);
  expect(seen(db)).toBe('2');
});
