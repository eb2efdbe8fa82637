/** The hybrid logical clock. It stands with the latest link of the commit chain: no operation comes without one. */
import { operationLimits } from '../../shared/log/operation.ts';
import type { ReadDb, WriteDb } from '../sql.ts';
import { latestLink } from './chain-link.ts';

export interface LogClock {
  readonly ms: number;
  readonly counter: number;
}

/** What a transaction made of it so far; its link keeps it. */
const moved = new WeakMap<ReadDb, LogClock>();
const heard = new WeakSet<ReadDb>();

export function readClock(db: ReadDb): LogClock {
  const { ms, counter } = moved.get(db) ?? latestLink(db);
  return { ms, counter };
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
  heard.add(db);
  const bounded = Math.min(peerMs, nowMs + operationLimits.futureMs);
  if (bounded > readClock(db).ms) moved.set(db, { ms: bounded, counter: 0 });
}

/** Whether the transaction heard a peer: its clock then does not follow from what it wrote. */
export function hasHeard(db: WriteDb): boolean {
  return heard.has(db);
}
