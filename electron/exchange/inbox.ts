/** 收件箱: what was chosen is copied here, verified in a thread, and kept until it is imported or thrown away. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { appendAudit } from '../../db/audit.ts';
import { copyWholeFile } from '../../db/atomic-file.ts';
import { isTakenIn } from '../../db/bundle.ts';
import { fingerprint, randomBytes, randomId } from '../../db/crypto.ts';
import { readBundleLabel } from '../../db/exchange/container/read.ts';
import { openingIdentities, readTrust } from '../../db/exchange/keys.ts';
import { readRecoveryIdentity } from '../../db/exchange/recovery-word.ts';
import { missingPrerequisites } from '../../db/exchange/prerequisites.ts';
import { openStaging, type Staging } from '../../db/exchange/staging.ts';
import { requireIdentity } from '../../db/identity.ts';
import { isSameParty, leaderOf } from '../../db/party.ts';
import {
  deleteInbox,
  findInbox,
  findInboxBundle,
  type InboxEntry,
  listInbox,
  putInbox,
} from '../../db/inbox.ts';
import { hearWaitingWord } from '../../db/peer.ts';
import { transact, type WriteDb } from '../../db/sql.ts';
import { AppError, errorText } from '../../shared/errors.ts';
import type { BundleHeader } from '../../shared/exchange/manifest.ts';
import { unconfirmedSentence, waitingSentence } from '../../shared/exchange/waiting.ts';
import { storageError } from '../../db/storage-error.ts';
import type { Desk } from '../desk.ts';
import { deskPaths } from '../session/paths.ts';
import type { Services } from '../services.ts';
import { isLeftOpen, readableHeader } from './bundle-header.ts';
import { RefusedBundle, stageInThread } from './stage.ts';
import { senderOf } from './sender.ts';

interface DeskStaging {
  readonly key: Uint8Array;
  /** Copies verified in this run, by name. */
  readonly done: Set<string>;
  /** Copies being verified: two would write one staging file. */
  readonly verifying: Map<string, Promise<void>>;
}

/** Forgotten with the desk: after locking every copy is verified again. */
const stagings = new WeakMap<Desk, DeskStaging>();

function stagingOf(desk: Desk): DeskStaging {
  const known = stagings.get(desk);
  if (known) return known;
  const fresh = {
    key: randomBytes(32),
    done: new Set<string>(),
    verifying: new Map<string, Promise<void>>(),
  };
  stagings.set(desk, fresh);
  return fresh;
}

const copyPath = (services: Services, name: string): string =>
  join(deskPaths(services.folder).inbox, `${name}.drcb`);
const stagingPath = (services: Services, name: string): string =>
  join(deskPaths(services.folder).inbox, `${name}.staging`);

/**
 * Copies a file into the inbox, so that the stick may be pulled out, and verifies it.
 * @returns its name in the inbox.
 * @throws AppError bundle.* | log.bad-operation | storage.*; nothing is then kept, but what only lacks a sender
 *   somebody vouches for stays, quarantined.
 */
export async function receive(
  services: Services,
  desk: Desk,
  path: string,
  signal?: AbortSignal,
): Promise<string> {
  const { inbox } = deskPaths(services.folder);
  await mkdir(inbox, { recursive: true });
  const { header } = await readBundleLabel(path);
  if (isOwn(desk, header)) throw new AppError('bundle.own', { to: header.to.name });
  const before = findInboxBundle(desk.db, header.bundleId);
  const name = randomId();
  try {
    await copyIn(services, path, copyPath(services, name), signal);
    await verifyCopy(services, desk, name, basename(path), signal);
  } catch (error) {
    if (!findInbox(desk.db, name)) await rm(copyPath(services, name), { force: true });
    throw error;
  }
  // The same bundle chosen again stands for the older copy only once it is known to be sound.
  if (before) await discard(services, desk, before.name);
  return name;
}

/** Whether this very laptop made it. */
function isOwn({ db }: Desk, { from }: BundleHeader): boolean {
  return from.fingerprint === fingerprint(requireIdentity(db).signPublic);
}

async function copyIn(
  services: Services,
  from: string,
  to: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { size } = await stat(from).catch((error: unknown) => {
    throw storageError(error);
  });
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    services.progress({ taskId: 'import', label: '正在复制到收件箱', fraction: Math.min(1, done / size) });
  };
  await copyWholeFile(from, to, { onBytes, ...(signal ? { signal } : {}) });
}

/** Verifies the copy and writes down what it is; once for all who ask meanwhile. @throws as `receive` */
async function verifyCopy(
  services: Services,
  desk: Desk,
  name: string,
  fileName: string,
  signal?: AbortSignal,
): Promise<void> {
  const { verifying } = stagingOf(desk);
  const begun = verifying.get(name) ?? verify(services, desk, name, fileName, signal);
  verifying.set(name, begun);
  try {
    await begun;
  } finally {
    verifying.delete(name);
  }
}

