/** 附件: names and notes are synced records, the bytes are kept once per content. */
import { all, type ReadDb, type Sql, sql, value } from './sql.ts';

export interface AttachmentRecord {
  readonly id: string;
  readonly enterpriseId: string;
  /** The record it belongs to; '' for the enterprise itself. */
  readonly aboutId: string;
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly note: string;
  readonly addedAtMs: number;
  /** Whether the bytes lie here. */
  readonly available: boolean;
  readonly removed: boolean;
}

interface AttachmentRow {
  readonly id: string;
  readonly partition_id: string;
  readonly about_id: string;
  readonly name: string;
  readonly sha256: string;
  readonly size_bytes: number | null;
  readonly media_type: string;
  readonly note: string;
  readonly hlc_ms: number;
  readonly available: number;
  readonly deleted: number;
}

/** The latest added first; removed ones too when asked for. */
export function attachmentsByEnterprise(
  db: ReadDb,
  enterpriseId: string,
  includeRemoved = false,
): AttachmentRecord[] {
  const removed = includeRemoved ? sql`` : sql` AND a.deleted = 0`;
  return select(db, sql`a.partition_id = ${enterpriseId}${removed}`);
}

/** Removed ones too: removing is reversible. */
export function findAttachment(db: ReadDb, id: string): AttachmentRecord | undefined {
  return select(db, sql`a.id = ${id}`)[0];
}

/** How many pictures were added to one record, by what their names say they are. */
export function countPhotosOf(
  db: ReadDb,
  { id, enterpriseId }: { readonly id: string; readonly enterpriseId: string },
): number {
  return (
    value<number>(
      db,
      sql`SELECT count(*) FROM attachment a
          WHERE a.partition_id = ${enterpriseId} AND a.about_id = ${id} AND a.deleted = 0
            AND a.media_type LIKE 'image/%'`,
    ) ?? 0
  );
}

function select(db: ReadDb, condition: Sql): AttachmentRecord[] {
  return all<AttachmentRow>(
    db,
    sql`SELECT a.id AS id, a.partition_id AS partition_id, a.about_id AS about_id, a.name AS name, a.sha256 AS sha256,
               a.size_bytes AS size_bytes, a.media_type AS media_type, a.note AS note, a.hlc_ms AS hlc_ms,
               a.deleted AS deleted, EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = a.sha256) AS available
        FROM attachment a
        WHERE ${condition}
        ORDER BY a.deleted, a.hlc_ms DESC, a.id`,
  ).map((row) => ({
    id: row.id,
    enterpriseId: row.partition_id,
    aboutId: row.about_id,
    name: row.name,
    sha256: row.sha256,
    sizeBytes: row.size_bytes ?? 0,
    mediaType: row.media_type,
    note: row.note,
    addedAtMs: row.hlc_ms,
    available: row.available === 1,
    removed: row.deleted === 1,
  }));
}
