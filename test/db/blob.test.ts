import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlobContent, blobBytes, blobPieces, hasBlob, storeBlob, storeBlobs } from '../../db/blob.ts';
import { randomBytes, sha256Hex } from '../../db/crypto.ts';
import { type ReadDb, sql, transact, value } from '../../db/sql.ts';
import { openTestDatabase } from '../support/database.ts';

const mib = 1024 * 1024;

function contentOf(bytes: Uint8Array, cuts: readonly number[]): BlobContent {
  const ends = [...cuts.filter((cut) => cut <= bytes.length).toSorted((a, b) => a - b), bytes.length];
  const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
  return { sha256: sha256Hex(bytes), size: bytes.length, pieces };
}

const store = (db: ReadDb, ...contents: BlobContent[]): number =>
  transact(db, (writable) => storeBlobs(writable, contents)).value;
const count = (db: ReadDb, table: 'blob' | 'blob_piece'): unknown =>
  db.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('the content of an attachment', () => {
  it('comes back byte for byte, however it was cut', () => {
    const db = openTestDatabase();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat({ max: 200 })), (bytes, cuts) => {
        const content = contentOf(bytes, cuts);
        expect(store(db, content)).toBe(1);
        expect(Buffer.from(bytes).equals(blobBytes(db, content.sha256))).toBe(true);
      }),
    );
  });

  it('is kept in pieces that are small beside it, and goes with all of them', () => {
    const db = openTestDatabase();
    const bytes = randomBytes(3 * mib + 1);
    const { value: sha256 } = transact(db, (writable) => storeBlob(writable, bytes));
    const sizes = [...blobPieces(db, sha256)].map(({ length }) => length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(mib / 2);
    expect(Buffer.from(bytes).equals(blobBytes(db, sha256))).toBe(true);
    db.connection.prepare('DELETE FROM blob WHERE sha256 = ?').run(sha256);
    expect([hasBlob(db, sha256), count(db, 'blob_piece')]).toEqual([false, 0]);
  });

  it('is stored once, and not even read again', () => {
    const db = openTestDatabase();
    const content = contentOf(randomBytes(100), [40]);
    const unread: Iterable<Uint8Array> = {
      [Symbol.iterator]: () => {
        throw new Error('read');
      },
    };
    expect(store(db, content, { ...content, pieces: unread })).toBe(2);
    expect([count(db, 'blob'), count(db, 'blob_piece')]).toEqual([1, 1]);
  });

  it('that is not what its name or its size says undoes everything of its transaction', () => {
    const db = openTestDatabase();
    const sound = contentOf(randomBytes(100), [40]);
    const other = contentOf(randomBytes(100), [40]);
    for (const wrong of [
      { ...other, sha256: 'a'.repeat(64) },
      { ...other, size: 99 },
      { ...other, pieces: [...other.pieces].slice(0, 1) },
      { ...other, pieces: [] },
    ]) {
      expect(() => store(db, sound, wrong)).toThrow('not what its name says');
      expect([count(db, 'blob'), count(db, 'blob_piece')]).toEqual([0, 0]);
    }
  });

  it('of which a piece is gone is not given out shorter than it was', () => {
    const db = openTestDatabase();
    const content = contentOf(randomBytes(100), [40]);
    store(db, content);
    db.connection.exec('DELETE FROM blob_piece');
    expect(() => blobBytes(db, content.sha256)).toThrow('missing');
  });

  it('leaves the page cache as it was, stored or refused', () => {
    const db = openTestDatabase();
    const cache = (): unknown => value(db, sql`SELECT cache_size FROM pragma_cache_size`);
    const before = cache();
    const content = contentOf(randomBytes(100), []);
    store(db, content);
    expect(cache()).toBe(before);
    expect(() => store(db, { ...content, sha256: 'a'.repeat(64) })).toThrow();
    expect(cache()).toBe(before);
  });
});
