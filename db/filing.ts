/** 检查处置报备 (附件6). */
import {
  type FilingFields,
  type FilingLeader,
  filingFields,
  filingLeader,
  registerNumber,
} from '../shared/filing/contract.ts';
import type { FilingStanding, RegisterNumber } from '../shared/filing/case.ts';
import {
  emptyProgress,
  type FilingProgress,
  type FilingStatus,
  filingStatuses,
} from '../shared/filing/rules.ts';
import { plainDate } from './plain.ts';
import { all, get, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface FilingRecord extends FilingFields {
  /** Its number in this desk's table: short, and in every index. */
  readonly row: number;
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly townId: string;
  readonly cityLeader: FilingLeader | null;
  readonly progress: FilingProgress;
  readonly registerNumber: RegisterNumber | null;
  readonly standing: FilingStanding;
  /** The filing that this one puts right; '' for none. */
  readonly corrects: string;
  readonly changedAtMs: number;
}

/** How far it is, its deliveries counted in: filing-derived.ts. */
export interface ProgressColumns {
  readonly status: string;
  readonly reported_at_ms: number | null;
  readonly notified_at_ms: number | null;
  readonly inspected_on: string;
  readonly concluded_on: string;
  readonly sent_at_ms: number | null;
}

/** Of f. */
export const progressColumns = sql`f.status AS status, f.reported_at_ms AS reported_at_ms,
  f.notified_at_ms AS notified_at_ms, f.inspected_on AS inspected_on, f.concluded_on AS concluded_on,
  f.sent_at_ms AS sent_at_ms`;

export interface FilingColumns extends ProgressColumns {
  readonly row_id: number;
  readonly id: string;
  readonly partition_id: string;
  readonly enterprise_name: string | null;
  readonly town_id: string | null;
  readonly inspecting_unit: string;
  readonly inspection_date: string;
  readonly city_leader: string;
  readonly trigger: string;
  readonly trigger_reference: string;
  readonly domain: string;
  readonly basis_and_reason: string;
  readonly findings: string;
  readonly conclusion: string;
  readonly first_discovered: string;
  readonly this_conclusion: string;
  readonly rectification_due_date: string;
  readonly note: string;
  readonly register_number: string;
  readonly corrects: string;
  readonly standing: FilingStanding;
  readonly hlc_ms: number;
}

/** The plus: found by what it points at, not by the many of its enterprise. */
const isVoid = sql`EXISTS (SELECT 1 FROM filing_void v WHERE v.filing_id = f.id AND +v.partition_id = f.partition_id AND v.deleted = 0)`;
/** By one that is not void itself. */
const isCorrected = sql`EXISTS (SELECT 1 FROM filing c WHERE c.corrects = f.id AND c.corrects <> '' AND +c.partition_id = f.partition_id AND c.deleted = 0
    AND NOT EXISTS (SELECT 1 FROM filing_void w WHERE w.filing_id = c.id AND w.deleted = 0))`;
/** What `toFiling` reads, of f and its enterprise e. */
export const filingColumns = sql`f.rowid AS row_id, f.id AS id, f.partition_id AS partition_id, e.name AS enterprise_name, e.town_id AS town_id,
  f.inspecting_unit AS inspecting_unit, f.inspection_date AS inspection_date, f.city_leader AS city_leader,
  f.trigger AS trigger, f.trigger_reference AS trigger_reference, f.domain AS domain,
  f.basis_and_reason AS basis_and_reason, f.findings AS findings, f.conclusion AS conclusion,
  f.first_discovered AS first_discovered, f.this_conclusion AS this_conclusion, ${progressColumns},
  f.rectification_due_date AS rectification_due_date, f.note AS note,
  f.register_number AS register_number, f.corrects AS corrects,
  CASE WHEN ${isVoid} THEN 'void' WHEN ${isCorrected} THEN 'corrected' ELSE 'counts' END AS standing, f.hlc_ms AS hlc_ms`;
const selected = sql`SELECT ${filingColumns} FROM filing f LEFT JOIN enterprise e ON e.id = f.partition_id`;

/** Few, and by the number that stands in every index: neither is asked of each filing. CROSS: from the few to the filings. */
export const voidRows = sql`SELECT x.rowid FROM filing_void v CROSS JOIN filing x ON x.id = v.filing_id AND +x.partition_id = v.partition_id
  WHERE v.deleted = 0`;
export const correctedRows = sql`SELECT x.rowid FROM filing c CROSS JOIN filing x ON x.id = c.corrects AND +x.partition_id = c.partition_id WHERE c.corrects <> '' AND c.deleted = 0
  AND NOT EXISTS (SELECT 1 FROM filing_void w WHERE w.filing_id = c.id AND w.deleted = 0)`;
/** Neither void nor corrected. */
export const filingCounts = sql`f.rowid NOT IN (${voidRows}) AND f.rowid NOT IN (${correctedRows})`;

/** Undefined when there is none, or it was removed. */
export function findFiling(db: ReadDb, id: string): FilingRecord | undefined {
  const row = get<FilingColumns>(db, sql`${selected} WHERE f.deleted = 0 AND f.id = ${id}`);
  return row ? toFiling(row) : undefined;
}

/** The latest inspection first. */
export function filingsByEnterprise(db: ReadDb, enterpriseId: string): FilingRecord[] {
  return all<FilingColumns>(
    db,
    sql`${selected} WHERE f.deleted = 0 AND f.partition_id = ${enterpriseId} ORDER BY f.inspection_date DESC, f.id`,
  ).map(toFiling);
}

/** What was written lately teaches the form; of ten years' filings the old ones are not read. */
const recent = sql`(SELECT inspecting_unit, basis_and_reason, hlc_ms FROM filing WHERE deleted = 0
  ORDER BY inspection_date DESC LIMIT 2000)`;

/** 检查处置单位 written before, each once, the latest first. */
export function usedUnits(db: ReadDb, limit: number): string[] {
  return all<{ text: string }>(
    db,
    sql`SELECT inspecting_unit AS text FROM ${recent} WHERE inspecting_unit <> ''
        GROUP BY inspecting_unit ORDER BY max(hlc_ms) DESC LIMIT ${limit}`,
  ).map((row) => row.text);
}

/** 检查依据和原因 written before, each once: those of the unit first, then the others, the latest first. */
export function usedBases(db: ReadDb, unit: string, limit: number): string[] {
  return all<{ text: string }>(
    db,
    sql`SELECT basis_and_reason AS text FROM ${recent} WHERE basis_and_reason <> ''
        GROUP BY basis_and_reason ORDER BY max(inspecting_unit = ${unit}) DESC, max(hlc_ms) DESC LIMIT ${limit}`,
  ).map((row) => row.text);
}

export interface PrintedPaper {
  readonly format: string;
  readonly contentSha256: string;
  readonly atMs: number;
}

/** The paper made last; undefined when none was. */
export function lastPrintedPaper(db: ReadDb, entityType: string, entityId: string): PrintedPaper | undefined {
  const row = get<{ format: string; content_sha256: string; at_ms: number }>(
    db,
    sql`SELECT format, content_sha256, at_ms FROM printed_paper
        WHERE entity_type = ${entityType} AND entity_id = ${entityId} ORDER BY n DESC LIMIT 1`,
  );
  return row && { format: row.format, contentSha256: row.content_sha256, atMs: row.at_ms };
}

export function notePrintedPaper(
  db: WriteDb,
  entityType: string,
  entityId: string,
  paper: PrintedPaper,
): void {
  run(
    db,
    sql`INSERT INTO printed_paper (entity_type, entity_id, format, content_sha256, at_ms)
        VALUES (${entityType}, ${entityId}, ${paper.format}, ${paper.contentSha256}, ${paper.atMs})`,
  );
  db.touched.add(entityType);
}

export const unknownEnterprise = '（企业资料尚未收到）';

/** Another program's version may have written what this one does not know: shown as the plainest value. */
export function toFiling(row: FilingColumns): FilingRecord {
  const leader = filingLeader.safeParse(JSON.parse(row.city_leader));
  const { trigger, domain, firstDiscovered } = filingFields.shape;
  return {
    row: row.row_id,
    id: row.id,
    enterpriseId: row.partition_id,
    enterpriseName: row.enterprise_name ?? unknownEnterprise,
    townId: row.town_id ?? '',
    inspectingUnit: row.inspecting_unit,
    inspectionDate: plainDate(row.inspection_date),
    cityLeader: leader.success ? leader.data : null,
    trigger: trigger.safeParse(row.trigger).data ?? 'ordinary',
    triggerReference: row.trigger_reference,
    domain: domain.safeParse(row.domain).data ?? 'other',
    basisAndReason: row.basis_and_reason,
    findings: row.findings,
    conclusion: row.conclusion,
    firstDiscovered: firstDiscovered.safeParse(row.first_discovered).data ?? '',
    thisConclusion: row.this_conclusion,
    progress: progressOf(row),
    rectificationDueDate: plainDate(row.rectification_due_date),
    note: row.note,
    registerNumber: registerNumber.safeParse(JSON.parse(row.register_number)).data ?? null,
    corrects: row.corrects,
    standing: row.standing,
    changedAtMs: row.hlc_ms,
  };
}

export function progressOf(row: ProgressColumns): FilingProgress {
  return {
    status: plainStatus(row.status),
    reportedAtMs: row.reported_at_ms,
    notifiedAtMs: row.notified_at_ms,
    inspectedOn: row.inspected_on,
    concludedOn: row.concluded_on,
    sentAtMs: row.sent_at_ms,
  };
}

/** As its steps say it. One that cannot be read is as if it had not been taken. */
export function toProgress(value: unknown): FilingProgress {
  const known: Partial<Record<keyof FilingProgress, unknown>> =
    typeof value === 'object' && value !== null ? value : {};
  return {
    status: plainStatus(known.status),
    reportedAtMs: plainMoment(known.reportedAtMs),
    notifiedAtMs: plainMoment(known.notifiedAtMs),
    inspectedOn: plainDate(known.inspectedOn),
    concludedOn: plainDate(known.concludedOn),
    sentAtMs: plainMoment(known.sentAtMs),
  };
}

function plainStatus(value: unknown): FilingStatus {
  return filingStatuses.find((status) => status === value) ?? emptyProgress.status;
}

function plainMoment(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
