/** Settings of this laptop: small JSON values by key. */
import { get, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export function readSetting<Value>(db: ReadDb, key: string): Value | undefined {
  const row = get<{ value: string }>(db, sql`SELECT value FROM setting WHERE key = ${key}`);
  return row ? (JSON.parse(row.value) as Value) : undefined;
}

export function writeSetting(db: WriteDb, key: string, value: unknown): void {
  run(
    db,
    sql`INSERT INTO setting (key, value) VALUES (${key}, ${JSON.stringify(value)})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );
  db.touched.add('setting');
}
