/** Attachment bytes, kept by content in the encrypted database, in pieces. */
import { sha256Hex, startSha256 } from './crypto.ts';
import { get, prepare, type ReadDb, run, sql, value, type WriteDb } from './sql.ts';

/** Contents as they travel. */
export interface BlobContent {
  readonly sha256: string;
  readonly size: number;
  readonly pieces: Iterable<Uint8Array>;
}

const pieceBytes = 512 * 1024;

/** Pages that are held while contents are stored; 8 MB, in KiB and negative as SQLite has it. */
const pageCache = -8192;

export function hasBlob(db: ReadDb, sha256: string): boolean {
  return prepare(db, 'SELECT 1 FROM blob WHERE sha256 = ?').get(sha256) !== undefined;
}

/** Of a content that lies here; undefined when it does not. */
export function blobSize(db: ReadDb, sha256: string): number | undefined {
  return value<number>(db, sql`SELECT size_bytes FROM blob WHERE sha256 = ${sha256}`);
}

/** From the first byte to the last, a piece at a time. @throws Error when it is not here: ask `hasBlob` first. */
export function* blobPieces(db: ReadDb, sha256: string): Generator<Uint8Array> {
  const begin = get<{ size_bytes: number; bytes: Uint8Array }>(
    db,
    sql`SELECT size_bytes, bytes FROM blob WHERE sha256 = ${sha256}`,
  );
  if (!begin) throw new Error('no such blob');
  yield begin.bytes;
  let offset = begin.bytes.length;
  while (offset < begin.size_bytes) {
    // A cursor left open here would keep the connection busy while the reader waits for a disk.
    const next = get<{ bytes: Uint8Array }>(
      db,
      sql`SELECT bytes FROM blob_piece WHERE sha256 = ${sha256} AND offset = ${offset}`,
    );
    if (!next) throw new Error('a piece of a blob is missing');
    yield next.bytes;
    offset += next.bytes.length;
  }
}

/** @throws Error when it is not here: ask `hasBlob` first. */
export function blobBytes(db: ReadDb, sha256: string): Buffer {
  return Buffer.concat([...blobPieces(db, sha256)]);
}

/** Stores once, whatever the number of records that name it. @returns its SHA-256. */
export function storeBlob(db: WriteDb, bytes: Uint8Array): string {
  const sha256 = sha256Hex(bytes);
  storePieces(db, { sha256, size: bytes.length, pieces: cut(bytes) });
  return sha256;
}

/**
 * Stores many contents; those that lie here already are not even read. Memory does not grow with them: what is written
 * goes to the disk (the WAL) at once instead of filling the connection's page cache.
 * @returns how many there were. @throws Error when one is not what its name and size say: nothing may be committed then.
 */
export function storeBlobs(db: WriteDb, contents: Iterable<BlobContent>): number {
  const { connection } = db;
  const usual = Number(connection.pragma('cache_size', { simple: true }));
  connection.pragma(`cache_size = ${pageCache}`);
  try {
    let count = 0;
    for (const content of contents) {
      storePieces(db, content);
      count += 1;
    }
    return count;
  } finally {
    connection.pragma(`cache_size = ${usual}`);
  }
}

function storePieces(db: WriteDb, { sha256, size, pieces }: BlobContent): void {
  if (hasBlob(db, sha256)) return;
  const hash = startSha256();
  let offset = 0;
  for (const bytes of pieces) {
    if (bytes.length === 0) continue;
    hash.update(bytes);
    if (offset === 0) insertBlob(db, sha256, size, bytes);
    else {
      run(db, sql`INSERT INTO blob_piece (sha256, offset, bytes) VALUES (${sha256}, ${offset}, ${bytes})`);
    }
    offset += bytes.length;
  }
  if (size === 0) insertBlob(db, sha256, size, new Uint8Array());
  if (offset !== size || Buffer.from(hash.digest()).toString('hex') !== sha256) {
    throw new Error('a content is not what its name says');
  }
}

function insertBlob(db: WriteDb, sha256: string, size: number, bytes: Uint8Array): void {
  run(db, sql`INSERT INTO blob (sha256, size_bytes, bytes) VALUES (${sha256}, ${size}, ${bytes})`);
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
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
