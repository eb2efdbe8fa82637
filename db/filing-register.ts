/** 检查报备台账: filters and pages over all filings, through the index filing_register. */
import type { FilingStanding } from '../shared/filing/case.ts';
import { filingFields } from '../shared/filing/contract.ts';
import type { InspectionOf } from '../shared/filing/first.ts';
import type { FilingFilter, FilingSort } from '../shared/filing/register-contract.ts';
import {
  filingDomains,
  filingStatuses,
  type FilingProgress,
  type FilingTrigger,
} from '../shared/filing/rules.ts';
import { normaliseQuery } from '../shared/text/query.ts';
import { searchCondition } from './enterprise-list.ts';
import {
  correctedRows,
  enterpriseNameOf,
  type FilingColumns,
  filingColumns,
  filingCounts,
  type FilingRecord,
  filingStatus,
  toFiling,
  toProgress,
  voidRows,
} from './filing.ts';
import { plainDate } from './plain.ts';
import { all, joinSql, type ReadDb, type Sql, sql, value, values } from './sql.ts';

/** `ids`: only these, when given. */
export type RegisterFilter = Omit<FilingFilter, 'softFirst' | 'overdue'> & {
  readonly ids?: readonly string[];
};

export interface RegisterRecord extends FilingRecord {
  /** Another filing of the unit has the same number. */
  readonly isNumberShared: boolean;
}

const numberYear = sql`json_extract(f.register_number, '$.year')`;
const numberN = sql`json_extract(f.register_number, '$.n')`;

/** The page is found in the index alone; the rows are read of those that are on it. */
export function listFilings(
  db: ReadDb,
  filter: RegisterFilter,
  sort: FilingSort,
  page: { readonly offset: number; readonly limit: number },
): RegisterRecord[] {
  const rows = values<number>(
    db,
    sql`SELECT f.rowid FROM filing f WHERE ${conditionsOf(filter)} ORDER BY ${ordering(sort)}
        LIMIT ${page.limit} OFFSET ${page.offset}`,
  );
  return all<FilingColumns & { readonly is_number_shared: number }>(
    db,
    sql`SELECT ${filingColumns},
          EXISTS (SELECT 1 FROM filing o WHERE o.inspecting_unit = f.inspecting_unit AND o.deleted = 0 AND o.id <> f.id
                    AND json_extract(o.register_number, '$.year') = ${numberYear}
                    AND json_extract(o.register_number, '$.n') = ${numberN}) AS is_number_shared
        FROM json_each(${JSON.stringify(rows)}) j CROSS JOIN filing f ON f.rowid = j.value
        LEFT JOIN enterprise e ON e.id = f.partition_id ORDER BY j.key`,
  ).map((row) => ({ ...toFiling(row), isNumberShared: row.is_number_shared === 1 }));
}

