/** Whose laptops wrote of a record. */
import { leaderOf, type Party } from './party.ts';
import { get, type ReadDb, sql } from './sql.ts';

/** Whether a laptop of that office, or of that leader, wrote of it what counts. */
export function hasWritten(db: ReadDb, party: Party, record: { type: string; id: string }): boolean {
  const found = get(
    db,
    sql`SELECT 1 FROM op o JOIN device d ON d.id = o.author
        WHERE o.entity_id = ${record.id} AND o.entity_type = ${record.type} AND o.state = 'applied'
          AND d.side = ${party.side} AND d.town_id = ${party.townId} AND d.leader_id = ${leaderOf(party)} LIMIT 1`,
  );
  return found !== undefined;
}
