/** What bundles brought, record by record. */
import type { OperationBody } from '../shared/log/operation.ts';
import type { ChangeStanding } from '../shared/record/changes.ts';
import type { BundleDetail } from './bundle-detail.ts';
import { listConflicts } from './conflict.ts';
import { parseBody } from './log/op.ts';
import { all, iterate, type ReadDb, sql } from './sql.ts';
import { answer, isSuggestion, withdrawal } from './suggestion.ts';

export interface TakenRecord {
  readonly townId: string;
  /** Whose laptop wrote it; '' for an office's. */
  readonly leaderId: string;
  readonly partition: string;
  readonly entityType: string;
  readonly entityId: string;
  /** Records of which some fields count and others do not are told once for each. */
  readonly standing: ChangeStanding;
  saves: number;
  /** Where its last write stands among all that came in. */
  lastRow: number;
  readonly fields: Map<string, TakenField>;
}

export interface TakenField {
  /** The writes that the first one told of replaced. */
  readonly parents: readonly string[];
  /** Of the last one. */
  after: unknown;
}

interface TakenRow {
  readonly n: number;
  readonly id: string;
  readonly partition_id: string;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly bytes: Uint8Array;
  readonly author_town: string;
  readonly author_leader: string;
  readonly standing: Exclude<ChangeStanding, 'disputed'>;
}

/** Rows of `op` that bundles brought, and the town that handed them over: '' for the city. */
export type TakenRows = Pick<BundleDetail, 'rowBefore' | 'rowLast'> & { readonly townId: string };

/**
 * Every record that those bundles wrote, with the fields, as they came in. What another laptop of the city, or a leader of
 * it, passed on counts for the town that wrote it; `townId` is '' for what the city wrote. What is only kept, and not in
 * force, stands apart; what was declined or taken back has changed nothing. `exceptAuthor`: a device that is not told of.
 */
export function recordsTakenIn(db: ReadDb, taken: readonly TakenRows[], exceptAuthor = ''): TakenRecord[] {
  const disputed = disputedWrites(db);
  const found = new Map<string, TakenRecord>();
  for (const { townId: peerTownId, rowBefore, rowLast } of taken) {
    const rows = iterate<TakenRow>(
      db,
      sql`SELECT o.rowid AS n, o.id, o.partition_id, o.entity_type, o.entity_id, o.bytes, coalesce(wd.town_id, '') AS author_town, coalesce(wd.leader_id, '') AS author_leader,
            CASE WHEN o.state = 'pending' THEN 'pending'
              WHEN o.state = 'applied' OR a.outcome = 'accepted' THEN 'applied'
              WHEN ${isSuggestion} THEN 'waiting' ELSE 'held' END AS standing
          FROM op o ${answer} ${withdrawal}
          WHERE o.rowid > ${rowBefore} AND o.rowid <= ${rowLast} AND o.author <> ${exceptAuthor} AND a.outcome IS NOT 'declined'
            AND (o.state <> 'held' OR a.id IS NOT NULL OR w.id IS NULL) ORDER BY o.rowid`,
    );
    for (const row of rows) {
      const townId = peerTownId || row.author_town;
      const recordAs = (standing: ChangeStanding): TakenRecord => {
        const key = `${townId} ${row.author_leader} ${row.partition_id} ${row.entity_type} ${row.entity_id} ${standing}`;
        const record = found.get(key) ?? {
          townId,
          leaderId: row.author_leader,
          partition: row.partition_id,
          entityType: row.entity_type,
          entityId: row.entity_id,
          standing,
          saves: 0,
          lastRow: row.n,
          fields: new Map<string, TakenField>(),
        };
        record.lastRow = row.n;
        found.set(key, record);
        return record;
      };
      const written = Object.entries(parseBody(row.bytes).fields);
      const isDisputed = (field: string): boolean =>
        row.standing === 'applied' && disputed.has(`${row.id} ${field}`);
      // Counted once, also where a part of it is disputed.
      const isAllDisputed = written.length > 0 && written.every(([field]) => isDisputed(field));
      recordAs(isAllDisputed ? 'disputed' : row.standing).saves += 1;
      for (const [field, write] of written) {
        const standing = isDisputed(field) ? 'disputed' : row.standing;
        if (isLeftEmpty(write)) continue;
        const { fields } = recordAs(standing);
        const known = fields.get(field);
        if (known) known.after = write.value;
        else fields.set(field, { parents: write.parents, after: write.value });
      }
    }
  }
  return [...found.values()];
}

/** What a field of those records held before, from what is known here; several values where a conflict was settled. */
export function valuesBefore(
  db: ReadDb,
  records: readonly TakenRecord[],
): (field: string, written: TakenField) => unknown[] {
  const parents = records.flatMap(({ fields }) => [...fields.values()].flatMap((written) => written.parents));
  const ids = JSON.stringify([...new Set(parents)]);
  const bodies = new Map(
    all<{ id: string; bytes: Uint8Array }>(
      db,
      // What was suggested never stood before: it is what was written.
      sql`SELECT id, bytes FROM op WHERE id IN (SELECT value FROM json_each(${ids}))
          AND id NOT IN (SELECT id FROM suggestion_decision WHERE deleted = 0 AND outcome = 'accepted')`,
    ).map(({ id, bytes }) => [id, parseBody(bytes)]),
  );
  return (field, written) =>
    written.parents.flatMap((parent) => {
      const write = bodies.get(parent)?.fields[field];
      return write ? [write.value] : [];
    });
}

/** `operation field` of what stands against another value and waits for a person. */
function disputedWrites(db: ReadDb): ReadonlySet<string> {
  return new Set(
    listConflicts(db).flatMap(({ heads }) => heads.map(({ opId, field }) => `${opId} ${field}`)),
  );
}

/** A new record writes all its fields: one that was left empty, with nothing before it, was filled by nobody. */
function isLeftEmpty({ value, parents }: OperationBody['fields'][string]): boolean {
  if (parents.length > 0) return false;
  return value === '' || value === null || value === false || (Array.isArray(value) && value.length === 0);
}
