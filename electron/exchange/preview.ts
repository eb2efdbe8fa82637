/** 导入预览: the import rehearsed in a transaction that is rolled back, and told in the officer's words. */
import { findBundle } from '../../db/bundle.ts';
import { fingerprint } from '../../db/crypto.ts';
import { findDevice } from '../../db/device.ts';
import {
  compareRecords,
  countByPartition,
  heldAfter,
  type RecordChange,
  recordsAfter,
} from '../../db/exchange/changes.ts';
import { logState } from '../../db/bundle.ts';
import { dryRun } from '../../db/exchange/dry-run.ts';
import { takeIncoming } from '../../db/exchange/incoming.ts';
import { broughtBy, type BroughtThere, conflictNames } from '../../db/exchange/outcome.ts';
import type { StagedFacts, Staging } from '../../db/exchange/staging.ts';
import { listHandovers } from '../../db/handover.ts';
import { requireIdentity } from '../../db/identity.ts';
import { findInbox } from '../../db/inbox.ts';
import { leaderOf } from '../../db/party.ts';
import { peerAuditState } from '../../db/peer-audit.ts';
import { all, type ReadDb, sql, values } from '../../db/sql.ts';
import { untoldRecords } from '../../db/untold.ts';
import type { ImportPreview, PartitionPreview } from '../../shared/exchange/contract.ts';
import { isReference, type ReadableNames, readableValue } from '../../shared/record/readable.ts';
import { recordTitle } from '../../shared/record/title.ts';
import { suggestionDecisionEntity } from '../../shared/suggestion/entity.ts';
import type { Desk } from '../desk.ts';
import { partitionTitles } from '../partition-titles.ts';
import { answersInWords } from '../brought-answers.ts';
import { rememberedNames } from '../readable-names.ts';
import type { Services } from '../services.ts';
import { openStaged } from './inbox.ts';
import { putConfirmed, senderOf } from './sender.ts';

/** Records and held writes told one by one; the rest is counted. */
const shownRecords = 2000;
const shownHeld = 100;
/** Bundles are handed over every month; one of longer ago, or of later, was dated by a wrong clock or lay somewhere. */
const farOffMs = 40 * 86_400_000;
/** An import that takes more than this share of the enterprises away asks first. */
export const retiringShare = 0.2;

/** What the import would do; nothing is written. @throws AppError as openStaged | bundle.unknown-sender */
export async function rehearse(
  services: Services,
  desk: Desk,
  name: string,
  signal?: AbortSignal,
): Promise<ImportPreview> {
  const staging = await openStaged(services, desk, name, signal);
  try {
    return preview(services, desk, name, staging);
  } finally {
    staging.close();
  }
}

function preview(services: Services, desk: Desk, name: string, staging: Staging): ImportPreview {
  const { db } = desk;
  const { facts } = staging;
  const { header, manifest } = facts;
  const sender = senderOf(db, facts);
  const entry = findInbox(db, name);
  const before = visibleEnterprises(db);
  const conflictsBefore = conflictNames(db);
  const readOnlyBefore = readOnlyHere(db);
  const isKnown = knownPartitions(db);
  const nowMs = services.nowMs();
  const rehearsal = dryRun(db, (writable) => {
    if (sender.kind === 'enrolling') putConfirmed(writable, sender, nowMs);
    const self = requireIdentity(writable);
    const report = takeIncoming(writable, self, { manifest, operations: staging.operations() }, nowMs);
    const after = new Set(visibleEnterprises(writable).map((enterprise) => enterprise.id));
    const operations = countByPartition(writable, report.lastRowBefore);
    const brought = broughtBy(writable, report, conflictsBefore);
    const partitions = [...new Set([...operations.keys(), ...brought.byPartition.keys()])];
    const names = rememberedNames(writable);
    return {
      report,
      brought,
      partitions,
      answers: answersInWords(writable, self.townId, report, names),
      retiring: before.filter((enterprise) => !after.has(enterprise.id)).map(({ name: title }) => title),
      handedOver: [...readOnlyHere(writable)]
        .filter(([id]) => !readOnlyBefore.has(id))
        .map(([, title]) => title),
      records: toldRecords(writable, report.changed),
      held: heldAfter(writable, report.lastRowBefore, shownHeld),
      operations,
      // What the bundle itself brings has a name in here only.
      titles: titlesOf(writable, partitions),
      names,
    };
  });
  const { brought, titles } = rehearsal;
  const answered = new Set([...rehearsal.answers.values()].flat().map(({ opId }) => opId));
  const device = manifest.sender.certificate ?? manifest.sender.enrolment;
  const known = findDevice(db, manifest.sender.deviceId);
  const importedAtMs = importedAt(db, facts);
  const isLarge = rehearsal.retiring.length > before.length * retiringShare;
  const compared = compareRecords(db, rehearsal.records, untoldRecords(db));
  const changes = Map.groupBy(compared, ({ partition }) => partition);
  const held = Map.groupBy(rehearsal.held, ({ partition }) => partition);
  return {
    token: `${name}.${logState(db)}`,
    bundleId: header.bundleId,
    from: {
      side: header.from.side,
      townId: header.from.townId,
      leaderId: leaderOf(header.from),
      name: header.from.name,
      officer: device?.officer ?? known?.officer ?? '',
      deviceName: device?.deviceName ?? known?.name ?? '',
      fingerprint: fingerprint(sender.publicKey),
    },
    month: header.month,
    part: { index: header.part.index, count: header.part.count },
    createdAtMs: header.createdAtMs,
    isDatedFarOff: Math.abs(header.createdAtMs - nowMs) > farOffMs,
    sizeBytes: facts.bytes,
    unconfirmed: sender.kind === 'enrolling',
    isInvited: sender.kind !== 'enrolling' || sender.isInvited,
    waitingFor: entry?.state === 'waiting' ? entry.explanation : '',
    // What was taken in before is an old bundle, whatever became of its laptop since.
    wasPutBack: importedAtMs === null && peerAuditState(db, manifest) === 'put-back',
    importedAtMs,
    operations: facts.operations,
    ...brought.outcome,
    attachments: facts.blobs,
    retiring: isLarge ? rehearsal.retiring : [],
    handedOver: rehearsal.handedOver,
    clearing: [...rehearsal.report.cleared],
    partitions: rehearsal.partitions
      .map((partition) => ({
        ...inWords(changes.get(partition) ?? [], rehearsal.names, answered),
        answers: [...(rehearsal.answers.get(partition) ?? [])],
        ...countsOf(brought.byPartition.get(partition)),
        partition,
        title: titles.get(partition) ?? '其他资料',
        isNew: !isKnown.has(partition),
        operations: rehearsal.operations.get(partition) ?? 0,
        held: (held.get(partition) ?? []).map(({ entityType, reason, fields }) => ({
          reason,
          fields: fields
            .filter(({ field }) => !isReference(entityType, field))
            .map(({ field, label, value }) => ({
              label,
              text: readableValue(entityType, field, value, rehearsal.names),
            })),
        })),
      }))
      .toSorted((a, b) => b.conflicts - a.conflicts || a.title.localeCompare(b.title, 'zh-CN')),
  };
}

