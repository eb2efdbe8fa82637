/** Which partitions a bundle may carry: only what its recipient may read (design/exchange.md, invariant 7). */
import { cityInternalPartition, cityPartition, townPartition } from '../../shared/log/operation.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { lastRow } from '../log/stream.ts';
import { readIdentity } from '../identity.ts';
import { all, prepare, type ReadDb, sql } from '../sql.ts';

export interface Party {
  readonly side: DeskSide;
  /** '' at the city. */
  readonly townId: string;
}

/**
 * City → town: the city's common records, the town's own, and the enterprises assigned to it.
 * Town → city: everything the town holds. Between laptops of one town: as from the city, with the town's own finds that
 * the city has not assigned yet.
 */
export function partitionsFor(db: ReadDb, recipient: Party): string[] {
  if (recipient.side === 'city') {
    return all<{ partition_id: string }>(
      db,
      sql`SELECT DISTINCT partition_id FROM stream WHERE partition_id <> ${cityInternalPartition} ORDER BY partition_id`,
    ).map((row) => row.partition_id);
  }
  const withFinds = readIdentity(db)?.side === 'town' ? 1 : 0;
  const enterprises = all<{ id: string }>(
    db,
    sql`SELECT id FROM enterprise WHERE town_id = ${recipient.townId} OR (town_id = '' AND ${withFinds}) ORDER BY id`,
  );
  return [cityPartition, townPartition(recipient.townId), ...enterprises.map((row) => row.id)];
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
