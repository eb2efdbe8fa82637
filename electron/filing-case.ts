/** What is kept beside a filing, read together; and how its steps follow its deliveries. */
import {
  correctionsOf,
  allDeliveriesOf,
  deliveriesOf,
  type PaperVersion,
  paperVersionsOf,
  reasonsOf,
  sharingNumber,
  voidingOf,
} from '../db/filing-case.ts';
import { type FilingRecord, findFiling } from '../db/filing.ts';
import { seenHeadsOf } from '../db/heads.ts';
import type { ReadDb, WriteDb } from '../db/sql.ts';
import type { CaseView, DeliveryHow, DeliveryInput, DeliveryView } from '../shared/filing/case-contract.ts';
import { filingDeliveryEntity, filingPaperEntity } from '../shared/filing/case-entities.ts';
import {
  deliverySlots,
  type DeliverySlotKey,
  type PaperFormat,
  registerNumberText,
  versionText,
} from '../shared/filing/case.ts';
import { isUntouched } from '../shared/filing/progress.ts';
import type { FilingProgress } from '../shared/filing/rules.ts';
import { filingWarningNames } from '../shared/filing/warnings.ts';
import { toPaper, writeBeside } from './filing-write.ts';
import type { Annex6Paper } from './documents/annex6-rows.ts';
import type { HandlerContext } from './rpc.ts';

export function caseOf(db: ReadDb, filing: FilingRecord): CaseView {
  const voiding = voidingOf(db, filing.id);
  const versions = paperVersionsOf(db, filing.id);
  return {
    number: registerNumberText(filing.registerNumber),
    isNumberShared: sharingNumber(db, filing).length > 0,
    deliveries: deliveryViews(db, filing),
    reasons: reasonsOf(db, filing.id).map((reason) => ({
      ...reason,
      about: Object.hasOwn(filingWarningNames, reason.warning)
        ? filingWarningNames[reason.warning as keyof typeof filingWarningNames]
        : '其他提醒',
    })),
    voided: voiding ? { reason: voiding.reason, voidedOn: voiding.voidedOn } : null,
    corrects: filing.corrects === '' ? null : referenceTo(db, filing.corrects),
    correctedBy: correctionsOf(db, filing.id).map((id) => referenceTo(db, id)),
    versions: versions.map(({ id, version, format, madeAtMs }) => ({ id, version, format, madeAtMs })),
    version: versionOf(versions, toPaper(filing)),
  };
}

function referenceTo(db: ReadDb, id: string): { id: string; number: string } {
  const filing = findFiling(db, id);
  return { id, number: registerNumberText(filing?.registerNumber ?? null) };
}

/** Every delivery in the order of the work; of one that only its step tells, the time alone. */
function deliveryViews(db: ReadDb, filing: FilingRecord): DeliveryView[] {
  const recorded = new Map(deliveriesOf(db, filing.id).map((delivery) => [delivery.slot, delivery]));
  return deliverySlots.map(({ key, purpose }) => {
    const found = recorded.get(key);
    if (!found)
      return {
        slot: key,
        id: '',
        atMs: timeOfStep(filing.progress, purpose),
        way: '',
        handledBy: '',
        receiptNumber: '',
        note: '',
        heads: {},
      };
    const { atMs, way, handledBy, receiptNumber, note } = found.facts;
    const heads = seenHeadsOf(db, filingDeliveryEntity.type, found.id);
    return { slot: key, id: found.id, atMs, way, handledBy, receiptNumber, note, heads };
  });
}

function timeOfStep(
  progress: FilingProgress,
  purpose: (typeof deliverySlots)[number]['purpose'],
): number | null {
  switch (purpose) {
    case 'report':
      return progress.reportedAtMs;
    case 'notify':
      return progress.notifiedAtMs;
    case 'send':
      return progress.sentAtMs;
  }
}

/** The times of the deliveries that have a record of their own. */
export function recordedTimes(db: ReadDb, { id }: Pick<FilingRecord, 'id'>): Map<DeliverySlotKey, number> {
  return new Map(deliveriesOf(db, id).map(({ slot, facts }) => [slot, facts.atMs]));
}

/** Nothing points at it and it points at nothing: another enterprise may still be chosen. */
export function standsAlone(db: ReadDb, { id, progress, corrects }: FilingRecord): boolean {
  const told = deliveriesOf(db, id).length;
  const versions = paperVersionsOf(db, id).length;
  return isUntouched({ progress, told, versions }) && reasonsOf(db, id).length === 0 && corrects === '';
}

