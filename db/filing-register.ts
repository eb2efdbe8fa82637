/** 检查报备台账: what is read of filings, many at a time. Which ones: filing-choice.ts. */
import type { InspectionOf } from '../shared/filing/first.ts';
import {
  type FilingDomain,
  filingDomains,
  type FilingProgress,
  type FilingTrigger,
  filingTriggers,
} from '../shared/filing/rules.ts';
import {
  type FilingColumns,
  filingColumns,
  filingCounts,
  type FilingRecord,
  type ProgressColumns,
  progressColumns,
  progressOf,
  toFiling,
  voidRows,
} from './filing.ts';
import { numberN, numberYear } from './filing-choice.ts';
import { plainDate } from './plain.ts';
import { all, listOf, type ReadDb, sql, value } from './sql.ts';

export interface RegisterRecord extends FilingRecord {
  /** Another filing of the unit has the same number. */
  readonly isNumberShared: boolean;
}

/** In the order of the rows. */
export function filingsOfRows(db: ReadDb, rows: readonly number[]): RegisterRecord[] {
  return all<FilingColumns & { readonly is_number_shared: number }>(
    db,
    sql`SELECT ${filingColumns},
          EXISTS (SELECT 1 FROM filing o WHERE o.inspecting_unit = f.inspecting_unit AND json_extract(o.register_number, '$.year') = ${numberYear}
                    AND json_extract(o.register_number, '$.n') = ${numberN} AND o.rowid <> f.rowid AND o.deleted = 0) AS is_number_shared
        FROM json_each(${JSON.stringify(rows)}) j CROSS JOIN filing f ON f.rowid = j.value
        LEFT JOIN enterprise e ON e.id = f.partition_id ORDER BY j.key`,
  ).map((row) => ({ ...toFiling(row), isNumberShared: row.is_number_shared === 1 }));
}

/** Years of 检查日期, the latest first: one look into the index for each. */
export function filingYears(db: ReadDb): string[] {
  const years: string[] = [];
  const next = (after: string): string | null | undefined =>
    value(db, sql`SELECT min(inspection_date) FROM filing WHERE deleted = 0 AND inspection_date > ${after}`);
  for (let date = next(''); date; date = next(`${date.slice(0, 4)}-99`)) {
    if (plainDate(date) !== '') years.unshift(date.slice(0, 4));
  }
  return years;
}

/** 环保、安全、消防 inspections that count, of these enterprises: what tells which was the first. By the numbers of rows. */
export function inspectionsOf(db: ReadDb, enterpriseIds: readonly string[]): InspectionOf<number>[] {
  return all<
    Pick<ClockedColumns, 'row_id' | 'partition_id' | 'inspection_date' | 'inspected_on'> & { domain: string }
  >(
    db,
    sql`SELECT f.rowid AS row_id, f.partition_id AS partition_id, f.domain AS domain,
               f.inspection_date AS inspection_date, f.inspected_on AS inspected_on
        FROM json_each(${JSON.stringify(enterpriseIds)}) j
        CROSS JOIN filing f INDEXED BY filing_by_enterprise ON f.partition_id = j.value
        WHERE f.deleted = 0 AND f.domain IN ('environment', 'safety', 'fire') AND ${filingCounts}`,
  ).flatMap((row) => {
    const domain = filingDomains.find((known) => known === row.domain);
    if (!domain) return [];
    return [
      {
        id: row.row_id,
        enterpriseId: row.partition_id,
        domain,
        inspectionDate: plainDate(row.inspection_date),
        inspectedOn: row.inspected_on,
      },
    ];
  });
}

/** What the clocks of a filing go by. */
export interface ClockedFiling {
  readonly row: number;
  readonly enterpriseId: string;
  readonly inspectionDate: string;
  readonly trigger: FilingTrigger;
  readonly progress: FilingProgress;
}

/** One filing as the statistics count it. */
export interface FilingInPeriod extends ClockedFiling {
  readonly domain: FilingDomain;
  readonly inspectingUnit: string;
  /** 停产、罚款、上网 in its conclusion. */
  readonly isHarsh: boolean;
}

