/** 报备表模板 of this laptop. */
import { get, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface PaperTemplate {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly chosenAtMs: number;
}

const topic = 'paper-template';

export function findPaperTemplate(db: ReadDb): PaperTemplate | undefined {
  return get<PaperTemplate>(
    db,
    sql`SELECT name, sha256, length(bytes) AS sizeBytes, chosen_at_ms AS chosenAtMs FROM paper_template
        WHERE form = 'annex6'`,
  );
}

export function paperTemplateBytes(db: ReadDb): Uint8Array | undefined {
  return get<{ bytes: Uint8Array }>(db, sql`SELECT bytes FROM paper_template WHERE form = 'annex6'`)?.bytes;
}

export function writePaperTemplate(
  db: WriteDb,
  { name, sha256, chosenAtMs, bytes }: Omit<PaperTemplate, 'sizeBytes'> & { readonly bytes: Uint8Array },
): void {
  run(
    db,
    sql`INSERT INTO paper_template (form, name, sha256, bytes, chosen_at_ms)
        VALUES ('annex6', ${name}, ${sha256}, ${bytes}, ${chosenAtMs})
        ON CONFLICT (form) DO UPDATE SET
          name = excluded.name, sha256 = excluded.sha256, bytes = excluded.bytes, chosen_at_ms = excluded.chosen_at_ms`,
  );
  db.touched.add(topic);
}

export function removePaperTemplate(db: WriteDb): void {
  run(db, sql`DELETE FROM paper_template WHERE form = 'annex6'`);
  db.touched.add(topic);
}
