/** Attachments of a bundle: those of the partitions that some laptop of the recipient does not hold yet. */
import { blobPieces } from '../blob.ts';
import { wantsBlob } from '../peer.ts';
import { prepare, type ReadDb } from '../sql.ts';
import type { BlobSource } from './container/write.ts';
import { type Acknowledgement, acknowledgementOf, streamKey } from './delta.ts';
import type { HeldStream } from './holdings.ts';
import type { PeerLaptops } from './keys.ts';

interface Named {
  readonly sha256: string;
  readonly size_bytes: number;
  readonly partition: string;
  readonly incarnation: string;
  readonly seq: number;
}

/**
 * A laptop holds the content of an attachment when it has acknowledged the save that names it and did not say that
 * the content is missing.
 */
export function attachmentsFor(
  db: ReadDb,
  partitions: readonly string[],
  laptops: PeerLaptops,
): BlobSource[] {
  const acknowledgements = laptops.devices.map((device) => ({
    device,
    acknowledged: acknowledgementOf(db, device),
  }));
  const sizes = new Map<string, number>();
  const naming = new Map<string, Named[]>();
  for (const named of namedIn(db, partitions)) {
    sizes.set(named.sha256, named.size_bytes);
    naming.set(named.sha256, [...(naming.get(named.sha256) ?? []), named]);
  }
  const isHeldBy = (acknowledged: Acknowledgement, device: string, sha256: string): boolean =>
    !wantsBlob(db, device, sha256) &&
    (naming.get(sha256) ?? []).some((named) => acknowledged(named).seq >= named.seq);
  return [...sizes]
    .filter(
      ([sha256]) =>
        laptops.hasStrangers ||
        acknowledgements.some(({ device, acknowledged }) => !isHeldBy(acknowledged, device, sha256)),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sha256, size]) => ({ sha256, size, read: () => blobPieces(db, sha256) }));
}

/**
 * Contents that this desk lacks in partitions which the peer may not read, as far as the peer holds the saves that name
 * them: a town that handed an enterprise over may be the only one to have them, and clears them unless it is asked.
 */
export function missingOutside(db: ReadDb, outside: readonly HeldStream[]): string[] {
  const ends = new Map(outside.map((end) => [streamKey(end.partition, end.incarnation), end.seq]));
  const select = prepare(
    db,
    `SELECT a.sha256 AS sha256, o.partition_id AS partition, o.incarnation AS incarnation, o.seq AS seq
     FROM attachment a
     LEFT JOIN blob b ON b.sha256 = a.sha256
     JOIN head h ON h.entity = 'attachment/' || a.id AND h.field = 'sha256'
     JOIN op o ON o.id = h.op_id
     WHERE a.partition_id = ? AND a.deleted = 0 AND length(a.sha256) = 64 AND b.sha256 IS NULL`,
  );
  return [...new Set(outside.map(({ partition }) => partition))].flatMap((partition) =>
    (select.all(partition) as Named[])
      .filter(({ incarnation, seq }) => (ends.get(streamKey(partition, incarnation)) ?? 0) >= seq)
      .map(({ sha256 }) => sha256),
  );
}

/** Contents that lie here, with every save that stands for one. */
function namedIn(db: ReadDb, partitions: readonly string[]): Named[] {
  const select = prepare(
    db,
    `SELECT b.sha256 AS sha256, b.size_bytes AS size_bytes, o.partition_id AS partition,
            o.incarnation AS incarnation, o.seq AS seq
     FROM attachment a
     JOIN blob b ON b.sha256 = a.sha256
     JOIN head h ON h.entity = 'attachment/' || a.id AND h.field = 'sha256'
     JOIN op o ON o.id = h.op_id
     WHERE a.partition_id = ? AND a.deleted = 0`,
  );
  return partitions.flatMap((partition) => select.all(partition) as Named[]);
}
