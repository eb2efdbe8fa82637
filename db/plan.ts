/** 申报计划: entries of 附件7 and what the city added to it. A plan, never a title. */
import { isLevelKey, type LevelKey } from '../shared/enterprise/levels.ts';
import { all, get, type ReadDb, type Sql, sql } from './sql.ts';

export interface PlanRecord {
  readonly id: string;
  readonly enterpriseId: string;
  readonly level: LevelKey;
  readonly year: number;
  /** 附件7序号, null when it is not from the annex. */
  readonly row: number | null;
  readonly source: string;
}

interface PlanRow {
  readonly id: string;
  readonly partition_id: string;
  readonly level: string;
  readonly year: number | null;
  readonly row: number | null;
  readonly source: string;
}

const columns = sql`id, partition_id, level, year, row, source`;

/** The earliest year first. */
export function plansByEnterprise(db: ReadDb, enterpriseId: string): PlanRecord[] {
  return select(db, sql`partition_id = ${enterpriseId}`);
}

export function allPlans(db: ReadDb): PlanRecord[] {
  return select(db, sql`1`);
}

/** Undefined when there is none, or it was removed. */
export function findPlan(db: ReadDb, id: string): PlanRecord | undefined {
  const row = get<PlanRow>(db, sql`SELECT ${columns} FROM enterprise_plan WHERE id = ${id} AND deleted = 0`);
  return row ? toPlan(row)[0] : undefined;
}

/** Years that occur in plans, the earliest first. */
export function planYears(db: ReadDb): number[] {
  return all<{ year: number }>(
    db,
    sql`SELECT DISTINCT year FROM enterprise_plan WHERE deleted = 0 AND year IS NOT NULL ORDER BY year`,
  ).map((row) => row.year);
}

function select(db: ReadDb, condition: Sql): PlanRecord[] {
  return all<PlanRow>(
    db,
    sql`SELECT ${columns} FROM enterprise_plan WHERE deleted = 0 AND ${condition} ORDER BY year, row, id`,
  ).flatMap(toPlan);
}

function toPlan(row: PlanRow): PlanRecord[] {
  if (!isLevelKey(row.level) || row.year === null) return [];
  return [
    {
      id: row.id,
      enterpriseId: row.partition_id,
      level: row.level,
      year: row.year,
      row: row.row,
      source: row.source,
    },
  ];
}
