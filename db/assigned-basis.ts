/** From which saves of the city's note a town was told, and whether this desk knows enough of the note to tell it anew. */
import {
  type AssignedBasis,
  assignedBasis,
  type AssignedPart,
  assignedParts,
} from '../shared/meeting/assigned.ts';
import { assignedDecisionEntity, decisionEntity, meetingEntity } from '../shared/meeting/entity.ts';
import { readHeads } from './log/record-heads.ts';
import { all, listOf, type ReadDb, sql } from './sql.ts';

/** What the note says now: for each part, the saves that stand in the fields it follows from. */
export interface NoteHeads {
  /** Ids of operations, sorted. */
  readonly of: Readonly<Record<AssignedPart, readonly string[]>>;
  /** Those of `standing` that say whether it is done. */
  readonly completion: readonly string[];
  /** Those of `standing` that say whose it is. */
  readonly whose: readonly string[];
}

export function noteHeads(db: ReadDb, decisionId: string, meetingId: string): NoteHeads {
  const decision = readHeads(db, decisionEntity.type, decisionId);
  const meeting = readHeads(db, meetingEntity.type, meetingId);
  const ids = (heads: typeof decision, ...fields: string[]): string[] =>
    fields.flatMap((field) => (heads.get(field) ?? []).map(({ opId }) => opId));
  const completion = ids(decision, 'completion');
  const whose = [...ids(decision, 'who', 'deleted', 'meetingId'), ...ids(meeting, 'deleted')];
  return {
    completion,
    whose,
    of: {
      meetingMonth: ids(meeting, 'month'),
      heldOn: ids(meeting, 'heldOn'),
      what: ids(decision, 'what'),
      who: ids(decision, 'who'),
      dueDate: ids(decision, 'dueDate'),
      standing: [...new Set([...completion, ...whose])].sort(),
    },
  };
}

/** What stands as the basis of one record; several laptops may each have told a part. */
export interface KnownBasis {
  readonly of: AssignedBasis;
  /**
   * Whether this desk may say the part anew: it knows every save that the part was told from, or one of `own`, the saves it
   * would follow from, was made at this desk after that word had come here.
   */
  readonly mayTell: (part: AssignedPart, own: readonly string[]) => boolean;
}

/** `incarnation`: this desk's own stream. */
export function readBasis(db: ReadDb, assignedId: string, incarnation: string): KnownBasis {
  const heads = readHeads(db, assignedDecisionEntity.type, assignedId).get('basis') ?? [];
  const said = heads.map(({ opId, value }) => ({ opId, basis: basisShape.parse(JSON.parse(value)) }));
  const of: AssignedBasis = {};
  for (const part of assignedParts) {
    const ids = new Set(said.flatMap(({ basis }) => basis[part] ?? []));
    if (ids.size > 0) of[part] = [...ids].sort();
  }
  return {
    of,
    mayTell: (part, own) => {
      const based = said.filter(({ basis }) => basis[part] !== undefined);
      const known = rowsOf(db, [...(of[part] ?? []), ...own, ...based.map(({ opId }) => opId)]);
      if ((of[part] ?? []).every((id) => known.has(id))) return true;
      const lastTold = Math.max(...based.map(({ opId }) => known.get(opId)?.n ?? 0));
      return own.some((id) => {
        const row = known.get(id);
        return row !== undefined && row.incarnation === incarnation && row.n > lastTold;
      });
    },
  };
}

interface OpRow {
  readonly id: string;
  /** In the order in which they were written here or came in. */
  readonly n: number;
  readonly incarnation: string;
}

/** Of those that are here and count. */
function rowsOf(db: ReadDb, ids: readonly string[]): ReadonlyMap<string, OpRow> {
  return new Map(
    all<OpRow>(
      db,
      sql`SELECT id, rowid AS n, incarnation FROM op WHERE id IN (${listOf(ids)}) AND state = 'applied'`,
    ).map((row) => [row.id, row]),
  );
}

const basisShape = assignedBasis.catch({});
