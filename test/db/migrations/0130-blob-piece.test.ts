import { expect, it } from 'vitest';
import { blobBytes } from '../../../db/blob.ts';
import { sha256Hex } from '../../../db/crypto.ts';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('leaves the attachments of a ledger in use as they lie, and reads them as before', () => {
  const db = databaseBefore(130);
  const bytes = Buffer.alloc(700_000, '扫描件');
  const sha256 = sha256Hex(bytes);
  db.connection.prepare('INSERT INTO blob VALUES (?, ?, ?)').run(sha256, bytes.length, bytes);
  const before = contentsOf(db);
  upgradeTo(db, 130);
  expect(contentsOf(db)).toEqual({ ...before, blob_piece: [] });
  expect(blobBytes(db, sha256).equals(bytes)).toBe(true);
});
