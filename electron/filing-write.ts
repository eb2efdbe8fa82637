/** Writing filings and what stands beside them: what the handlers of both share. */
import { type FilingRecord, findFiling } from '../db/filing.ts';
import { appendWrite, type SeenHeads } from '../db/log/append.ts';
import { newRecordId } from '../db/log/record-id.ts';
import type { ReadDb, WriteDb } from '../db/sql.ts';
import { AppError } from '../shared/errors.ts';
import type { RegisterNumber } from '../shared/filing/case.ts';
import type { FilingFields, FilingLeader } from '../shared/filing/contract.ts';
import { filingEntity } from '../shared/filing/entity.ts';
import { type FilingProgress, leaderText } from '../shared/filing/rules.ts';
import type { EntitySpec, FieldSpecs, FieldValue } from '../shared/log/entity.ts';
import { authorOf } from './desk.ts';
import type { Annex6Paper } from './documents/annex6-rows.ts';
import { isWritable, requireWritable } from './editable.ts';
import type { HandlerContext } from './rpc.ts';

/** @throws AppError record.not-found */
export function requireFiling(db: ReadDb, id: string): FilingRecord {
  const filing = findFiling(db, id);
  if (!filing) throw new AppError('record.not-found');
  return filing;
}

/** Whether this desk writes of it: its office keeps the enterprise, or kept it and wrote the filing. */
export function isOwnFiling(db: ReadDb, filing: FilingRecord, context: HandlerContext): boolean {
  return isWritable(db, { type: filingEntity.type, ...filing }, context);
}

/**
 * One that this desk writes of.
 * @throws AppError record.not-found | enterprise.handed-over | enterprise.other-town | rpc.leaders-desk
 */
export function requireOwnFiling(db: ReadDb, id: string, context: HandlerContext): FilingRecord {
  const filing = requireFiling(db, id);
  requireWritable(db, { type: filingEntity.type, ...filing }, context);
  return filing;
}

/**
 * One that is to be acted on. What is void, or was put right by another, stays as it is.
 * @throws AppError filing.not-counting, and as `requireOwnFiling`
 */
export function requireCounting(db: ReadDb, id: string, context: HandlerContext): FilingRecord {
  const filing = requireOwnFiling(db, id, context);
  if (filing.standing !== 'counts') throw new AppError('filing.not-counting');
  return filing;
}

export type FilingWrite = Partial<FilingFields> & {
  readonly cityLeader?: FilingLeader;
  readonly progress?: FilingProgress;
  readonly registerNumber?: RegisterNumber;
  readonly corrects?: string;
};

export function writeFiling(
  db: WriteDb,
  { id, enterpriseId }: Pick<FilingRecord, 'id' | 'enterpriseId'>,
  change: FilingWrite,
  seen: SeenHeads | undefined,
  { desk, nowMs }: HandlerContext,
): void {
  const { progress, registerNumber, cityLeader, ...fields } = change;
  appendWrite(db, authorOf(desk.identity, nowMs), {
    spec: filingEntity,
    id,
    partition: enterpriseId,
    fields: {
      ...fields,
      ...(cityLeader ? { cityLeader: { ...cityLeader } } : {}),
      ...(registerNumber ? { registerNumber: { ...registerNumber } } : {}),
      ...(progress ? { progress: { ...progress } } : {}),
    },
    ...(seen ? { seen } : {}),
  });
}

/** A record beside a filing, in its partition. @returns its id. */
export function writeBeside<Fields extends FieldSpecs>(
  db: WriteDb,
  enterpriseId: string,
  record: {
    readonly spec: EntitySpec<Fields>;
    /** A new one when left out. */
    readonly id?: string;
    readonly fields: Partial<Record<(keyof Fields & string) | 'deleted', FieldValue>>;
    readonly seen?: SeenHeads;
  },
  { desk, nowMs }: HandlerContext,
): string {
  const { id = newRecordId(enterpriseId), ...write } = record;
  appendWrite(db, authorOf(desk.identity, nowMs), { ...write, id, partition: enterpriseId });
  return id;
}

/** What the record prints into 附件6. */
export function toPaper(
  filing: Omit<Annex6Paper, 'cityLeader'> & { readonly cityLeader: FilingLeader | null },
): Annex6Paper {
  return {
    inspectingUnit: filing.inspectingUnit,
    enterpriseName: filing.enterpriseName,
    cityLeader: leaderText(filing.cityLeader),
    basisAndReason: filing.basisAndReason,
    findings: filing.findings,
    conclusion: filing.conclusion,
    firstDiscovered: filing.firstDiscovered,
    thisConclusion: filing.thisConclusion,
  };
}