/** What is a draft of the city's is counted with its partition and told nowhere else. */
function toldRecords(db: ReadDb, changed: ReadonlyMap<string, string>): ReturnType<typeof recordsAfter> {
  const untold = untoldRecords(db);
  return recordsAfter(db, new Map([...changed].filter(([id]) => !untold.has(id))), shownRecords);
}

/**
 * The changes of one partition, a line a field; what is empty before and after is left out, and so are the answers that
 * are told as such.
 */
function inWords(
  own: readonly RecordChange[],
  names: ReadableNames,
  answered: ReadonlySet<string>,
): Pick<PartitionPreview, 'records'> {
  const told = own.filter(
    ({ entityType, entityId }) => entityType !== suggestionDecisionEntity.type || !answered.has(entityId),
  );
  const records = told.map(({ entityType, entityLabel, entityId, isNew, fields }) => ({
    entityLabel,
    entityId,
    title: recordTitle(
      entityType,
      Object.fromEntries(fields.map(({ field, newValue }) => [field, newValue])),
      names,
    ),
    isNew,
    fields: fields
      .map(({ field, label, oldValue, newValue, inConflict, isSettled }) => ({
        label,
        oldText: readableValue(entityType, field, oldValue, names),
        newText: readableValue(entityType, field, newValue, names),
        inConflict,
        // What only points at other records says nothing.
        isSettled: isSettled && !isReference(entityType, field),
      }))
      .filter(({ oldText, newText, isSettled }) => oldText !== newText || isSettled),
  }));
  return { records: records.filter(({ fields }) => fields.length > 0) };
}

/** As the whole bundle's are counted, so that these add up to them. */
function countsOf(
  there: BroughtThere | undefined,
): Pick<PartitionPreview, 'conflicts' | 'suggestions' | 'kept'> {
  const { conflicts, suggestions, held } = there ?? { conflicts: 0, suggestions: 0, held: 0 };
  return { conflicts, suggestions, kept: held };
}

/** The enterprises this desk works with: all at the city, its own at a town. */
export function visibleEnterprises(db: ReadDb): { id: string; name: string }[] {
  const self = requireIdentity(db);
  return all<{ id: string; name: string }>(
    db,
    sql`SELECT id, name FROM enterprise
        WHERE deleted = 0 AND (${self.side} = 'city' OR town_id = ${self.townId}) ORDER BY name`,
  );
}

/** At a town: id → name of what it handed over and still has. */
function readOnlyHere(db: ReadDb): ReadonlyMap<string, string> {
  const { side, townId } = requireIdentity(db);
  const handedOver = side === 'town' ? listHandovers(db, townId).filter(({ isHere }) => isHere) : [];
  return new Map(handedOver.map(({ enterpriseId, enterpriseName }) => [enterpriseId, enterpriseName]));
}

function knownPartitions(db: ReadDb): ReadonlySet<string> {
  return new Set(values<string>(db, sql`SELECT DISTINCT partition_id FROM stream`));
}

function importedAt(db: ReadDb, { header }: StagedFacts): number | null {
  const found = findBundle(db, header.bundleId);
  return found?.direction === 'in' ? found.atMs : null;
}

/** Of all partitions at once: enterprises that only the rehearsal knows are gone again after it. */
function titlesOf(db: ReadDb, partitions: readonly string[]): ReadonlyMap<string, string> {
  const titleOf = partitionTitles(db);
  return new Map(partitions.map((partition) => [partition, titleOf(partition)]));
}