/** Filings that count and whose inspection was made, or is planned, from the one day to the other. */
export function filingsInPeriod(db: ReadDb, fromDate: string, toDate: string): FilingInPeriod[] {
  const rows = all<ClockedColumns & Pick<FilingColumns, 'inspecting_unit' | 'domain'> & { is_harsh: number }>(
    db,
    sql`SELECT ${clockedColumns}, f.inspecting_unit AS inspecting_unit, f.domain AS domain, f.is_harsh AS is_harsh
        FROM filing f INDEXED BY filing_by_enterprise
        WHERE f.deleted = 0 AND ${filingCounts}
          AND coalesce(nullif(f.inspected_on, ''), f.inspection_date) BETWEEN ${fromDate} AND ${toDate}`,
  );
  return rows.map((row) => ({
    ...toClocked(row),
    inspectingUnit: row.inspecting_unit,
    domain: filingDomains.find((domain) => domain === row.domain) ?? 'other',
    isHarsh: row.is_harsh === 1,
  }));
}

/**
 * Those that count and are not sent: whose clocks may still run. The earliest first; their rows are not read. `titled`: of
 * enterprises with a title alone, since nothing is required of the others.
 */
export function openFilings(db: ReadDb, among: 'all' | 'titled'): ClockedFiling[] {
  const isTitled =
    among === 'all'
      ? sql``
      : sql`AND +f.partition_id IN (SELECT partition_id FROM enterprise_title WHERE deleted = 0)`;
  return all<ClockedColumns>(
    db,
    sql`SELECT ${clockedColumns} FROM filing f INDEXED BY filing_open
        WHERE f.deleted = 0 AND f.status <> 'sent' AND ${filingCounts} ${isTitled}
        ORDER BY f.inspection_date, f.rowid`,
  ).map(toClocked);
}

/** When the filings were sent that others put right, by the row of the one that does; void ones told nothing. */
export function sendingsPutRight(db: ReadDb): ReadonlyMap<number, readonly number[]> {
  const rows = all<{ row_id: number; sent_at_ms: number }>(
    db,
    sql`WITH RECURSIVE chain(row_id, of, partition_id) AS (
          SELECT rowid, corrects, partition_id FROM filing WHERE corrects <> ''
          UNION
          SELECT chain.row_id, o.corrects, o.partition_id FROM chain
          JOIN filing o ON o.id = chain.of AND o.partition_id = chain.partition_id WHERE o.corrects <> ''
        )
        SELECT chain.row_id AS row_id, o.sent_at_ms AS sent_at_ms FROM chain
        JOIN filing o ON o.id = chain.of AND o.partition_id = chain.partition_id
        WHERE o.deleted = 0 AND o.sent_at_ms IS NOT NULL AND o.rowid NOT IN (${voidRows})`,
  );
  const found = new Map<number, number[]>();
  for (const { row_id, sent_at_ms } of rows) found.set(row_id, [...(found.get(row_id) ?? []), sent_at_ms]);
  return found;
}

/** Row → id. */
export function filingIdsAt(db: ReadDb, rows: readonly number[]): ReadonlyMap<number, string> {
  return new Map(
    all<{ n: number; id: string }>(
      db,
      sql`SELECT f.rowid AS n, f.id AS id FROM (${listOf(rows)}) c CROSS JOIN filing f ON f.rowid = c.value`,
    ).map(({ n, id }) => [n, id]),
  );
}

const clockedColumns = sql`f.rowid AS row_id, f.partition_id AS partition_id, f.inspection_date AS inspection_date,
  f.trigger AS trigger, ${progressColumns}`;

interface ClockedColumns
  extends ProgressColumns,
    Pick<FilingColumns, 'partition_id' | 'inspection_date' | 'trigger'> {
  readonly row_id: number;
}

function toClocked(row: ClockedColumns): ClockedFiling {
  return {
    row: row.row_id,
    enterpriseId: row.partition_id,
    inspectionDate: plainDate(row.inspection_date),
    trigger: filingTriggers.find((trigger) => trigger === row.trigger) ?? 'ordinary',
    progress: progressOf(row),
  };
}
