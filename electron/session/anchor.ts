/**
 * The anchor file of the open desk: written after every commit that counts, compared at every unlock. A database that was put back
 * to an earlier state from outside the program is behind it. design/exchange.md, Identity; design/security.md rule 10.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { auditHashAt, auditHead, auditTopic } from '../../db/audit.ts';
import { hmacSha256, sha256Hex } from '../../db/crypto.ts';
import { identityTopic, readIncarnation } from '../../db/identity.ts';
import { commitHashAt, commitHead } from '../../db/log/commit-chain.ts';
import { afterCommit, type ReadDb } from '../../db/sql.ts';
import {
  type AnchorProblem,
  anchorProblem,
  type AnchorRecord,
  anchorRecord,
} from '../../shared/session/anchor.ts';
import type { Services } from '../services.ts';
import { deskPaths } from './paths.ts';

/** One sector of a disk: it holds either what stood there or what was written, also after a power cut. */
const fileBytes = 512;

/** The desk's folder and the machine it lies on. */
export type AnchorPlace = Pick<Services, 'folder' | 'machineId'>;

/** Null when the database fits the anchor beside it. */
export function anchorProblemOf(place: AnchorPlace, db: ReadDb): AnchorProblem | null {
  const anchor = readAnchor(deskPaths(place.folder).anchor);
  return anchorProblem(anchor, {
    incarnation: readIncarnation(db) ?? '',
    machine: machineMark(place),
    commitHash: anchor && commitHashAt(db, anchor.commits.n),
    auditHash: anchor && auditHashAt(db, anchor.audit.n),
  });
}

/** Notes durably where the database stands now, in the desk's own folder or one that is still being built. */
export function placeAnchor(place: AnchorPlace, db: ReadDb, file = deskPaths(place.folder).anchor): void {
  writeDurably(file, toBytes(recordOf(db, machineMark(place))));
}

/**
 * Notes where the database stands now, and from here on after every commit. A save is noted once it was answered, and
 * its note is not flushed: an anchor that fell behind is always right, and nobody must wait for it. An incarnation is
 * noted before the answer, because one that fell behind would be wrong, and so is a line of the audit log: what leaves
 * the desk has one. A note that cannot be written costs a warning at the next unlock at worst, never the work that was
 * just done.
 */
export function keepAnchor(place: AnchorPlace, db: ReadDb): void {
  const file = deskPaths(place.folder).anchor;
  const machine = machineMark(place);
  let last = recordOf(db, machine);
  unlessStorageFails(() => writeDurably(file, toBytes(last)));
  const note = (now: AnchorRecord): void => {
    if (isSame(last, now)) return; // a draft, a setting
    // A new incarnation is flushed: an anchor that names the old one would be taken for another history.
    const write = now.incarnation === last.incarnation ? overwrite : writeDurably;
    last = now;
    unlessStorageFails(() => write(file, toBytes(now)));
  };
  let isWaiting = false;
  afterCommit(db, (touched) => {
    if (touched.has(identityTopic) || touched.has(auditTopic)) {
      note(recordOf(db, machine));
    } else if (!isWaiting) {
      isWaiting = true;
      setImmediate(() => {
        isWaiting = false;
        // Closed meanwhile: `flushAnchor` has noted it, or the anchor stays behind.
        if (db.connection.open) note({ ...last, commits: commitHead(db) });
      });
    }
  });
}

/** For the desk that is about to be closed: the last state is brought to the disk. */
export function flushAnchor(services: Services): void {
  const desk = services.desk.current();
  if (desk) unlessStorageFails(() => placeAnchor(services, desk.db));
}

function recordOf(db: ReadDb, machine: string): AnchorRecord {
  const incarnation = readIncarnation(db) ?? '';
  return { v: 2, incarnation, commits: commitHead(db), audit: auditHead(db), machine };
}

function isSame(one: AnchorRecord, other: AnchorRecord): boolean {
  return (
    one.commits.n === other.commits.n &&
    one.commits.hash === other.commits.hash &&
    one.audit.n === other.audit.n &&
    one.audit.hash === other.audit.hash &&
    one.incarnation === other.incarnation
  );
}

/** The machine's id itself is confidential (machine-id(5)): only a hash that no other program has is written. */
function machineMark({ machineId }: AnchorPlace): string {
  const id = machineId();
  return id === '' ? '' : Buffer.from(hmacSha256(Buffer.from(id, 'utf8'), 'desk anchor v2')).toString('hex');
}

/** Undefined for a file that is missing, torn or not ours. */
export function readAnchor(file: string): AnchorRecord | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
  const lines = text.split('\n');
  if (text.length !== fileBytes || lines[1] !== sha256Hex(lines[0] ?? '')) return undefined;
  return anchorRecord.safeParse(JSON.parse(lines[0] ?? '')).data;
}

/** The record in one line, its hash in the next, then blanks: always of one length, so that it can be written over. */
function toBytes(record: AnchorRecord): Buffer {
  const text = JSON.stringify(record);
  return Buffer.from(`${text}\n${sha256Hex(text)}\n`.padEnd(fileBytes), 'latin1');
}

function overwrite(file: string, bytes: Buffer): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r+');
  } catch {
    writeDurably(file, bytes); // somebody took it away
    return;
  }
  try {
    writeSync(descriptor, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(descriptor);
  }
}

/** Under another name first, then in one step in its place. */
function writeDurably(file: string, bytes: Buffer): void {
  const temporary = `${file}.part`;
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}

function unlessStorageFails(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
  }
}
