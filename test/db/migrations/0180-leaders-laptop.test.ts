import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('takes every laptop and bundle of before as an office’s, and loses nothing else', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 170);
  const before = contentsOf(db);
  upgradeTo(db, 180);
  const after = contentsOf(db);
  const asOffice = (table: string, column: string) =>
    before[table]?.map((row) => ({ ...(row as object), [column]: '' }));
  expect(after).toEqual({
    ...before,
    device: asOffice('device', 'leader_id'),
    identity: asOffice('identity', 'leader_id'),
    bundle: asOffice('bundle', 'peer_leader_id'),
  });
  expect(after['device']?.length).toBeGreaterThan(0);
});
