/** Which partitions a bundle may carry: only what its recipient may read (design/exchange.md, invariant 7). */
import { localDate } from '../../shared/clock.ts';
import { cityInternalPartition, cityPartition, townPartition } from '../../shared/log/operation.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { lastRow } from '../log/stream.ts';
import { readIdentity } from '../identity.ts';
import { leaderOf, type Party } from '../party.ts';
import { prepare, type ReadDb, type Sql, sql, values } from '../sql.ts';

/**
 * City → town: the city's common records, the town's own, and the enterprises assigned to it. Assigned to two towns (the
 * city was put back to a backup, or two of its laptops disagree), it goes to both: they all know that it is not settled,
 * and only the one that is shown keeps it as its own.
 * Town → city: everything the town holds. Between laptops of one town: as from the city, with the town's own finds that
 * the city has not assigned yet. Between laptops of the city: everything, with what never leaves the city.
 * To a leader: the city's common records, his town's, and the enterprises linked to him that day or later, of all towns
 * when he is a leader of the city.
 */
export function partitionsFor(db: ReadDb, recipient: Party, nowMs: number): string[] {
  const self = readIdentity(db);
  const leaderId = leaderOf(recipient);
  if (recipient.side === 'city' && leaderId === '') {
    const isWithin = self?.side === 'city' && self.leaderId === '';
    return values<string>(
      db,
      sql`SELECT DISTINCT partition_id FROM stream
          WHERE ${isWithin ? 1 : 0} OR partition_id <> ${cityInternalPartition} ORDER BY partition_id`,
    );
  }
  const withFinds = self?.side === 'town' ? 1 : 0;
  const inScope =
    leaderId === ''
      ? sql`town_id = ${recipient.townId} OR (town_id = '' AND ${withFinds}) OR id IN (${disputedBy(recipient.townId)})`
      : sql`(${recipient.side} = 'city' OR town_id = ${recipient.townId}) AND id IN (${linkedTo(leaderId, nowMs)})`;
  const enterprises = values<string>(db, sql`SELECT id FROM enterprise WHERE ${inScope} ORDER BY id`);
  const own = recipient.side === 'city' ? [] : [townPartition(recipient.townId)];
  return [cityPartition, ...own, ...enterprises];
}

/** Enterprises whose assignment is in conflict, one of the values that stand being the town. */
function disputedBy(townId: string): Sql {
  return sql`SELECT c.entity_id FROM conflict c JOIN head h ON h.entity = 'enterprise/' || c.entity_id
    WHERE c.entity_type = 'enterprise' AND c.field = 'townId' AND h.field = 'townId' AND h.value = ${canonicalJson(townId)}`;
}

/** Enterprises linked to the person that day, or from a later day on; none once he left his office, or was removed. */
function linkedTo(personId: string, nowMs: number): Sql {
  const today = localDate(nowMs);
  const left = sql`SELECT 1 FROM person p WHERE p.id = ${personId}
    AND (p.deleted = 1 OR (p.in_office_to <> '' AND p.in_office_to < ${today}))`;
  const standing = sql`deleted = 0 AND person_id = ${personId} AND (to_date = '' OR to_date >= ${today})
    AND NOT EXISTS (${left})`;
  return sql`SELECT partition_id FROM city_leader_link WHERE ${standing}
    UNION SELECT partition_id FROM enterprise_link WHERE ${standing}`;
}

/**
 * The authors whose operations the partitions hold: their certificates must travel along. One laptop writes a stream,
 * so that its last operation tells whose it is.
 */
export function authorsOf(db: ReadDb, partitions: readonly string[]): string[] {
  const select = prepare(
    db,
    `SELECT DISTINCT o.author FROM stream s JOIN op o ON o.rowid = ${lastRow.text} WHERE s.partition_id = ?`,
  );
  const authors = new Set<string>();
  for (const partition of partitions) {
    for (const row of select.all(partition) as { author: string }[]) authors.add(row.author);
  }
  return [...authors].sort();
}
