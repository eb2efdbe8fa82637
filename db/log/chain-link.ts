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

/** The latest of each connection, once known: nobody else writes while a desk is open. */
const latestOf = new WeakMap<object, Link>();

/** As it stood when a transaction began to add operations, which follow from no link yet. */
const linkBefore = new WeakMap<ReadDb, Link>();

/** The latest link that was committed. */
export function latestLink(db: ReadDb): Link {
  const known = linkBefore.get(db) ?? latestOf.get(db.connection);
  if (known) return known;
  const row = rowAt(db, Number.MAX_SAFE_INTEGER);
  const latest = follow(db, row, Number.MAX_SAFE_INTEGER).at(-1) ?? { ...row, unwritten: 0 };
  latestOf.set(db.connection, latest);
  return latest;
}

/** To be called before the transaction's first operation is stored. */
export function beginLink(db: WriteDb): void {
  if (!linkBefore.has(db)) linkBefore.set(db, latestLink(db));
}

/**
 * The hash of the chain's link `n`, 32 bytes; undefined when it has none. Also of a database that is still to be
 * upgraded: what an older program left is looked at before anything is written.
 */
export function hashOfLink(db: ReadDb, n: number): Uint8Array | undefined {
  if (n === 0) return origin.hash;
  const written = prepare(db, 'SELECT hash FROM commit_chain WHERE n = ?').get(n) as
    | Pick<Link, 'hash'>
    | undefined;
  if (written) return written.hash;
  // Before 0160 every link had a row.
  if (value(db, sql`SELECT 1 FROM pragma_table_info('commit_chain') WHERE name = 'covered'`) === undefined)
    return undefined;
  const row = rowAt(db, n);
  return follow(db, row, n - row.n).find((link) => link.n === n)?.hash;
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

/** The links after it, at most `most`: each of them a save's. */
function follow(db: ReadDb, { covered, ...row }: LinkRow, most: number): Link[] {
  const saves = prepare(
    db,
    'SELECT id, hlc_ms AS ms, hlc_counter AS counter FROM op WHERE rowid > ? ORDER BY rowid LIMIT ?',
  ).all(covered, most) as { id: string; ms: number; counter: number }[];
  let before: Link = { ...row, unwritten: 0 };
  return saves.map(({ id, ms, counter }) => {
    const { n, unwritten } = before;
    before = { n: n + 1, hash: linkHash(before.hash, id), ms, counter, unwritten: unwritten + 1 };
    return before;
  });
}

/** Adds the transaction's link, which counts once the transaction does. `isSave`: it follows from the operation's row. */
export function addLink(db: WriteDb, link: Link, isSave: boolean): void {
  const isWritten = !isSave || link.unwritten >= mostUnwritten || pinned.has(db);
  if (isWritten) writeLink(db, link);
  db.committed.push(() => latestOf.set(db.connection, isWritten ? { ...link, unwritten: 0 } : link));
}

/** One that is written again covers what the log holds now. */
function writeLink(db: WriteDb, { n, hash, ms, counter }: Link): void {
  const covered = value<number | null>(db, sql`SELECT max(rowid) FROM op`) ?? 0;
  run(
    db,
    sql`INSERT INTO commit_chain (n, hash, hlc_ms, hlc_counter, covered)
        VALUES (${n}, ${hash}, ${ms}, ${counter}, ${covered})
        ON CONFLICT (n) DO UPDATE SET covered = excluded.covered WHERE hash = excluded.hash`,
  );
}

const pinned = new WeakSet<WriteDb>();

/**
 * Before operations are taken away: every link that follows from them is written down, since the anchor may still name
 * any of them; the latest once more when they are gone, with the last row that is left.
 */
export function pinLinks(db: WriteDb): void {
  beginLink(db);
  const latest = latestLink(db);
  if (latest.n === 0 || pinned.has(db)) return;
  pinned.add(db);
  const row = rowAt(db, latest.n);
  for (const link of follow(db, row, latest.n - row.n)) writeLink(db, link);
  db.beforeCommit.unshift(() => writeLink(db, latest));
  db.committed.unshift(() => latestOf.set(db.connection, { ...latest, unwritten: 0 }));
}
