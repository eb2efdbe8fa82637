/** 季度通报 that the city has not issued: at desks other than its office nobody is told of them. */
import { type ReadDb, type Sql, sql, values } from './sql.ts';

/** Whether this desk is another than the city's office, where 季度通报 are written. */
export const isElsewhere: Sql = sql`EXISTS (SELECT 1 FROM identity i WHERE i.side <> 'city' OR i.leader_id <> '')`;

/** Their ids, removed ones among them; none at the city's office. */
const untoldBulletins: Sql = sql`SELECT b.id FROM bulletin b WHERE b.issued_on = '' 
  AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.side = 'city' AND i.leader_id = '')`;

/** Ids of the records that are here and told to nobody at this desk; none at the city's office. */
export function untoldRecords(db: ReadDb): ReadonlySet<string> {
  return new Set(values<string>(db, untoldBulletins));
}
