/**
 * The commit chain: one link for each transaction that added operations. The anchor outside the database names a link;
 * a database that has another one there, or none, is not the state the anchor was written for, nor a later one.
 * design/exchange.md, Identity.
 */
import { type RunningSha256, sha256, sha256Hex, startSha256 } from '../crypto.ts';
import { type ReadDb, sql, value, type WriteDb } from '../sql.ts';
import { latestLink, writeLink } from './clock.ts';

export interface CommitHead {
  /** Transactions that added operations so far. */
  readonly n: number;
  /** 64 hex digits */
  readonly hash: string;
}

const origin: CommitHead = { n: 0, hash: sha256Hex('commit chain v1') };

export function commitHead(db: ReadDb): CommitHead {
  const link = latestLink(db);
  return link ? { n: link.n, hash: Buffer.from(link.hash).toString('hex') } : origin;
}

/** The chain's hash at one of its links; undefined when it has no such link. */
export function commitHashAt(db: ReadDb, n: number): string | undefined {
  if (n === 0) return origin.hash;
  return value<string>(db, sql`SELECT lower(hex(hash)) FROM commit_chain WHERE n = ${n}`);
}

interface OpenLink {
  readonly n: number;
  /** 32 bytes */
  readonly before: Uint8Array;
  /** Ids not hashed yet: one call for many costs less, and two million of them need no memory. */
  readonly waiting: string[];
  /** Only once there are many. */
  running: RunningSha256 | undefined;
}

const openLinks = new WeakMap<WriteDb, OpenLink>();
const idsAtOnce = 512;

/** An operation was added in this transaction. Its link is written once, when the transaction ends. */
export function noteAdded(db: WriteDb, opId: string): void {
  let link = openLinks.get(db);
  if (!link) {
    const opened = beginLink(db);
    link = opened;
    openLinks.set(db, opened);
    db.beforeCommit.push(() => writeLink(db, { n: opened.n, hash: hashOf(opened) }));
  }
  link.waiting.push(opId);
  if (link.waiting.length >= idsAtOnce) hashWaiting(link);
}

function beginLink(db: WriteDb): OpenLink {
  const latest = latestLink(db);
  const before = latest?.hash ?? Buffer.from(origin.hash, 'hex');
  return { n: (latest?.n ?? 0) + 1, before, waiting: [], running: undefined };
}

function hashWaiting(link: OpenLink): void {
  if (!link.running) {
    link.running = startSha256();
    link.running.update(link.before);
  }
  link.running.update(idBytes(link));
  link.waiting.length = 0;
}

/** The hash of the link before and of the ids, in the order in which they were added. */
function hashOf(link: OpenLink): Uint8Array {
  // The one id of a save: nothing is set up for more.
  if (!link.running) return sha256(Buffer.concat([link.before, idBytes(link)]));
  hashWaiting(link);
  return link.running.digest();
}

function idBytes({ waiting }: OpenLink): Buffer {
  return Buffer.from(waiting.join(''), 'latin1');
}
