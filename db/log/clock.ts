/** The hybrid logical clock. It is kept in the latest link of the commit chain: no operation comes without one. */
import { operationLimits } from '../../shared/log/operation.ts';
import { isWriting, prepare, type ReadDb, type WriteDb } from '../sql.ts';

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

/** What a transaction found when it first asked: it writes one link, and that at its very end. */
const found = new WeakMap<ReadDb, Link>();

/** The latest link there was when the transaction began, or, outside of one, that there is. */
export function latestLink(db: ReadDb): Link | undefined {
  const known = found.get(db);
  if (known) return known;
  const link = prepare(
    db,
    'SELECT n, hash, hlc_ms AS ms, hlc_counter AS counter FROM commit_chain ORDER BY n DESC LIMIT 1',
  ).get() as Link | undefined;
  if (link && isWriting(db)) found.set(db, link);
  return link;
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
