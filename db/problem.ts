/** 问题诉求 and its 办理记录. */
import { z } from 'zod';
import { canonicalJson } from '../shared/log/canonical.ts';
import {
  handlingView,
  type ProblemCorrection,
  type ProblemFields,
  problemFields,
} from '../shared/problem/contract.ts';
import {
  cityDeskName,
  type Confirmation,
  confirmationWays,
  endedStates,
  type Escalation,
  type Handling,
  newHandling,
  openStates,
  type ProblemFacts,
} from '../shared/problem/rules.ts';
import type { ThreadEntry } from '../shared/problem/thread.ts';
import type { DeskSide } from '../shared/rpc.ts';
import { sha256Hex } from './crypto.ts';
import { plainDate, plainDay } from './plain.ts';
import { all, get, identifier, joinSql, listOf, type ReadDb, type Sql, sql, value, values } from './sql.ts';

export interface ProblemRecord extends ProblemFields, Omit<ProblemFacts, 'raisedOn'> {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  /** The town its enterprise is assigned to; '' for none. */
  readonly townId: string;
  readonly visitId: string;
}

/** What is told of a record counts where the record is kept: others write it in partitions of their own. */
export type KeptProblem = Pick<ProblemRecord, 'id' | 'enterpriseId'>;

export interface ProblemColumns {
  readonly id: string;
  readonly partition_id: string;
  readonly enterprise_name: string | null;
  readonly town_id: string | null;
  readonly title: string;
  readonly detail: string;
  readonly category: string;
  readonly raised_on: string;
  readonly raised_by: string;
  readonly phone: string;
  readonly source: string;
  readonly visit_id: string;
  readonly handling: string;
  readonly city_handling: string;
  readonly escalation: string;
  readonly confirmation: string;
  readonly merged_into: string;
}

const own = [
  'id',
  'partition_id',
  'title',
  'detail',
  'category',
  'raised_on',
  'raised_by',
  'phone',
  'source',
  'visit_id',
  'handling',
  'city_handling',
  'escalation',
  'confirmation',
  'merged_into',
] as const;

/** Of the tables `problem p` and `enterprise e`. */
export const problemColumns: Sql = joinSql(
  [
    ...own.map((name) => sql`${column(name)} AS ${identifier(name)}`),
    sql`e.name AS enterprise_name`,
    sql`e.town_id AS town_id`,
  ],
  ', ',
);
/** Of `problem p`: the 主办 of handlingUnits in shared/problem/rules.ts. */
export const handlingHost: Sql = sql`CASE WHEN p.host <> '' OR p.level = 'town' THEN p.host
  WHEN coalesce(json_extract(p.handling, '$.host'), '') <> '' THEN json_extract(p.handling, '$.host')
  WHEN coalesce(json_extract(p.escalation, '$.times'), 0) > 0 THEN ${cityDeskName}
  ELSE '' END`;

const selected = sql`SELECT ${problemColumns} FROM problem p LEFT JOIN enterprise e ON e.id = p.partition_id`;

/** Undefined when there is none, or it was removed. */
export function findProblem(db: ReadDb, id: string): ProblemRecord | undefined {
  const row = get<ProblemColumns>(db, sql`${selected} WHERE p.deleted = 0 AND p.id = ${id}`);
  return row && toProblem(row);
}

/** Those that are not closed, the latest raised first. */
export function openProblemsByEnterprise(db: ReadDb, ...enterpriseIds: readonly string[]): ProblemRecord[] {
  return all<ProblemColumns>(
    db,
    sql`${selected} WHERE p.deleted = 0 AND p.partition_id IN (${listOf(enterpriseIds)})
          AND p.state IN (${listOf(openStates)})
        ORDER BY p.raised_on DESC, p.id`,
  ).map(toProblem);
}

/** Those that go on as this one. */
export function problemsMergedInto(db: ReadDb, { id, enterpriseId }: KeptProblem): ProblemRecord[] {
  return all<ProblemColumns>(
    db,
    sql`${selected} WHERE p.deleted = 0 AND p.merged_into = ${id} AND p.partition_id = ${enterpriseId} ORDER BY p.raised_on, p.id`,
  ).map(toProblem);
}

/** Ids of those that go on as this one, by way of another as well. */
export function mergedBeneath(db: ReadDb, { id, enterpriseId }: KeptProblem): string[] {
  return values<string>(
    db,
    sql`WITH RECURSIVE beneath (id) AS (
          SELECT ${id}
          UNION SELECT p.id FROM beneath JOIN problem p ON p.merged_into = beneath.id AND p.merged_into <> ''
            AND p.deleted = 0 AND +p.partition_id = ${enterpriseId})
        SELECT id FROM beneath WHERE id <> ${id} ORDER BY id`,
  );
}

