/** The city's answers to suggestions as an import brings them. */
import type { OperationBody } from '../shared/log/operation.ts';
import { suggestionDecisionEntity } from '../shared/suggestion/entity.ts';
import { parseBody } from './log/op.ts';
import { all, type ReadDb, sql } from './sql.ts';
import { answer } from './suggestion.ts';

export interface BroughtAnswer {
  /** The suggestion. */
  readonly opId: string;
  /** Where the answer lies. */
  readonly partition: string;
  /** '' when the record does not belong to an enterprise. */
  readonly enterpriseName: string;
  readonly body: OperationBody;
  readonly outcome: 'accepted' | 'declined';
  /** '' when accepted. */
  readonly reason: string;
}

/** Answers behind a row of the log, to suggestions that are here; each suggestion once. */
export function answersBehind(db: ReadDb, lastRow: number): BroughtAnswer[] {
  const rows = all<Omit<BroughtAnswer, 'body'> & { readonly bytes: Uint8Array }>(
    db,
    sql`SELECT o.id AS opId, a.partition_id AS "partition", o.bytes, a.outcome, a.reason, coalesce(e.name, '') AS enterpriseName
        FROM op o ${answer} LEFT JOIN enterprise e ON e.id = o.partition_id
        WHERE a.id IS NOT NULL AND o.id IN (SELECT n.entity_id FROM op n WHERE n.rowid > ${lastRow}
                                            AND n.entity_type = ${suggestionDecisionEntity.type} AND n.state = 'applied')
        ORDER BY enterpriseName, o.rowid`,
  );
  return rows.map(({ bytes, ...rest }) => ({ ...rest, body: parseBody(bytes) }));
}
