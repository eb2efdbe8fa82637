/** 季度信息通报. */
import { z } from 'zod';
import { type BulletinFigures, bulletinFigures } from '../shared/bulletin/figures.ts';
import { isQuarter } from '../shared/bulletin/quarter.ts';
import { bulletinEntity } from '../shared/bulletin/entity.ts';
import { canonicalJson } from '../shared/log/canonical.ts';
import { deletedField, fieldSpec, type FieldValue } from '../shared/log/entity.ts';
import { type Head, isConflict, shownHead } from '../shared/log/merge.ts';
import { disputedDeletion } from './disputed-deletion.ts';
import { knownWrites, writesBefore } from './log/ancestry.ts';
import { readHeads } from './log/record-heads.ts';
import { plainDate, plainList } from './plain.ts';
import { all, type ReadDb, type Sql, sql, values } from './sql.ts';

export interface BulletinRecord {
  readonly id: string;
  readonly partition: string;
  /** YYYY-Qn, '' when another program wrote what is none. */
  readonly quarter: string;
  readonly issue: number;
  readonly title: string;
  readonly unit: string;
  readonly issuedOn: string;
  readonly highlights: { source: string; text: string }[];
  readonly closing: string;
  readonly recipients: string;
  /** Null when this program cannot read them. */
  readonly figures: BulletinFigures | null;
  /** Of an issued one: a person is still to say whether it was rightly removed. Until then it stands. */
  readonly isRemovalOpen: boolean;
}

interface BulletinRow {
  readonly id: string;
  readonly partition_id: string;
  readonly deleted: 0 | 1;
  readonly quarter: string;
  readonly issue: number | null;
  readonly title: string;
  readonly unit: string;
  readonly issued_on: string;
  readonly highlights: string;
  readonly closing: string;
  readonly recipients: string;
  readonly figures: string;
}

const highlightShape = z.object({ source: z.string(), text: z.string() });
const columns = sql`id, partition_id, deleted, quarter, issue, title, unit, issued_on, highlights, closing, recipients, figures`;

/** The latest quarter first; one that was issued also while its removal is in question. */
export function listBulletins(db: ReadDb): BulletinRecord[] {
  return select(db, sql`1`);
}

export function findBulletin(db: ReadDb, id: string): BulletinRecord | undefined {
  return select(db, sql`id = ${id}`)[0];
}

/** Of one quarter: one, or several while the city's own laptops wrote one each. */
export function bulletinsOf(db: ReadDb, quarter: string): BulletinRecord[] {
  return select(db, sql`quarter = ${quarter}`);
}

function select(db: ReadDb, condition: Sql): BulletinRecord[] {
  return all<BulletinRow>(
    db,
    sql`SELECT ${columns} FROM bulletin WHERE (deleted = 0 OR issued_on <> '') AND ${condition}
        ORDER BY quarter DESC, issue DESC, id`,
  ).flatMap((row) => {
    const isRemovalOpen = row.issued_on !== '' && isRemovedUnaware(db, row.id);
    return row.deleted === 0 || isRemovalOpen ? [toBulletin(asIssued(db, row), isRemovalOpen)] : [];
  });
}

/** Removed by somebody who did not know that it was issued, or removed here and kept there: a person decides. */
function isRemovedUnaware(db: ReadDb, id: string): boolean {
  const deletions = readHeads(db, bulletinEntity.type, id).get(deletedField) ?? [];
  if (isConflict(deletions)) return true;
  const unseen = disputedDeletion(db, bulletinEntity.type, id)?.unseen ?? [];
  return unseen.some(({ field, head }) => field === 'issuedOn' && head.value !== canonicalJson(''));
}

/** What stands in each of its fields, as it was written: fields that this program does not read whole are kept. */
export function bulletinValues(db: ReadDb, id: string): Record<string, FieldValue> {
  const shown = [...readHeads(db, bulletinEntity.type, id)].flatMap(([field, heads]) => {
    const head = shownOfBulletin(db, field, heads);
    return head && field in bulletinEntity.fields
      ? [[field, JSON.parse(head.value) as FieldValue] as const]
      : [];
  });
  return Object.fromEntries(shown);
}

/**
 * Of several that stand in a field of a bulletin, the one that was issued, or what put that right since: what was written
 * without knowing of the issue does not reach its readers until a person has chosen it.
 */
export function shownOfBulletin(db: ReadDb, field: string, heads: readonly Head[]): Head | undefined {
  const owner = fieldSpec(bulletinEntity, field)?.owner ?? 'both';
  if (heads.length < 2) return heads[0];
  const write = knownWrites(db);
  const isIssue = (opId: string): boolean => (write(opId, 'issuedOn')?.value ?? '""') !== '""';
  const issued = heads.filter(
    ({ opId }) =>
      isIssue(opId) || writesBefore(opId, field, write).some(({ opId: before }) => isIssue(before)),
  );
  return shownHead(issued.length === 0 ? heads : issued, owner);
}

/** Fields whose columns bear their names. */
const printed = ['quarter', 'issue', 'title', 'unit', 'highlights', 'closing', 'recipients', 'figures'];

function asIssued(db: ReadDb, row: BulletinRow): BulletinRow {
  if (row.issued_on === '') return row;
  const disputed = values<string>(
    db,
    sql`SELECT field FROM conflict WHERE entity_type = ${bulletinEntity.type} AND entity_id = ${row.id}`,
  );
  if (disputed.length === 0) return row;
  const heads = readHeads(db, bulletinEntity.type, row.id);
  const shown = printed.flatMap((field) => {
    const head = disputed.includes(field) && shownOfBulletin(db, field, heads.get(field) ?? []);
    if (!head) return [];
    const isJson = fieldSpec(bulletinEntity, field)?.kind === 'json';
    return [[field, isJson ? head.value : (JSON.parse(head.value) as unknown)] as const];
  });
  return { ...row, ...Object.fromEntries(shown) };
}

function toBulletin(row: BulletinRow, isRemovalOpen: boolean): BulletinRecord {
  const figures = bulletinFigures.safeParse(JSON.parse(row.figures));
  return {
    id: row.id,
    partition: row.partition_id,
    quarter: isQuarter(row.quarter) ? row.quarter : '',
    issue: row.issue ?? 0,
    title: row.title,
    unit: row.unit,
    issuedOn: plainDate(row.issued_on),
    highlights: plainList(row.highlights).flatMap((found) => highlightShape.safeParse(found).data ?? []),
    closing: row.closing,
    recipients: row.recipients,
    figures: figures.data ?? null,
    isRemovalOpen,
  };
}