/** Of `problem q`, merged, and a problem that ended: by a desk that did not know of the merge. `ended`: the other's alias. */
export function isEndedUnaware(ended: 'r' | 't'): Sql {
  const governing = sql`${identifier(ended)}.governing`;
  return sql`${identifier(ended)}.state IN (${listOf(endedStates)}) AND json_type(${governing}, '$.endedWith') = 'array'
    AND NOT EXISTS (SELECT 1 FROM json_each(${governing}, '$.endedWith') k WHERE k.value = q.id)`;
}

/**
 * Of `problem q`, merged: what it went on as was ended by a desk that did not know of the merge, so that nobody answered
 * for it.
 */
export const isEndedWithout: Sql = sql`EXISTS (
  WITH RECURSIVE way (id) AS (
    SELECT q.merged_into
    UNION SELECT r.merged_into FROM way JOIN problem r ON r.id = way.id AND r.deleted = 0 WHERE r.merged_into <> ''
  )
  SELECT 1 FROM way JOIN problem r ON r.id = way.id
  WHERE r.deleted = 0 AND r.merged_into = '' AND ${isEndedUnaware('r')})`;

/** Of these, the merged ones that nobody answered for. */
export function endedWithout(db: ReadDb, ids: readonly string[]): ReadonlySet<string> {
  if (ids.length === 0) return new Set();
  return new Set(
    values<string>(
      db,
      sql`SELECT q.id FROM problem q WHERE q.id IN (${listOf(ids)}) AND q.merged_into <> '' AND ${isEndedWithout}`,
    ),
  );
}

export function problemsOfVisit(db: ReadDb, visit: KeptProblem): ProblemRecord[] {
  return all<ProblemColumns>(
    db,
    sql`${selected} WHERE p.deleted = 0 AND p.visit_id = ${visit.id} AND p.visit_id <> ''
          AND +p.partition_id = ${visit.enterpriseId} ORDER BY p.hlc_ms, p.id`,
  ).map(toProblem);
}

/** Enterprise → its open problems, of those that have any. */
export function openProblemCounts(db: ReadDb, enterpriseIds: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    all<{ id: string; n: number }>(
      db,
      sql`SELECT p.partition_id AS id, count(*) AS n FROM problem p
          WHERE p.deleted = 0 AND p.partition_id IN (${listOf(enterpriseIds)})
            AND p.state IN (${listOf(openStates)})
          GROUP BY p.partition_id`,
    ).map(({ id, n }) => [id, n]),
  );
}

/** What an older program does not name is as if it had not been written. */
const entryShape = z.object({
  on: z.string(),
  by: z.string(),
  text: z.string(),
  corrects: z.string().catch(''),
  says: z.string().catch(''),
  correction: z.object({ by: z.string(), on: z.string(), reason: z.string() }).nullable().catch(null),
  satisfied: z.boolean().nullable().catch(null),
});

/**
 * What a record names an entry of 更正 by: the same on every laptop that puts the same entry right in the same words.
 * `originId`: the entry that was written at first.
 */
export function correctionName(originId: string, correction: ProblemCorrection): string {
  return sha256Hex(`DRCB problem correction v1\n${canonicalJson([originId, correction])}`);
}

/** The entries of 更正 that the problem names as those that count. */
const named = joinSql(
  (['handling', 'city_handling', 'confirmation'] as const).map(
    (name) =>
      sql`SELECT c.value FROM problem n, json_each(${column(name, 'n')}, '$.corrections') c
          WHERE n.id = x.problem_id AND n.partition_id = x.partition_id`,
  ),
  ' UNION ALL ',
);

/** Of `problem_entry x`; the side is that of whoever wrote it first. */
const entryColumns = sql`x.id AS id, x.problem_id AS problem_id, x.kind AS kind, x.facts AS facts,
  (SELECT h.side FROM head h WHERE h.entity = ${'problemEntry/'} || x.id AND h.field = 'facts'
    ORDER BY h.op_id LIMIT 1) AS side,
  coalesce(json_extract(x.facts, '$.corrects'), '') <> ''
    AND (x.id IN (${named}) OR coalesce(json_extract(x.facts, '$.says'), '') IN (${named})) AS counts`;

interface EntryColumns {
  readonly id: string;
  readonly problem_id: string;
  readonly kind: string;
  readonly facts: string;
  readonly side: DeskSide | null;
  readonly counts: number;
}

function toEntry({ id, kind, facts, side, counts }: EntryColumns): ThreadEntry[] {
  const read = entryShape.safeParse(JSON.parse(facts));
  if (!read.success) return [];
  const { on, ...said } = read.data;
  return [{ id, kind, ...said, on: plainDate(on), side: side ?? 'town', counts: counts === 1 }];
}

/** In the order they were written: what an author had seen stands before what he wrote. */
export function entriesOf(db: ReadDb, { id: problemId, enterpriseId }: KeptProblem): ThreadEntry[] {
  return all<EntryColumns>(
    db,
    sql`SELECT ${entryColumns} FROM problem_entry x
        WHERE x.deleted = 0 AND x.problem_id = ${problemId} AND x.partition_id = ${enterpriseId}
        ORDER BY x.ordinal, x.hlc_ms, x.id`,
  ).flatMap(toEntry);
}

