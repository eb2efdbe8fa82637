/** Attachment bytes, kept by content in the encrypted database. */
import { sha256Hex } from './crypto.ts';
import { get, prepare, type ReadDb, run, sql, type WriteDb } from './sql.ts';

/** @throws Error when it is not here: ask `missingBlobs` first. */
export function blobBytes(db: ReadDb, sha256: string): Uint8Array {
  const row = get<{ bytes: Uint8Array }>(db, sql`SELECT bytes FROM blob WHERE sha256 = ${sha256}`);
  if (!row) throw new Error('no such blob');
  return row.bytes;
}

/** Stores once, whatever the number of records that name it. @returns its SHA-256. */
export function storeBlob(db: WriteDb, bytes: Uint8Array): string {
  const sha256 = sha256Hex(bytes);
  run(
    db,
    sql`INSERT OR IGNORE INTO blob (sha256, size_bytes, bytes) VALUES (${sha256}, ${bytes.length}, ${bytes})`,
  );
  return sha256;
}

/** Contents that attachments of the partitions name and this desk lacks. */
export function missingBlobs(db: ReadDb, partitions: readonly string[]): string[] {
  const select = prepare(
    db,
    `SELECT DISTINCT a.sha256 AS sha256 FROM attachment a LEFT JOIN blob b ON b.sha256 = a.sha256
     WHERE a.partition_id = ? AND a.deleted = 0 AND length(a.sha256) = 64 AND b.sha256 IS NULL`,
  );
  const missing = partitions.flatMap((partition) => select.all(partition) as { sha256: string }[]);
  return [...new Set(missing.map((row) => row.sha256))].sort();
}