async function verify(
  services: Services,
  desk: Desk,
  name: string,
  fileName: string,
  signal?: AbortSignal,
): Promise<void> {
  const { db } = desk;
  const self = requireIdentity(db);
  const path = copyPath(services, name);
  const { key, done } = stagingOf(desk);
  await rm(stagingPath(services, name), { force: true });
  try {
    await stageInThread(
      {
        path,
        identities: openingIdentities(self, readRecoveryIdentity(desk.db)),
        trust: readTrust(db, self),
        side: self.side,
        townId: self.townId,
        leaderId: self.leaderId,
        staging: stagingPath(services, name),
        stagingKey: key,
      },
      {
        onProgress: (fraction) => services.progress({ taskId: 'import', label: '正在核验数据包', fraction }),
        ...(signal ? { signal } : {}),
      },
    );
  } catch (error) {
    if (error instanceof RefusedBundle && error.code === 'bundle.unknown-sender' && error.header) {
      const { size } = await stat(path);
      await quarantine(services, desk, entryOf(name, fileName, error.header, size, services.nowMs()), error);
    } else if (isVerdict(error)) {
      forget(services, desk, name);
      await rm(path, { force: true });
    }
    throw error;
  }
  done.add(name);
  await classify(services, desk, name, fileName);
}

/** The file is bad. Cancelled, or with a disk that was full, nothing is known of it: its copy is perhaps the last. */
function isVerdict(error: unknown): boolean {
  return error instanceof RefusedBundle && !isLeftOpen(error.code);
}

/** Ready, waiting for an earlier bundle, or from a laptop the city took its word back from. */
async function classify(services: Services, desk: Desk, name: string, fileName: string): Promise<void> {
  const staging = openStaging(stagingPath(services, name), stagingOf(desk).key);
  try {
    const { header, manifest, bytes } = staging.facts;
    const entry = entryOf(name, fileName, header, bytes, services.nowMs());
    const { kind } = senderOf(desk.db, staging.facts);
    if (kind === 'revoked') {
      const error = new AppError('bundle.revoked-sender', { from: header.from.name });
      await quarantine(services, desk, entry, error);
      throw error;
    }
    // Nobody vouches for what it says, of its sender's holdings neither.
    if (kind === 'enrolling') {
      put(services, desk, { ...entry, state: 'unconfirmed', explanation: unconfirmedSentence });
      return;
    }
    const missing = missingPrerequisites(desk.db, manifest);
    if (missing.length === 0) {
      put(services, desk, entry);
      return;
    }
    const explanation = waitingSentence({
      from: header.from.name,
      previousMonth: manifest.previous?.month ?? null,
      partitions: new Set(missing.map(({ partition }) => partition)).size,
    });
    put(services, desk, { ...entry, state: 'waiting', explanation }, (db) => hearWaitingWord(db, manifest));
  } finally {
    staging.close();
  }
}

function entryOf(
  name: string,
  fileName: string,
  { bundleId, from, month, part }: BundleHeader,
  sizeBytes: number,
  receivedAtMs: number,
): InboxEntry {
  return {
    name,
    fileName,
    bundleId,
    peerName: from.name,
    peerSide: from.side,
    peerTownId: from.townId,
    peerLeaderId: leaderOf(from),
    fingerprint: from.fingerprint,
    month,
    partIndex: part.index,
    partCount: part.count,
    sizeBytes,
    receivedAtMs,
    state: 'ready',
    explanation: '',
  };
}

async function quarantine(
  services: Services,
  desk: Desk,
  entry: InboxEntry,
  { code, details }: AppError,
): Promise<void> {
  const isNews = findInbox(desk.db, entry.name)?.state !== 'quarantined';
  put(services, desk, { ...entry, state: 'quarantined', explanation: errorText(code, details) });
  if (!isNews) return;
  const { topics } = transact(desk.db, (db) =>
    appendAudit(db, 'bundle-quarantined', { bundle: entry.bundleId }, services.nowMs()),
  );
  services.broadcast(topics);
}

function put(
  services: Services,
  desk: Desk,
  entry: InboxEntry,
  beside: (db: WriteDb) => void = () => undefined,
): void {
  const { topics } = transact(desk.db, (db) => {
    putInbox(db, entry);
    beside(db);
  });
  services.broadcast(topics);
}

function forget(services: Services, desk: Desk, name: string): void {
  if (findInbox(desk.db, name)) services.broadcast(transact(desk.db, (db) => deleteInbox(db, name)).topics);
}