export function countFilings(db: ReadDb, filter: RegisterFilter): number {
  return value<number>(db, sql`SELECT count(*) FROM filing f WHERE ${conditionsOf(filter)}`) ?? 0;
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

/** 环保、安全、消防 inspections that count, of these enterprises: what tells which was the first. */
export function inspectionsOf(db: ReadDb, enterpriseIds: readonly string[]): InspectionOf[] {
  return all<Pick<FilingColumns, 'id' | 'partition_id' | 'domain' | 'inspection_date'> & { on_day: unknown }>(
    db,
    sql`SELECT f.id AS id, f.partition_id AS partition_id, f.domain AS domain, f.inspection_date AS inspection_date,
               json_extract(f.progress, '$.inspectedOn') AS on_day
        FROM filing f WHERE f.deleted = 0 AND f.domain IN ('environment', 'safety', 'fire') AND ${filingCounts}
          AND f.partition_id IN (${listOf(enterpriseIds)})`,
  ).flatMap((row) => {
    const domain = filingDomains.find((known) => known === row.domain);
    if (!domain) return [];
    return [
      {
        id: row.id,
        enterpriseId: row.partition_id,
        domain,
        inspectionDate: plainDate(row.inspection_date),
        inspectedOn: plainDate(row.on_day),
      },
    ];
  });
}

/** What the clocks of a filing go by. */
export interface ClockedFiling {
  readonly id: string;
  readonly enterpriseId: string;
  readonly inspectionDate: string;
  readonly trigger: FilingTrigger;
  readonly progress: FilingProgress;
}

/** One filing as the statistics count it. */
export interface FilingInPeriod extends ClockedFiling, InspectionOf {
  readonly enterpriseName: string;
  readonly townId: string;
  readonly inspectingUnit: string;
  /** 处置结论 and 此次处置结论 */
  readonly conclusions: string;
}

/** Filings that count and whose inspection was made, or is planned, from the one day to the other. */
export function filingsInPeriod(db: ReadDb, fromDate: string, toDate: string): FilingInPeriod[] {
  const rows = all<FilingColumns>(
    db,
    sql`SELECT f.id AS id, f.partition_id AS partition_id, e.name AS enterprise_name, e.town_id AS town_id,
               f.inspecting_unit AS inspecting_unit, f.inspection_date AS inspection_date, f.trigger AS trigger,
               f.domain AS domain, f.conclusion AS conclusion, f.this_conclusion AS this_conclusion, f.progress AS progress
        FROM filing f LEFT JOIN enterprise e ON e.id = f.partition_id
        WHERE f.deleted = 0 AND ${filingCounts}
          AND coalesce(nullif(json_extract(f.progress, '$.inspectedOn'), ''), f.inspection_date)
              BETWEEN ${fromDate} AND ${toDate}`,
  );
  return rows.map((row) => {
    const progress = toProgress(JSON.parse(row.progress));
    return {
      ...toClocked(row, progress),
      inspectedOn: progress.inspectedOn,
      enterpriseName: enterpriseNameOf(row),
      townId: row.town_id ?? '',
      inspectingUnit: row.inspecting_unit,
      domain: filingFields.shape.domain.safeParse(row.domain).data ?? 'other',
      conclusions: `${row.conclusion}\n${row.this_conclusion}`,
    };
  });
}

/** Those that count and are not sent, whose day has come, and whose enterprise has a title: nothing is required without. */
export function maybeOverdue(db: ReadDb, today: string): ClockedFiling[] {
  return all<Pick<FilingColumns, 'id' | 'partition_id' | 'inspection_date' | 'trigger' | 'progress'>>(
    db,
    sql`SELECT f.id AS id, f.partition_id AS partition_id, f.inspection_date AS inspection_date, f.trigger AS trigger,
               f.progress AS progress
        FROM filing f WHERE f.deleted = 0 AND ${filingStatus} <> 'sent' AND ${filingCounts}
          AND +f.partition_id IN (SELECT partition_id FROM enterprise_title WHERE deleted = 0)
          AND (f.inspection_date <= ${today} OR json_extract(f.progress, '$.inspectedOn') <> '')`,
  ).map((row) => toClocked(row, toProgress(JSON.parse(row.progress))));
}

function toClocked(
  row: Pick<FilingColumns, 'id' | 'partition_id' | 'inspection_date' | 'trigger'>,
  progress: FilingProgress,
): ClockedFiling {
  return {
    id: row.id,
    enterpriseId: row.partition_id,
    inspectionDate: plainDate(row.inspection_date),
    trigger: filingFields.shape.trigger.safeParse(row.trigger).data ?? 'ordinary',
    progress,
  };
}

function conditionsOf(filter: RegisterFilter): Sql {
  const conditions = [sql`f.deleted = 0`];
  const among = (column: Sql, chosen: readonly string[] | undefined): void => {
    if (chosen) conditions.push(sql`${column} IN (${listOf(chosen)})`);
  };
  if (filter.enterpriseId !== undefined) conditions.push(sql`f.partition_id = ${filter.enterpriseId}`);
  among(filingStatus, filter.statuses);
  among(sql`f.domain`, filter.domains);
  among(sql`f.trigger`, filter.triggers);
  if (filter.years) conditions.push(inYears(filter.years));
  if (filter.unit !== undefined) conditions.push(contains(sql`f.inspecting_unit`, filter.unit));
  if (filter.date !== undefined) conditions.push(contains(sql`f.inspection_date`, filter.date));
  if (filter.fromDate !== undefined) conditions.push(sql`f.inspection_date >= ${filter.fromDate}`);
  if (filter.toDate !== undefined) conditions.push(sql`f.inspection_date <= ${filter.toDate}`);
  // The plus: the register is walked, and no filing is read for being one of a chosen enterprise's.
  if (filter.towns)
    conditions.push(
      sql`+f.partition_id IN (SELECT id FROM enterprise WHERE town_id IN (${listOf(filter.towns)}))`,
    );
  const search = normaliseQuery(filter.text) === '' ? null : searchCondition(filter.text);
  if (search) {
    conditions.push(
      sql`(+f.partition_id IN (SELECT s.enterprise_id FROM enterprise_search s WHERE ${search})
           OR ${contains(sql`f.inspecting_unit`, filter.text)})`,
    );
  }
  if (filter.standings)
    conditions.push(
      sql`(${filter.standings.length === 0 ? sql`0` : joinSql(filter.standings.map(ofStanding), ' OR ')})`,
    );
  if (filter.ids)
    conditions.push(sql`f.rowid IN (SELECT x.rowid FROM filing x WHERE x.id IN (${listOf(filter.ids)}))`);
  return joinSql(conditions, ' AND ');
}

function ofStanding(standing: FilingStanding): Sql {
  switch (standing) {
    case 'counts':
      return sql`(${filingCounts})`;
    case 'void':
      return sql`f.rowid IN (${voidRows})`;
    case 'corrected':
      return sql`(f.rowid IN (${correctedRows}) AND f.rowid NOT IN (${voidRows}))`;
  }
}

/** Of one year, a stretch of the index. */
function inYears(years: readonly string[]): Sql {
  const [year] = years;
  return year !== undefined && years.length === 1
    ? sql`f.inspection_date >= ${`${year}-01-01`} AND f.inspection_date <= ${`${year}-12-31`}`
    : sql`substr(f.inspection_date, 1, 4) IN (${listOf(years)})`;
}

function listOf(items: readonly string[]): Sql {
  return sql`SELECT value FROM json_each(${JSON.stringify(items)})`;
}

function contains(column: Sql, text: string): Sql {
  const pattern = `%${text.trim().replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return sql`${column} LIKE ${pattern} ESCAPE '\\'`;
}

/** Of equal ones the latest entered first. */
function ordering(sort: FilingSort): Sql {
  const direction = sort.order === 'asc' ? sql`ASC` : sql`DESC`;
  switch (sort.key) {
    case 'number':
      return sql`${numberYear} ${direction}, ${numberN} ${direction}, f.inspecting_unit, f.rowid DESC`;
    case 'inspectionDate':
      return sql`f.inspection_date ${direction}, f.rowid DESC`;
    case 'inspectingUnit':
      return sql`f.inspecting_unit ${direction}, f.inspection_date DESC, f.rowid DESC`;
    case 'enterpriseName':
      return sql`(SELECT s.sort_text FROM enterprise_search s WHERE s.enterprise_id = f.partition_id) ${direction},
        f.inspection_date DESC, f.rowid DESC`;
    case 'status': {
      const ranks = filingStatuses.map((key, index) => sql`WHEN ${key} THEN ${index}`);
      return sql`CASE ${filingStatus} ${joinSql(ranks, ' ')} END ${direction}, f.inspection_date DESC, f.rowid DESC`;
    }
  }
}