export function writeDelivery(
  db: WriteDb,
  filing: Pick<FilingRecord, 'id' | 'enterpriseId'>,
  slot: DeliverySlotKey,
  { atMs, way, handledBy, receiptNumber, note }: DeliveryInput,
  context: HandlerContext,
  seen?: Readonly<Record<string, readonly string[]>>,
): void {
  const known = deliveriesOf(db, filing.id).find((delivery) => delivery.slot === slot);
  writeBeside(
    db,
    filing.enterpriseId,
    {
      spec: filingDeliveryEntity,
      ...(known ? { id: known.id } : {}),
      fields: { filingId: filing.id, slot, facts: { atMs, way, handledBy, receiptNumber, note } },
      ...(known && seen
        ? { seen: { ...seen, filingId: seen['filingId'] ?? [], slot: seen['slot'] ?? [] } }
        : {}),
    },
    context,
  );
}

/** The deliveries of one step, told in one go. */
export function writeDeliveries(
  db: WriteDb,
  filing: Pick<FilingRecord, 'id' | 'enterpriseId'>,
  times: readonly (readonly [slot: DeliverySlotKey, atMs: number | null])[],
  how: DeliveryHow,
  context: HandlerContext,
): void {
  for (const [slot, atMs] of times)
    if (atMs !== null) writeDelivery(db, filing, slot, { ...how, atMs, note: '' }, context);
}

/** Takes the records of these deliveries away. */
export function removeDeliveries(
  db: WriteDb,
  filing: Pick<FilingRecord, 'id' | 'enterpriseId'>,
  slots: readonly DeliverySlotKey[],
  context: HandlerContext,
): void {
  for (const { id, slot } of allDeliveriesOf(db, filing.id))
    if (slots.includes(slot))
      writeBeside(
        db,
        filing.enterpriseId,
        { spec: filingDeliveryEntity, id, fields: { deleted: true } },
        context,
      );
}

/** A version as it was printed, its mark included. */
export function paperOfVersion({ content, version }: PaperVersion): Annex6Paper {
  const text = (field: keyof Annex6Paper): string => content[field] ?? '';
  const first = text('firstDiscovered');
  return {
    inspectingUnit: text('inspectingUnit'),
    enterpriseName: text('enterpriseName'),
    cityLeader: text('cityLeader'),
    basisAndReason: text('basisAndReason'),
    findings: text('findings'),
    conclusion: text('conclusion'),
    firstDiscovered: first === 'yes' || first === 'no' ? first : '',
    thisConclusion: text('thisConclusion'),
    mark: versionText(version),
  };
}

function contentOf(paper: Annex6Paper): Readonly<Record<string, string>> {
  const { mark: _mark, ...content } = paper;
  return content;
}

/** Whether two papers say the same, their marks aside. */
function isSamePaper(content: Readonly<Record<string, string>>, paper: Annex6Paper): boolean {
  return Object.entries(paper).every(([field, text]) => field === 'mark' || (content[field] ?? '') === text);
}

/** The version that the paper has: the last one's while it says the same, else the next. */
function versionOf(versions: readonly PaperVersion[], paper: Annex6Paper): number {
  const last = versions.at(-1);
  if (!last) return 1;
  return isSamePaper(last.content, paper) ? last.version : last.version + 1;
}

/** The paper as it is printed now: from the second version on with its mark. */
export function paperNow(db: ReadDb, filing: FilingRecord): Annex6Paper {
  const paper = toPaper(filing);
  return { ...paper, mark: versionText(versionOf(paperVersionsOf(db, filing.id), paper)) };
}

/** Keeps what the paper said, when it says something new. */
export function keepVersion(
  db: WriteDb,
  filing: Pick<FilingRecord, 'id' | 'enterpriseId'>,
  paper: Annex6Paper,
  format: PaperFormat,
  context: HandlerContext,
): void {
  const versions = paperVersionsOf(db, filing.id);
  const last = versions.at(-1);
  if (last && isSamePaper(last.content, paper)) return;
  writeBeside(
    db,
    filing.enterpriseId,
    {
      spec: filingPaperEntity,
      fields: {
        filingId: filing.id,
        version: versionOf(versions, paper),
        content: contentOf(paper),
        format,
        madeAtMs: context.nowMs,
      },
    },
    context,
  );
}
