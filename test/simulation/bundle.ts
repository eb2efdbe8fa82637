/** Bundles between simulated desks: composed, taken in and, where the file matters, really written and read. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint, randomId, sha256Hex } from '../../db/crypto.ts';
import { isSameParty, leaderOf, type Party } from '../../db/party.ts';
import type { ParsedOperation } from '../../db/log/integrate.ts';
import { transact, type WriteDb } from '../../db/sql.ts';
import { AppError } from '../../shared/errors.ts';
import { type BundleHeader, bundleManifest } from '../../shared/exchange/manifest.ts';
import { canonicalJson, parseCanonicalJson } from '../../shared/log/canonical.ts';
import { type OperationBody, operationVersion, putKind } from '../../shared/log/operation.ts';
import { identityOf, type SimulatedDesk } from './desk.ts';
import type { Damage, Forgery } from './plan.ts';
import { townName } from './plan.ts';
import type { OperationCache, PostedBundle } from './posted.ts';
import { ensure, Violation } from './violation.ts';

export interface ComposeRequest {
  readonly to: Party;
  readonly atMs: number;
  /** Leaves out what the recipient has acknowledged, however small the log is. */
  readonly delta: boolean;
  readonly forged: readonly Forgery[];
  readonly step: number;
}

/** What exportBundle does, without the file. */
export function composeBundle(
  desk: SimulatedDesk,
  { to, atMs, delta, forged, step }: ComposeRequest,
  cache: OperationCache,
): PostedBundle {
  const { program, db } = desk;
  const self = identityOf(desk);
  const nowMs = atMs + desk.skewMs;
  const bundleId = randomId();
  const outgoing = program.composeOutgoing(db, self, to, {
    bundleId,
    program: '0.1.0',
    nowMs,
    ...(delta ? { fullLogBytes: 0 } : {}),
  });
  const operations = Array.from(outgoing.operations, (bytes) => {
    const id = sha256Hex(bytes);
    let parsed = cache.get(id);
    if (!parsed) {
      parsed = program.parseOperation(Buffer.from(bytes));
      cache.set(id, parsed);
    }
    return parsed;
  });
  const header: BundleHeader = {
    v: 1,
    minReader: 1,
    bundleId,
    from: {
      ...partyOf(self),
      name: nameOf(self),
      fingerprint: fingerprint(self.signPublic),
    },
    to: { ...partyOf(to), name: nameOf(to) },
    month: new Date(Math.max(0, nowMs)).toISOString().slice(0, 7),
    part: { index: 1, count: 1 },
    createdAtMs: nowMs,
  };
  transact(db, (writable) => {
    program.putSent(writable, to, outgoing.reach);
    program.forgetOutside(writable, to, outgoing.partitions);
    noteBundle(desk, writable, header, 'out', '');
    program.appendAudit(writable, 'export', { bundle: bundleId }, nowMs);
  });
  return {
    from: desk.name,
    step,
    to,
    header,
    // As it is read from the file.
    manifest: bundleManifest.parse(parseCanonicalJson(canonicalJson(outgoing.manifest))),
    operations: [
      ...operations,
      ...forged.map((forgery, index) => forgeOperation(desk, forgery, nowMs, index)),
    ],
    recipients: program.recipientsOf(db, self, to),
    signer: { deviceId: self.deviceId, signSecret: self.signSecret },
  };
}

/** As in the header: an office has no leader's id there. */
function partyOf({ side, townId, leaderId = '' }: Party): Party {
  return { side, townId, ...(leaderId === '' ? {} : { leaderId }) };
}

function nameOf(party: Party): string {
  return leaderOf(party) || (party.side === 'city' ? '市发改委' : townName(party.townId));
}

/** An operation that the sender's own program would have refused to write. */
function forgeOperation(
  desk: SimulatedDesk,
  { of, fields }: Forgery,
  nowMs: number,
  index: number,
): ParsedOperation {
  const body: OperationBody = {
    v: operationVersion,
    partition: of.partition,
    incarnation: randomId(),
    seq: index + 1,
    prev: null,
    author: identityOf(desk).deviceId,
    hlc: [nowMs, 0],
    wall: nowMs,
    kind: putKind,
    entity: [of.type, of.id],
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        { value: value as OperationBody['fields'][string]['value'], parents: [] },
      ]),
    ),
  };
  return desk.program.parseOperation(Buffer.from(canonicalJson(body)));
}

/**
 * What importBundle writes, in one transaction. `killedAfter`: the process dies after so many operations.
 * @returns names of the enterprises the desk cleared, because they are another's now.
 */
