/**
 * The commit chain: one link for each transaction that added operations. The anchor outside the database names a link;
 * a database that has another one there, or none, is not the state the anchor was written for, nor a later one.
 * design/exchange.md, Identity.
 */
import { type RunningSha256, startSha256 } from '../crypto.ts';
import type { ReadDb, WriteDb } from '../sql.ts';
import { addLink, hashOfLink, type Link, latestLink, linkHash } from './chain-link.ts';
import { hasHeard, readClock } from './clock.ts';

export interface CommitHead {
  /** Transactions that added operations so far. */
  readonly n: number;
  /** 64 hex digits */
  readonly hash: string;
}

export function commitHead(db: ReadDb): CommitHead {
  const { n, hash } = latestLink(db);
  return { n, hash: toHex(hash) };
}

/** The chain's hash at one of its links; undefined when it has no such link. */
export function commitHashAt(db: ReadDb, n: number): string | undefined {
  const hash = hashOfLink(db, n);
  return hash && toHex(hash);
}

function toHex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}

/** The link of a transaction while it goes on. */
interface OpenLink {
  readonly before: Link;
  /** Ids not hashed yet: one call for many costs less, and two million of them need no memory. */
  readonly waiting: string[];
  /** Only once there are many. */
  running: RunningSha256 | undefined;
}

const openLinks = new WeakMap<WriteDb, OpenLink>();
const idsAtOnce = 512;

/** An operation was added in this transaction. Its link is made once, when the transaction ends. */
export function noteAdded(db: WriteDb, opId: string): void {
  let link = openLinks.get(db);
  if (!link) {
    const opened: OpenLink = { before: latestLink(db), waiting: [], running: undefined };
    link = opened;
    openLinks.set(db, opened);
    db.beforeCommit.push(() => closeLink(db, opened));
  }
  link.waiting.push(opId);
  if (link.waiting.length >= idsAtOnce) hashWaiting(link);
}

function hashWaiting(link: OpenLink): void {
  if (!link.running) {
    link.running = startSha256();
    link.running.update(link.before.hash);
  }
  link.running.update(Buffer.from(link.waiting.join(''), 'latin1'));
  link.waiting.length = 0;
}

function closeLink(db: WriteDb, link: OpenLink): void {
  const { before, waiting } = link;
  const isSave = waiting.length === 1 && !link.running && !hasHeard(db);
  const hash = link.running ? hashToEnd(link, link.running) : linkHash(before.hash, waiting.join(''));
  const { ms, counter } = readClock(db);
  addLink(db, { n: before.n + 1, hash, ms, counter, unwritten: before.unwritten + 1 }, isSave);
}

function hashToEnd(link: OpenLink, running: RunningSha256): Uint8Array {
  hashWaiting(link);
  return running.digest();
}
