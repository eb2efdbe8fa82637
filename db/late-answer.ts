/**
 * At the city: its answer to a suggestion lies with the enterprise. A town that no longer keeps the enterprise gets a copy
 * of it in its own partition; the town that keeps it now reads it where it lies.
 */
import { townPartition } from '../shared/log/operation.ts';
import { suggestionDecisionEntity } from '../shared/suggestion/entity.ts';
import { appendCopy, type LogAuthor } from './log/append.ts';
import { sql, value, values, type WriteDb } from './sql.ts';

/** After an answer: tells the town that made the suggestion, when the enterprise is another's by now. */
export function tellAuthorsTown(
  db: WriteDb,
  author: LogAuthor,
  suggestion: { readonly opId: string; readonly authorTownId: string; readonly enterpriseId: string },
): void {
  const { opId, authorTownId, enterpriseId } = suggestion;
  const keeper = value<string>(db, sql`SELECT town_id FROM enterprise WHERE id = ${enterpriseId}`);
  if (keeper === undefined || keeper === authorTownId || authorTownId === '') return;
  copyAnswer(db, author, opId, authorTownId);
}

/** When the enterprise goes: tells the old town the answers to its suggestions that none of its laptops has yet. */
export function tellAnswersUnheard(
  db: WriteDb,
  author: LogAuthor,
  { enterpriseId, townId }: { readonly enterpriseId: string; readonly townId: string },
): void {
  const unheard = values<string>(
    db,
    sql`SELECT a.id FROM suggestion_decision a
        JOIN op o ON o.id = a.id JOIN device d ON d.id = o.author
        WHERE a.partition_id = ${enterpriseId} AND a.deleted = 0 AND d.side = 'town' AND d.town_id = ${townId}
          AND NOT EXISTS (SELECT 1 FROM op n JOIN peer_stream p ON p.partition_id = n.partition_id
                            AND p.incarnation = n.incarnation AND p.seq >= n.seq
                          JOIN device t ON t.id = p.device AND t.town_id = ${townId} AND t.leader_id = ''
                          WHERE n.entity_id = a.id AND n.entity_type = ${suggestionDecisionEntity.type})
        ORDER BY o.rowid`,
  );
  for (const opId of unheard) copyAnswer(db, author, opId, townId);
}

function copyAnswer(db: WriteDb, author: LogAuthor, id: string, townId: string): void {
  appendCopy(db, author, { spec: suggestionDecisionEntity, id, partition: townPartition(townId) });
}
