/** The hybrid logical clock. It is kept in the latest link of the commit chain: no operation comes without one. */
import { operationLimits } from '../../shared/log/operation.ts';
import { prepare, type ReadDb, type WriteDb } from '../sql.ts';

export interface LogClock {
  readonly ms: number;
  readonly counter: number;
}

/** What a transaction made of it so far; its link writes it down. */
const moved = new WeakMap<ReadDb, LogClock>();

export function readClock(db: ReadDb): LogClock {
  const { ms, counter } = moved.get(db) ?? latestLink(db) ?? { ms: 0, counter: 0 };
  return { ms, counter };
}

/** One link of the commit chain. */
export interface Link extends LogClock {
  readonly n: number;
  /** 32 bytes */
  readonly hash: Uint8Array;
}

/** Of each connection that has written one: nobody else writes while a desk is open. */
const written = new WeakMap<object, Link>();

/** The latest link that was committed. */
export function latestLink(db: ReadDb): Link | undefined {
  return (
    written.get(db.connection) ??
    (prepare(
      db,
      'SELECT n, hash, hlc_ms AS ms, hlc_counter AS counter FROM commit_chain ORDER BY n DESC LIMIT 1',
    ).get() as Link | undefined)
  );
}

/** Writes the transaction's link, which counts once the transaction does. */
export function writeLink(db: WriteDb, link: Pick<Link, 'n' | 'hash'>): void {
  const { ms, counter } = readClock(db);
  prepare(db, 'INSERT INTO commit_chain (n, hash, hlc_ms, hlc_counter) VALUES (?, ?, ?, ?)').run(
    link.n,
    link.hash,
    ms,
    counter,
  );
  db.committed.push(() => written.set(db.connection, { ...link, ms, counter }));
}

/** The next HLC of a local write; never goes back, even when the machine's clock does. */
export function tickClock(db: WriteDb, nowMs: number): readonly [ms: number, counter: number] {
  const { ms, counter } = readClock(db);
  const next = nowMs > ms ? { ms: nowMs, counter: 0 } : { ms, counter: counter + 1 };
  moved.set(db, next);
  return [next.ms, next.counter];
}

/** Hears a peer's clock: advances ours, by at most 24 h over our own time. */
export function hearClock(db: WriteDb, peerMs: number, nowMs: number): void {
  const bounded = Math.min(peerMs, nowMs + operationLimits.futureMs);
  if (bounded > readClock(db).ms) moved.set(db, { ms: bounded, counter: 0 });
}
