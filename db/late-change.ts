/**
 * What a town still changed in an enterprise that the city had already given to another one. The old town knows it from
 * the city's receipts, and the answer from a copy in its own partition: the enterprise's records no longer reach it.
 */
import { type OperationBody, townPartition } from '../shared/log/operation.ts';
import { suggestionDecisionEntity } from '../shared/suggestion/entity.ts';
import { parseBody } from './log/op.ts';
import { answer, withdrawal } from './suggestion.ts';
import { all, type ReadDb, sql, value } from './sql.ts';

export interface LateAnswer {
  /** The suggestion. */
  readonly opId: string;
  readonly enterpriseName: string;
  /** Who keeps it now; '' no town, null when the notice of its going is not here. */
  readonly toTownId: string | null;
  /** What the town had written. */
  readonly body: OperationBody;
  readonly outcome: 'accepted' | 'declined';
  /** '' when accepted. */
  readonly reason: string;
}

/** At the old town: whether the city holds a change of its as too late and has not said what becomes of it. */
export function waitsForAnswer(db: ReadDb, enterpriseId: string): boolean {
  return (
    value<number>(
      db,
      sql`SELECT 1 FROM op o JOIN receipt r ON r.op_id = o.id ${answer} ${withdrawal}
          WHERE o.partition_id = ${enterpriseId} AND r.outcome = 'held' AND r.reason = 'reassigned'
            AND a.id IS NULL AND w.id IS NULL LIMIT 1`,
    ) === 1
  );
}

/** At the old town: answers that came in rows of the log after `lastRow`, to what is still here. */
export function answersSince(db: ReadDb, townId: string, lastRow: number): LateAnswer[] {
  const partition = townPartition(townId);
  return all<Omit<LateAnswer, 'body'> & { readonly bytes: Uint8Array }>(
    db,
    sql`SELECT o.id AS opId, o.bytes, a.outcome, a.reason, h.to_town_id AS toTownId,
               coalesce(h.enterprise_name, e.name, '') AS enterpriseName
        FROM op n JOIN op o ON o.id = n.entity_id ${answer}
        LEFT JOIN enterprise e ON e.id = o.partition_id
        LEFT JOIN handover h ON h.id = o.partition_id || ':' || ${townId} AND h.deleted = 0
        WHERE n.rowid > ${lastRow} AND n.entity_type = ${suggestionDecisionEntity.type}
          AND n.partition_id = ${partition} AND a.partition_id = ${partition} ORDER BY o.rowid`,
  ).map(({ bytes, ...rest }) => ({ ...rest, body: parseBody(bytes) }));
}
