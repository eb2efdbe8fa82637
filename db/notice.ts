/** Notices of this laptop: they stay until the officer has read them. */
import { type NoticeDetail, type NoticeKind, noticeTexts } from '../shared/notice/texts.ts';
import { all, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface Notice {
  readonly n: number;
  readonly kind: NoticeKind;
  readonly detail: NoticeDetail;
  readonly atMs: number;
}

interface NoticeRow {
  readonly n: number;
  readonly kind: string;
  readonly detail: string;
  readonly at_ms: number;
}

/** Said twice without being read, it stands once, with the later time. */
export function putNotice(db: WriteDb, kind: NoticeKind, detail: NoticeDetail, nowMs: number): void {
  const text = JSON.stringify(detail);
  run(db, sql`DELETE FROM notice WHERE kind = ${kind} AND detail = ${text}`);
  run(db, sql`INSERT INTO notice (kind, detail, at_ms) VALUES (${kind}, ${text}, ${nowMs})`);
  db.touched.add('notice');
}

/** Oldest first. */
export function listNotices(db: ReadDb): Notice[] {
  return all<NoticeRow>(db, sql`SELECT n, kind, detail, at_ms FROM notice ORDER BY n`).flatMap((row) =>
    Object.hasOwn(noticeTexts, row.kind)
      ? {
          n: row.n,
          kind: row.kind as NoticeKind,
          detail: JSON.parse(row.detail) as NoticeDetail,
          atMs: row.at_ms,
        }
      : [],
  );
}

export function deleteNotice(db: WriteDb, n: number): void {
  run(db, sql`DELETE FROM notice WHERE n = ${n}`);
  db.touched.add('notice');
}

/** @returns whether there was any. */
export function deleteNoticesOf(db: WriteDb, kind: NoticeKind): boolean {
  const isGone = run(db, sql`DELETE FROM notice WHERE kind = ${kind}`).changes > 0;
  if (isGone) db.touched.add('notice');
  return isGone;
}
