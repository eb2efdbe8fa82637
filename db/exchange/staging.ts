/**
 * What a verified bundle holds, laid out in a database of its own: written by the thread that verified it, read row by
 * row by whoever takes it in, so that memory does not grow with the bundle. It is encrypted with a key that lives only
 * in this run of the program; left over after a crash it is noise.
 */
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import {
  type BundleHeader,
  type BundleManifest,
  bundleHeader,
  bundleManifest,
} from '../../shared/exchange/manifest.ts';
import type { BlobContent } from '../blob.ts';
import type { ParsedOperation } from '../log/integrate.ts';
import { parseBodies } from '../log/op.ts';
import { applyKey } from '../open.ts';
import { release } from '../release.ts';
import type { BlobChunk } from './container/format.ts';

export interface StagedFacts {
  readonly header: BundleHeader;
  readonly manifest: BundleManifest;
  /** The key the signature was checked with. */
  readonly publicKey: string;
  readonly operations: number;
  readonly blobs: number;
  readonly bytes: number;
  /** of the whole file, hex */
  readonly fileSha256: string;
}

export interface StagingWriter {
  addOperation(operation: Pick<ParsedOperation, 'id' | 'bytes'>): void;
  /** The pieces of one attachment follow one another, in order. */
  addBlobPiece(piece: BlobChunk): void;
  finish(facts: StagedFacts): void;
  close(): void;
}

export interface Staging {
  readonly facts: StagedFacts;
  /** In the order they were sent, one at a time. */
  operations(): Generator<ParsedOperation>;
  /** One attachment after the other, a piece at a time: each lasts until the next is asked for. */
  blobs(): Generator<BlobContent>;
  close(): void;
}

/** Of operations in one row: a row each costs more than what is in it. */
const batchBytes = 64 * 1024;

/** Rows of one transaction. More than the page cache holds goes into the file before the commit. */
const rowsPerTransaction = 5000;

/** `key`: 32 random bytes. The file must not exist. */
export function createStaging(file: string, key: Uint8Array): StagingWriter {
  const db = openKeyed(file, key);
  // Nothing in here outlives the program: no journal, no waiting for the disk.
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  // A batch in one page or two instead of sixteen: each page is read and decrypted by itself.
  db.pragma('page_size = 65536');
  db.exec(`
    -- Many operations in one row: ids of 64 digits each, sizes their lengths in bytes, 4 bytes each; a JSON list.
    CREATE TABLE operation_batch (n INTEGER PRIMARY KEY, ids TEXT NOT NULL, sizes BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;
    -- The pieces of an attachment: from first_piece on, as many as make up its size.
    CREATE TABLE blob (first_piece INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL) STRICT;
    CREATE TABLE blob_piece (n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `);
  const insertBatch = db.prepare('INSERT INTO operation_batch (ids, sizes, bytes) VALUES (?, ?, ?)');
  const insertBlob = db.prepare('INSERT INTO blob (first_piece, sha256, size) VALUES (?, ?, ?)');
  const insertPiece = db.prepare('INSERT INTO blob_piece (n, bytes) VALUES (?, ?)');
  const insertFact = db.prepare("INSERT INTO fact (name, value) VALUES ('facts', ?)");
  let pieces = 0;
  let rows = 0;
  const counted = (): void => {
    if (rows === 0) db.exec('BEGIN');
    rows += 1;
    if (rows < rowsPerTransaction) return;
    db.exec('COMMIT');
    rows = 0;
  };
  let waiting: Pick<ParsedOperation, 'id' | 'bytes'>[] = [];
  let waitingBytes = 0;
  const writeBatch = (): void => {
    if (waiting.length === 0) return;
    const ids = waiting.map(({ id }) => id).join('');
    const sizes = Uint32Array.from(waiting, ({ bytes }) => bytes.length);
    // As one list in JSON: it is read in one go, and each operation's own bytes stand in it.
    const pieces = waiting.flatMap(({ bytes }, index) => [index === 0 ? listStart : listComma, bytes]);
    insertBatch.run(ids, Buffer.from(sizes.buffer), Buffer.concat([...pieces, listEnd]));
    waiting = [];
    waitingBytes = 0;
    counted();
  };
  return {
    addOperation: (operation) => {
      waiting.push(operation);
      waitingBytes += operation.bytes.length;
      if (waitingBytes >= batchBytes) writeBatch();
    },
    addBlobPiece: ({ sha256, size, offset, bytes }) => {
      pieces += 1;
      if (offset === 0) insertBlob.run(pieces, sha256, size);
      insertPiece.run(pieces, bytes);
      counted();
    },
    finish: (facts) => {
      writeBatch();
      insertFact.run(JSON.stringify(facts));
      if (db.inTransaction) db.exec('COMMIT');
      rows = 0;
    },
    close: () => db.close(),
  };
}

