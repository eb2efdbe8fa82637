import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('takes every bundle that waits as an office’s, and loses nothing else', () => {
  const db = databaseBefore(70);
  upgradeTo(db, 180);
  db.connection
    .prepare(
      "INSERT INTO inbox VALUES ('1', 'a.drcb', 'b', '', 'town', 't', '', '2026-11', 1, 1, 1, 0, 'ready', '')",
    )
    .run();
  const before = contentsOf(db);
  upgradeTo(db, 190);
  const inbox = before['inbox']?.map((row) => ({ ...(row as object), peer_leader_id: '' }));
  expect(inbox).toHaveLength(1);
  expect(contentsOf(db)).toEqual({ ...before, inbox });
});
