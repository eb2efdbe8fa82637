/** The files of a hand-over, each with its checksum: one, or several that were cut for their medium. */
import { all, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface BundleFile {
  readonly bundleId: string;
  /** From 1. */
  readonly partIndex: number;
  /** The same in all files of one hand-over. */
  readonly groupId: string;
  /** of the file, 64 hex digits */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Of a bundle that is known by now; a second import of the same changes nothing. */
export function insertBundleFile(db: WriteDb, file: BundleFile): void {
  run(
    db,
    sql`INSERT OR IGNORE INTO bundle_file (bundle_id, part_index, group_id, sha256, size_bytes)
        VALUES (${file.bundleId}, ${file.partIndex}, ${file.groupId}, ${file.sha256}, ${file.sizeBytes})`,
  );
}

/** Of the whole hand-over a bundle belongs to, as far as it is known here, in order; [] for a bundle of before. */
export function filesOfHandOver(db: ReadDb, bundleId: string): BundleFile[] {
  return all<BundleFile>(
    db,
    sql`SELECT f.bundle_id AS bundleId, f.part_index AS partIndex, f.group_id AS groupId, f.sha256, f.size_bytes AS sizeBytes
        FROM bundle own
        JOIN bundle_file mine ON mine.bundle_id = own.id
        JOIN bundle_file f ON f.group_id = mine.group_id
        JOIN bundle b ON b.id = f.bundle_id
        WHERE own.id = ${bundleId} AND b.direction = own.direction AND b.peer_device = own.peer_device
        GROUP BY f.bundle_id, f.part_index ORDER BY f.part_index, f.bundle_id`,
  );
}