/** @throws AppError exchange.changed when the file is not a finished staging of this run. */
export function openStaging(file: string, key: Uint8Array): Staging {
  let db: Database.Database | undefined;
  try {
    db = openKeyed(file, key, true);
    const text = db.prepare("SELECT value FROM fact WHERE name = 'facts'").pluck().get() as string;
    return reading(db, parseFacts(text));
  } catch {
    db?.close();
    throw new AppError('exchange.changed');
  }
}

function reading(db: Database.Database, facts: StagedFacts): Staging {
  return {
    facts,
    *operations() {
      const rows = db.prepare('SELECT ids, sizes, bytes FROM operation_batch ORDER BY n').iterate();
      for (const row of rows as IterableIterator<OperationBatch>) yield* operationsIn(row);
    },
    *blobs() {
      const blobs = db.prepare('SELECT first_piece, sha256, size FROM blob ORDER BY first_piece').all();
      const select = db.prepare('SELECT bytes FROM blob_piece WHERE n = ?').pluck();
      const pieceAt = (n: number): Uint8Array => select.get(n) as Uint8Array;
      for (const { first_piece, sha256, size } of blobs as StagedBlob[]) {
        yield { sha256, size, pieces: piecesFrom(first_piece, size, pieceAt) };
      }
    },
    close: () => db.close(),
  };
}

interface StagedBlob {
  readonly first_piece: number;
  readonly sha256: string;
  readonly size: number;
}

function* piecesFrom(first: number, size: number, pieceAt: (n: number) => Uint8Array): Generator<Uint8Array> {
  let given = 0;
  for (let n = first; given < size; n += 1) {
    const bytes = pieceAt(n);
    given += bytes.length;
    yield bytes;
    release(bytes);
  }
}

interface OperationBatch {
  readonly ids: string;
  readonly sizes: Buffer;
  readonly bytes: Buffer;
}

function* operationsIn({ ids, sizes, bytes }: OperationBatch): Generator<ParsedOperation> {
  const bodies = parseBodies(bytes);
  let start = listStart.length;
  for (const [index, body] of bodies.entries()) {
    const end = start + sizes.readUInt32LE(index * 4);
    const id = ids.slice(index * idLength, (index + 1) * idLength);
    yield { id, bytes: bytes.subarray(start, end), body };
    start = end + listComma.length;
  }
}

const listStart = Buffer.from('[');
const listComma = Buffer.from(',');
const listEnd = Buffer.from(']');
const idLength = 64;

function parseFacts(text: string): StagedFacts {
  const facts = JSON.parse(text) as StagedFacts;
  return {
    ...facts,
    header: bundleHeader.parse(facts.header),
    manifest: bundleManifest.parse(facts.manifest),
  };
}

function openKeyed(file: string, key: Uint8Array, mustExist = false): Database.Database {
  const db = new Database(file, { fileMustExist: mustExist, readonly: mustExist });
  applyKey(db, key);
  return db;
}
