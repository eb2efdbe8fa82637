/**
 * The links of the commit chain, and which of them are written down. The link of a save, one operation of this laptop's
 * own, follows from the link before it and from the operation's row: writing it as well would be one more page for every
 * save. Every other link has a row in `commit_chain`, and so has one in sixty-four of those, so that little has to be
 * followed from the log again.
 */
import { sha256, sha256Hex } from '../crypto.ts';
import { prepare, type ReadDb, run, sql, value, type WriteDb } from '../sql.ts';

/** One link of the commit chain, with the hybrid logical clock as it stood then. */
export interface Link {
  readonly n: number;
  /** 32 bytes */
  readonly hash: Uint8Array;
  readonly ms: number;
  readonly counter: number;
  /** How many links there are since the last that was written down. */
  readonly unwritten: number;
}

const mostUnwritten = 64;

/** Where every chain begins. */
export const origin: Link = {
  n: 0,
  hash: Buffer.from(sha256Hex('commit chain v1'), 'hex'),
  ms: 0,
  counter: 0,
  unwritten: 0,
};

/** The hash of a link: over the one before it and the ids that were added, in their order. */
export function linkHash(before: Uint8Array, ids: string): Uint8Array {
  return sha256(Buffer.concat([before, Buffer.from(ids, 'latin1')]));
}

/** Of each connection that has added one: nobody else writes while a desk is open. */
const added = new WeakMap<object, Link>();

/** As it stood when a transaction began to add operations, which follow from no link yet. */
const begun = new WeakMap<ReadDb, Link>();

/** The latest link that was committed. */
export function latestLink(db: ReadDb): Link {
  return (
    begun.get(db) ??
    added.get(db.connection) ??
    follow(db, rowAt(db, Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)
  );
}

/** To be called before the transaction's first operation is stored. */
export function beginLink(db: WriteDb): void {
  if (!begun.has(db)) begun.set(db, latestLink(db));
}

/** The chain's link `n`; undefined when it has none. */
export function linkAt(db: ReadDb, n: number): Link | undefined {
  const row = rowAt(db, n);
  const link = follow(db, row, n - row.n);
  return link.n === n ? link : undefined;
}

interface LinkRow extends Omit<Link, 'unwritten'> {
  /** The last row of `op` that the link covers, its own and all before. */
  readonly covered: number;
}

/** The last link written down up to `n`. */
function rowAt(db: ReadDb, n: number): LinkRow {
  const row = prepare(
    db,
    `SELECT n, hash, hlc_ms AS ms, hlc_counter AS counter, covered FROM commit_chain
     WHERE n <= ? ORDER BY n DESC LIMIT 1`,
  ).get(n) as LinkRow | undefined;
  return row ?? { ...origin, covered: 0 };
}

/** As many links after it as there are, at most `most`: each of them a save's. */
function follow(db: ReadDb, { covered, ...row }: LinkRow, most: number): Link {
  const saves = prepare(
    db,
    'SELECT id, hlc_ms AS ms, hlc_counter AS counter FROM op WHERE rowid > ? ORDER BY rowid LIMIT ?',
  ).all(covered, most) as { id: string; ms: number; counter: number }[];
  return saves.reduce<Link>(
    ({ n, hash, unwritten }, { id, ms, counter }) => ({
      n: n + 1,
      hash: linkHash(hash, id),
      ms,
      counter,
      unwritten: unwritten + 1,
    }),
    { ...row, unwritten: 0 },
  );
}

/** Adds the transaction's link, which counts once the transaction does. `isSave`: it follows from the operation's row. */
export function addLink(db: WriteDb, link: Link, isSave: boolean): void {
  const isWritten = !isSave || link.unwritten >= mostUnwritten || pinned.has(db);
  if (isWritten) writeLink(db, link);
  db.committed.push(() => added.set(db.connection, isWritten ? { ...link, unwritten: 0 } : link));
}

function writeLink(db: WriteDb, { n, hash, ms, counter }: Link): void {
  const covered = value<number | null>(db, sql`SELECT max(rowid) FROM op`) ?? 0;
  run(
    db,
    sql`INSERT OR REPLACE INTO commit_chain (n, hash, hlc_ms, hlc_counter, covered)
        VALUES (${n}, ${hash}, ${ms}, ${counter}, ${covered})`,
  );
}

const pinned = new WeakSet<WriteDb>();

/** Before operations are taken away: the links that follow from them are written down once they are gone. */
export function pinLinks(db: WriteDb): void {
  const latest = latestLink(db);
  if (latest.n === 0 || pinned.has(db)) return;
  pinned.add(db);
  db.beforeCommit.unshift(() => writeLink(db, latest));
  db.committed.unshift(() => added.set(db.connection, { ...latest, unwritten: 0 }));
}