/** Problem → its entries of 企业确认, corrections among them, of those raised in the period whose enterprise was asked. */
export function confirmationsInPeriod(
  db: ReadDb,
  fromDate: string,
  toDate: string,
): ReadonlyMap<string, ThreadEntry[]> {
  const rows = all<EntryColumns>(
    db,
    sql`SELECT ${entryColumns} FROM problem p
        CROSS JOIN problem_entry x ON x.problem_id = p.id AND x.partition_id = p.partition_id
        WHERE p.deleted = 0 AND p.raised_on BETWEEN ${fromDate} AND ${toDate} AND p.confirmation <> 'null'
          AND x.deleted = 0 AND x.kind = 'confirm' ORDER BY x.ordinal, x.hlc_ms, x.id`,
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.problem_id)].map(([id, own]) => [id, own.flatMap(toEntry)]),
  );
}

/** One more than any of the problem's entries. */
export function nextEntryOrdinal(db: ReadDb, { id, enterpriseId }: KeptProblem): number {
  const last = value<number | null>(
    db,
    sql`SELECT max(ordinal) FROM problem_entry WHERE problem_id = ${id} AND partition_id = ${enterpriseId}`,
  );
  // A peer may have written the largest number there is.
  return Math.min(Math.max(last ?? 0, 0), 1_000_000_000) + 1;
}

/** 主办、协办 of the problems raised lately, each once, the latest first. */
export function usedProblemUnits(db: ReadDb, limit: number): string[] {
  return values<string>(
    db,
    sql`WITH recent AS (SELECT raised_on, host, governing FROM problem WHERE deleted = 0 ORDER BY raised_on DESC LIMIT 1000)
        SELECT unit FROM (
          SELECT host AS unit, raised_on FROM recent
          UNION ALL
          SELECT h.value, raised_on FROM recent, json_each(governing, '$.helpers') h
        ) WHERE unit <> '' GROUP BY unit ORDER BY max(raised_on) DESC, unit LIMIT ${limit}`,
  );
}

/** Another program's version may have written what this one does not know: shown as the plainest value. */
export function toProblem(row: ProblemColumns): ProblemRecord {
  const { category, source } = problemFields.shape;
  return {
    id: row.id,
    enterpriseId: row.partition_id,
    enterpriseName: row.enterprise_name ?? '（企业资料尚未收到）',
    townId: row.town_id ?? '',
    title: row.title,
    detail: row.detail,
    category: category.safeParse(row.category).data ?? 'other',
    raisedOn: plainDate(row.raised_on),
    raisedBy: row.raised_by,
    phone: row.phone,
    source: source.safeParse(row.source).data ?? 'other',
    visitId: row.visit_id,
    handling: toHandling(JSON.parse(row.handling)) ?? newHandling,
    cityHandling: toHandling(JSON.parse(row.city_handling)),
    escalation: toEscalation(JSON.parse(row.escalation)),
    confirmation: toConfirmation(JSON.parse(row.confirmation)),
    mergedInto: row.merged_into,
  };
}

const idsOfEntries = z.array(z.string()).catch([]);
const readHandling = z.object({
  state: handlingView.shape.state.catch('raised'),
  round: z.int().catch(1),
  acceptedOn: plainDay,
  host: z.string().catch(''),
  helpers: z.array(z.string()).catch([]),
  assignedOn: plainDay,
  hostDueOn: plainDay,
  helperDueOn: plainDay,
  extensions: z.int().catch(0),
  answeredOn: plainDay,
  endedOn: plainDay,
  returns: z.int().catch(0),
  lastOn: plainDay,
  corrections: idsOfEntries,
  endedWith: z.array(z.string()).nullable().catch(null),
});
const readEscalation = z.object({ on: z.string(), reason: z.string(), times: z.int() });
const readConfirmation = z.object({
  on: z.string(),
  way: z.enum(confirmationWays).or(z.literal('')).catch(''),
  by: z.string(),
  satisfied: z.boolean(),
  note: z.string(),
  level: z.enum(['city', 'town']),
  round: z.int(),
  corrections: idsOfEntries,
});

/** Field by field: what cannot be read is as if it had not been written. */
function toHandling(value: unknown): Handling | null {
  return readHandling.safeParse(value).data ?? null;
}

function toEscalation(value: unknown): Escalation | null {
  return readEscalation.safeParse(value).data ?? null;
}

function toConfirmation(value: unknown): Confirmation | null {
  return readConfirmation.safeParse(value).data ?? null;
}

function column(name: (typeof own)[number], of = 'p'): Sql {
  return sql`${identifier(of)}.${identifier(name)}`;
}
