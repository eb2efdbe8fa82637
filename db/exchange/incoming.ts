/** Takes what a verified bundle says into the desk: certificates, operations, receipts. In the caller's transaction. */
import type { Certificate } from '../../shared/exchange/identity.ts';
import type { BundleManifest } from '../../shared/exchange/manifest.ts';
import type { Standing } from '../../shared/exchange/standing.ts';
import { settleNotices } from '../assignment.ts';
import { isTakenIn } from '../bundle.ts';
import { findAuthor, findDevice, putDevice } from '../device.ts';
import { clearedEnds, clearHandedOver, clearOutOfScope } from '../handover.ts';
import { answersSince, type LateAnswer } from '../late-change.ts';
import type { Identity } from '../identity.ts';
import { type IntegrateReport, integrateOperations, type ParsedOperation } from '../log/integrate.ts';
import { rejudgeAuthor } from '../log/judge.ts';
import { cityOffice, isSameParty } from '../party.ts';
import { isNews, takeWord } from '../peer.ts';
import { peerAuditState } from '../peer-audit.ts';
import type { WriteDb } from '../sql.ts';
import { watchHistory } from './history.ts';
import { certificateOf, isNewerCertificate } from './certify.ts';
import { verifyCertificate } from './identity.ts';
import { storeRecoveryWord, verifyRecoveryWord } from './recovery-word.ts';
import { putReceipts } from './receipts.ts';
import { storeStanding, verifyStanding } from './standing.ts';

export interface Incoming {
  readonly manifest: BundleManifest;
  readonly operations: Iterable<ParsedOperation>;
}

export interface TakenIn extends IntegrateReport {
  /** Names of enterprises whose records were cleared here: handed over, and all of it held by the city. */
  readonly cleared: readonly string[];
  /** What the city said of changes in enterprises that this town no longer keeps. */
  readonly answers: readonly LateAnswer[];
}

/** Importing again is a no-op. */
export function takeIncoming(
  db: WriteDb,
  self: Identity,
  { manifest, operations }: Incoming,
  nowMs: number,
): TakenIn {
  const { sender, standings } = manifest;
  const certificates = [...(sender.certificate ? [sender.certificate] : []), ...manifest.certificates];
  const changedDevices = takeWordsOnLaptops(db, self, { certificates, standings }, nowMs);
  const authorOf = (deviceId: string) => findAuthor(db, deviceId);
  // What lay here before the city's word on its laptop came.
  for (const deviceId of changedDevices) rejudgeAuthor(db, deviceId, authorOf);
  if (manifest.recovery && verifyRecoveryWord(manifest.recovery, self.citySignPublic)) {
    storeRecoveryWord(db, manifest.recovery);
  }
  const tellOfHistory = watchHistory(db, self, nowMs);
  const known = alreadyCleared(db, manifest);
  const integrated = integrateOperations(db, known.passOver(operations), authorOf, nowMs);
  const report = { ...integrated, duplicates: integrated.duplicates + known.count() };
  const writer = tellOfHistory(manifest, report);
  if (isNews(db, manifest)) putReceipts(db, manifest.receipts, manifest.sender.deviceId, manifest.bundleId);
  takeWord(db, manifest);
  const isOffice = self.leaderId === '';
  if (self.side === 'city' && isOffice) settleNotices(db, { ...writer, nowMs });
  // Read before what they speak of is cleared.
  const answers = self.side === 'town' && isOffice ? answersSince(db, self.townId, report.lastRowBefore) : [];
  return { ...report, cleared: clearElsewhere(db, self, manifest), answers };
}

/**
 * Importing again is a no-op, also after an enterprise was cleared from here: what the same bundle brought of it then
 * counts as known, unless the desk has come to hold it once more.
 */
function alreadyCleared(db: WriteDb, { bundleId, streams }: BundleManifest) {
  const cleared = isTakenIn(db, bundleId) ? clearedEnds(db) : new Map<string, number>();
  const newer = new Set(
    streams
      .filter(([partition, incarnation, seq]) => (cleared.get(`${partition} ${incarnation}`) ?? 0) < seq)
      .map(([partition]) => partition),
  );
  let passed = 0;
  function* passOver(operations: Iterable<ParsedOperation>): Generator<ParsedOperation> {
    for (const operation of operations) {
      const { partition, incarnation, seq } = operation.body;
      if (newer.has(partition) || (cleared.get(`${partition} ${incarnation}`) ?? 0) < seq) yield operation;
      else passed += 1;
    }
  }
  return {
    passOver: (operations: Iterable<ParsedOperation>) =>
      cleared.size === 0 ? operations : passOver(operations),
    count: (): number => passed,
  };
}

/** What is another's now. Only the city's word clears anything, and only what it says it holds. */
function clearElsewhere(db: WriteDb, self: Identity, manifest: BundleManifest): readonly string[] {
  const sender = findDevice(db, manifest.sender.deviceId);
  if (!sender || !isSameParty(sender, cityOffice)) return [];
  if (self.leaderId === '') {
    return self.side === 'town' ? clearHandedOver(db, self.townId, manifest) : [];
  }
  // A late bundle says what was linked to him then.
  const isLate = peerAuditState(db, manifest) === 'put-back';
  return isLate || !manifest.scope ? [] : clearOutOfScope(db, manifest.scope, manifest);
}

/** The city's words on laptops, each verified. @returns the laptops whose operations must be judged again. */
export function takeWordsOnLaptops(
  db: WriteDb,
  self: Identity,
  words: { readonly certificates: readonly Certificate[]; readonly standings: readonly Standing[] },
  nowMs: number,
): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const found of words.certificates) {
    // What lies here was verified when it came: a bundle brings the whole fleet's every time.
    if (!isNewerCertificate(found, certificateOf(db, found.deviceId))) continue;
    if (!verifyCertificate(found, self.citySignPublic, nowMs).valid) continue;
    storeCertificate(db, found, nowMs);
    changed.add(found.deviceId);
  }
  for (const found of words.standings) {
    if (verifyStanding(found, self.citySignPublic) && storeStanding(db, found)) changed.add(found.deviceId);
  }
  return changed;
}

/** A laptop the city vouches for; its own certificate makes this laptop a confirmed one. */
function storeCertificate(db: WriteDb, found: Certificate, nowMs: number): void {
  const known = findDevice(db, found.deviceId);
  putDevice(db, {
    id: found.deviceId,
    side: found.side,
    townId: found.townId,
    leaderId: found.leaderId ?? '',
    officer: found.officer,
    name: found.deviceName,
    signPublic: found.signPublic,
    ageRecipient: found.ageRecipient,
    certificate: JSON.stringify(found),
    state: known?.state === 'self' || known?.state === 'revoked' ? known.state : 'confirmed',
    standing: known?.standing ?? '',
    addedAtMs: known?.addedAtMs ?? nowMs,
  });
}
