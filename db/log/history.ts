/** The history of a record: who wrote what, when, on which laptop, old → new. */
import { fieldSpec } from '../../shared/log/entity.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { type OperationBody, operationLimits } from '../../shared/log/operation.ts';
import { all, type ReadDb, sql, values } from '../sql.ts';
import { reasonOf } from '../../shared/suggestion/reason.ts';
import { answer, type SuggestionRecord, withdrawal } from '../suggestion.ts';
import { birthsOf, inOrder } from './history-order.ts';
import { parseBody } from './op.ts';

export interface HistoryEntry {
  readonly opId: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly field: string;
  readonly fieldLabel: string;
  readonly newValue: unknown;
  /** This save began the record. */
  readonly isCreation: boolean;
  /** The owner wrote what another side had suggested. */
  readonly isAcceptance: boolean;
  /** Values the writer saw and replaced; empty for a first entry, several when a conflict was settled. */
  readonly oldValues: readonly unknown[];
  readonly deviceId: string;
  readonly side: string;
  /** The writer's clock, ms. */
  readonly writtenAtMs: number;
  /** That clock was more than a day ahead when the save came in here, or behind what its writer had seen. */
  readonly isClockOff: boolean;
  readonly state: 'applied' | 'held' | 'pending';
  /** What became of a held write; null of any other. */
  readonly suggested: SuggestionRecord['state'] | null;
  /** Why its town suggested it; '' of any other. */
  readonly reason: string;
}

interface Row {
  readonly id: string;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly author: string;
  readonly side: string;
  readonly state: HistoryEntry['state'];
  readonly received_at_ms: number;
  readonly bytes: Uint8Array;
}

const columns = sql`id, entity_type, entity_id, author, side, state, received_at_ms, bytes`;

/** All field changes of some records, latest first; those of one save in the order of the entity's fields. */
export function entityHistory(db: ReadDb, entityIds: readonly string[]): HistoryEntry[] {
  return entries(
    db,
    all<Row>(
      db,
      sql`SELECT ${columns} FROM op
          WHERE entity_id IN (SELECT value FROM json_each(${JSON.stringify(entityIds)}))
          ORDER BY hlc_ms DESC, hlc_counter DESC, id DESC`,
    ),
  );
}

/** All changes of every record of one partition (an enterprise and all that belongs to it), latest first. */
export function partitionHistory(db: ReadDb, partition: string, limit: number): HistoryEntry[] {
  return entries(
    db,
    all<Row>(
      db,
      sql`SELECT ${columns} FROM op
          WHERE partition_id = ${partition} ORDER BY hlc_ms DESC, hlc_counter DESC, id DESC LIMIT ${limit}`,
    ),
  );
}

function entries(db: ReadDb, rows: readonly Row[]): HistoryEntry[] {
  const bodies = new Map<string, OperationBody>(rows.map((row) => [row.id, parseBody(row.bytes)]));
  // The limit may cut off the writes whose values the oldest rows replaced.
  const parents = [...bodies.values()].flatMap((body) =>
    Object.values(body.fields).flatMap((write) => write.parents),
  );
  const missing = JSON.stringify(parents.filter((id) => !bodies.has(id)));
  for (const row of all<Pick<Row, 'id' | 'bytes'>>(
    db,
    sql`SELECT id, bytes FROM op WHERE id IN (SELECT value FROM json_each(${missing}))`,
  )) {
    bodies.set(row.id, parseBody(row.bytes));
  }
  const accepted = new Set(
    values<string>(
      db,
      sql`SELECT id FROM suggestion_decision WHERE deleted = 0 AND outcome = 'accepted'
          AND id IN (SELECT value FROM json_each(${JSON.stringify(parents)}))`,
    ),
  );
  const suggested = suggestionStates(db, rows);
  const births = birthsOf(db, [...new Set(rows.map(({ entity_id: id }) => id))], bodies);
  const isBirth = ({ id, entity_id: entityId, state }: Row): boolean =>
    births.get(entityId)?.[state === 'applied' ? 'applied' : 'any'] === id;
  const { latestFirst, timeOf } = inOrder(rows, bodies, births);
  return latestFirst.flatMap((row) => {
    const body = bodies.get(row.id);
    if (!body) return [];
    const isAcceptance = Object.values(body.fields).some((write) =>
      write.parents.some((parent) => accepted.has(parent)),
    );
    const spec = entitySpec(row.entity_type);
    const order = Object.keys(spec?.fields ?? {});
    const writes = Object.entries(body.fields).toSorted(([a], [b]) => rank(order, a) - rank(order, b));
    return writes.map(
      ([field, write]): HistoryEntry => ({
        opId: row.id,
        entityType: row.entity_type,
        entityId: row.entity_id,
        field,
        fieldLabel: (spec && fieldSpec(spec, field)?.label) ?? '（待升级后可见）',
        newValue: write.value,
        isCreation: isBirth(row),
        isAcceptance,
        oldValues: write.parents.flatMap((parent) => {
          // What was suggested never stood: it is what was written.
          if (accepted.has(parent)) return [];
          const old = bodies.get(parent)?.fields[field];
          return old ? [old.value] : [];
        }),
        deviceId: row.author,
        side: row.side,
        writtenAtMs: body.wall,
        isClockOff:
          body.wall > row.received_at_ms + operationLimits.futureMs ||
          body.wall < timeOf(row.id) - operationLimits.futureMs,
        state: row.state,
        suggested: suggested.get(row.id) ?? null,
        reason: suggested.has(row.id) ? reasonOf(body) : '',
      }),
    );
  });
}

/** The held ones of the writes → what became of them. */
function suggestionStates(
  db: ReadDb,
  rows: readonly Pick<Row, 'id' | 'state'>[],
): Map<string, SuggestionRecord['state']> {
  const held = JSON.stringify(rows.filter(({ state }) => state === 'held').map(({ id }) => id));
  const found = all<{ id: string; outcome: 'accepted' | 'declined' | null; withdrawn: 0 | 1 }>(
    db,
    sql`SELECT o.id, a.outcome, w.id IS NOT NULL AS withdrawn FROM op o ${answer} ${withdrawal}
        WHERE o.id IN (SELECT value FROM json_each(${held}))`,
  );
  return new Map(
    found.map(({ id, outcome, withdrawn }) => [id, outcome ?? (withdrawn === 1 ? 'withdrawn' : 'waiting')]),
  );
}

/** Fields of a newer program stand last. */
function rank(order: readonly string[], field: string): number {
  const at = order.indexOf(field);
  return at === -1 ? order.length : at;
}