export function takeBundle(
  desk: SimulatedDesk,
  bundle: PostedBundle,
  atMs: number,
  operations: readonly ParsedOperation[],
  killedAfter?: number,
): readonly string[] {
  const { program, db } = desk;
  const { header, manifest } = bundle;
  const nowMs = atMs + desk.skewMs;
  const sender = program.identifySender(program.readTrust(db, identityOf(desk)), manifest, header);
  if (sender.kind !== 'certified')
    throw new Violation('delivery', `${desk.name}: sender ${bundle.from} is ${sender.kind}`);
  return transact(db, (writable) => {
    const { cleared } = program.takeIncoming(
      writable,
      identityOf(desk),
      { manifest, operations: killedAfter === undefined ? operations : dying(operations, killedAfter) },
      nowMs,
    );
    // By it a leader's laptop tells a late bundle of the city from its latest word.
    if (program.peerAuditState(writable, manifest) === 'put-back') {
      program.appendAudit(writable, 'peer-put-back', { device: manifest.sender.deviceId }, nowMs);
    }
    program.putPeerAudit(writable, manifest);
    noteBundle(desk, writable, header, 'in', manifest.sender.deviceId);
    program.appendAudit(writable, 'import', { bundle: header.bundleId }, nowMs);
    return cleared;
  }).value;
}

/** The row that remembers a bundle; the peer is its other end. */
function noteBundle(
  { program }: SimulatedDesk,
  db: WriteDb,
  header: BundleHeader,
  direction: 'in' | 'out',
  peerDevice: string,
): void {
  const peer = direction === 'in' ? header.from : header.to;
  program.insertBundle(db, {
    id: header.bundleId,
    direction,
    peerSide: peer.side,
    peerTownId: peer.townId,
    peerLeaderId: leaderOf(peer),
    peerDevice,
    month: header.month,
    sha256: '',
    sizeBytes: 0,
    atMs: header.createdAtMs,
    archiveName: '',
    summary: '',
  });
}

export class Killed extends Error {}

function* dying(operations: readonly ParsedOperation[], after: number): Generator<ParsedOperation> {
  yield* operations.slice(0, after);
  throw new Killed();
}

/**
 * The way through a real file, damaged on request.
 * @returns the operations as the recipient reads them; undefined when it refuses the file, as it must a damaged one.
 */
export async function throughFile(
  desk: SimulatedDesk,
  bundle: PostedBundle,
  damage: Damage | undefined,
): Promise<ParsedOperation[] | undefined> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'simulation-'));
  try {
    const path = join(folder, 'bundle.drcb');
    await desk.program.writeBundle({
      path,
      header: bundle.header,
      lock: { recipients: bundle.recipients },
      manifest: bundle.manifest,
      operations: bundle.operations.map(({ bytes }) => bytes),
      signer: bundle.signer,
    });
    if (damage) writeFileSync(path, damaged(readFileSync(path), damage));
    const read = await readFile(desk, path);
    ensure(!damage || read === undefined, 'atomicity', () => `${desk.name} accepted a damaged file`);
    ensure(damage !== undefined || read !== undefined, 'delivery', () => `${desk.name} refused a good file`);
    return read;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readFile(desk: SimulatedDesk, path: string): Promise<ParsedOperation[] | undefined> {
  const { program, db } = desk;
  const self = identityOf(desk);
  try {
    const opened = await program.openBundle({
      path,
      key: { identities: program.openingIdentities(self) },
      accepts: (to) => isSameParty(to, self),
      resolveSender: (manifest, header) => {
        const found = program.identifySender(program.readTrust(db, self), manifest, header);
        return found.kind === 'unknown' ? 'unknown' : { publicKey: found.publicKey };
      },
    });
    try {
      const operations: ParsedOperation[] = [];
      for await (const batch of opened.contents()) {
        if (batch.kind !== 'operations') continue;
        for (const line of batch.lines) operations.push(program.parseOperation(Buffer.from(line)));
      }
      return operations;
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (error instanceof AppError || (error instanceof Error && error.name === 'AppError')) return undefined;
    throw error;
  }
}

function damaged(bytes: Buffer, damage: Damage): Buffer {
  const at = Math.min(bytes.length - 1, Math.floor(bytes.length * damage.at));
  if (damage.kind === 'cut') return bytes.subarray(0, at);
  bytes[at] = bytes[at]! ^ (1 << damage.bit);
  return bytes;
}