/**
 * The verified contents of a copy; verified again where this run has not done so. Close it when done.
 * @throws AppError exchange.changed (no such copy) | as `receive`
 */
export async function openStaged(
  services: Services,
  desk: Desk,
  name: string,
  signal?: AbortSignal,
): Promise<Staging> {
  if (!existsSync(copyPath(services, name))) throw new AppError('exchange.changed');
  const { key, done } = stagingOf(desk);
  if (!done.has(name)) {
    await verifyCopy(services, desk, name, findInbox(desk.db, name)?.fileName ?? `${name}.drcb`, signal);
  }
  return openStaging(stagingPath(services, name), key);
}

/** Looks again at what waited or was quarantined: an earlier bundle may have come, a laptop been confirmed. */
export async function lookAgain(services: Services, desk: Desk, signal?: AbortSignal): Promise<void> {
  for (const { name, state, fileName } of listInbox(desk.db)) {
    if (signal?.aborted) return;
    if (state === 'ready') continue;
    try {
      if (stagingOf(desk).done.has(name)) await classify(services, desk, name, fileName);
      else await verifyCopy(services, desk, name, fileName, signal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}

/** Copies a bundle of this desk's own into the inbox; verified when it is opened. */
export async function keepCopyOf(
  services: Services,
  desk: Desk,
  { path, header, explanation }: { path: string; header: BundleHeader; explanation: string },
): Promise<void> {
  const { inbox } = deskPaths(services.folder);
  await mkdir(inbox, { recursive: true });
  const name = randomId();
  await copyWholeFile(path, copyPath(services, name));
  const { size } = await stat(path);
  put(services, desk, { ...entryOf(name, fileNameOf(header), header, size, services.nowMs()), explanation });
}

const fileNameOf = ({ from, month }: BundleHeader): string => `${from.name}_${month}.drcb`;

/** Throws a copy away; the file it came from stays where it is. */
export async function discard(services: Services, desk: Desk, name: string): Promise<void> {
  await Promise.allSettled([stagingOf(desk).verifying.get(name)]);
  stagingOf(desk).done.delete(name);
  forget(services, desk, name);
  await rm(copyPath(services, name), { force: true });
  await rm(stagingPath(services, name), { force: true });
}

/**
 * Moves an imported copy into the archive. Failing costs nothing: the import stands, and the next start tries again.
 */
export async function archiveCopy(
  services: Services,
  desk: Desk,
  name: string,
  bundleId: string,
): Promise<void> {
  const { archive } = deskPaths(services.folder);
  stagingOf(desk).done.delete(name);
  try {
    await rm(stagingPath(services, name), { force: true });
    await mkdir(archive, { recursive: true });
    await rename(copyPath(services, name), join(archive, `${bundleId}.drcb`));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
  }
}

const broughtBack = '以前收下，还没有导入：由本机放回收件箱';

/**
 * At the opening of a desk: what a crash left behind is archived or thrown away. Whole bundles that the database does not
 * know (it was put back to a backup) are listed again: where they came from may be gone. Verified when they are opened.
 */
export async function tidyInbox(services: Services, desk: Desk): Promise<void> {
  const { inbox } = deskPaths(services.folder);
  const entries = new Map(listInbox(desk.db).map((entry) => [entry.name, entry]));
  const found = existsSync(inbox) ? readdirSync(inbox, { withFileTypes: true }) : [];
  // A folder is none of ours, and must not stop what comes after.
  const files = found.filter((entry) => entry.isFile()).map((entry) => entry.name);
  for (const file of files) {
    const name = basename(file, '.drcb');
    if (file.endsWith('.drcb') && entries.has(name)) continue;
    const path = join(inbox, file);
    const header = file.endsWith('.drcb') ? await readableHeader(path) : undefined;
    // Held by another program for the moment, or of a newer program: it is looked at again at the next opening.
    if (header === 'later') continue;
    if (header && isTakenIn(desk.db, header.bundleId)) {
      await archiveCopy(services, desk, name, header.bundleId);
    } else if (header && isForUs(desk, header) && !findInboxBundle(desk.db, header.bundleId)) {
      const { size, mtimeMs } = await stat(path);
      const entry = entryOf(name, fileNameOf(header), header, size, Math.round(mtimeMs));
      put(services, desk, { ...entry, explanation: broughtBack });
    } else await rm(path, { force: true });
  }
  const there = new Set(files);
  for (const { name } of entries.values()) {
    if (!there.has(`${name}.drcb`)) forget(services, desk, name);
  }
}

/** Addressed to this desk, by another laptop. */
export function isForUs(desk: Desk, header: BundleHeader): boolean {
  return isSameParty(header.to, requireIdentity(desk.db)) && !isOwn(desk, header);
}
