/** Which partitions a bundle may carry: only what its recipient may read (design/exchange.md, invariant 7). */
import { cityInternalPartition, cityPartition, townPartition } from '../../shared/log/operation.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { all, prepare, type ReadDb, sql } from '../sql.ts';

export interface Party {
  readonly side: DeskSide;
  /** '' at the city. */
  readonly townId: string;
}

/**
 * City → town: the city's common records, the town's own, and the enterprises assigned to it.
 * Town → city: everything the town holds.
 */
export function partitionsFor(db: ReadDb, recipient: Party): string[] {
  if (recipient.side === 'city') {
    return all<{ partition_id: string }>(
      db,
      sql`SELECT DISTINCT partition_id FROM stream WHERE partition_id <> ${cityInternalPartition} ORDER BY partition_id`,
    ).map((row) => row.partition_id);
  }
  const enterprises = all<{ id: string }>(
    db,
    sql`SELECT id FROM enterprise WHERE town_id = ${recipient.townId} ORDER BY id`,
  );
  return [cityPartition, townPartition(recipient.townId), ...enterprises.map((row) => row.id)];
}

/** The full log of the partitions, canonical bytes as stored, in causal-friendly order; streamed. */
export function* operationsOf(db: ReadDb, partitions: readonly string[]): Generator<Uint8Array> {
  const select = prepare(db, 'SELECT bytes FROM op WHERE partition_id = ? ORDER BY hlc_ms, hlc_counter, id');
  for (const partition of partitions) {
    for (const row of select.all(partition) as { bytes: Uint8Array }[]) yield row.bytes;
  }
}

/**
 * The authors whose operations the partitions hold: their certificates must travel along. One laptop writes a stream,
 * so that its last operation tells whose it is.
 */
export function authorsOf(db: ReadDb, partitions: readonly string[]): string[] {
  const select = prepare(
    db,
    'SELECT DISTINCT o.author FROM stream s JOIN op o ON o.id = s.last_id WHERE s.partition_id = ?',
  );
  const authors = new Set<string>();
  for (const partition of partitions) {
    for (const row of select.all(partition) as { author: string }[]) authors.add(row.author);
  }
  return [...authors].sort();
}

/** Attachment contents that the partitions name and this desk has. */
export function blobsOf(db: ReadDb, partitions: readonly string[]): { sha256: string; sizeBytes: number }[] {
  const select = prepare(
    db,
    `SELECT DISTINCT b.sha256, b.size_bytes FROM attachment a JOIN blob b ON b.sha256 = a.sha256
     WHERE a.partition_id = ? AND a.deleted = 0 ORDER BY b.sha256`,
  );
  const found = new Map<string, number>();
  for (const partition of partitions) {
    for (const row of select.all(partition) as { sha256: string; size_bytes: number }[]) {
      found.set(row.sha256, row.size_bytes);
    }
  }
  return [...found].map(([sha256, sizeBytes]) => ({ sha256, sizeBytes }));
}
