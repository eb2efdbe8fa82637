/** 界面习惯: kept beside the settings, but quietly: choosing a column changes no record, so no topic is announced. */
import { readSetting } from './setting.ts';
import { type ReadDb, run, sql, type WriteDb } from './sql.ts';

export function readPreference(db: ReadDb, key: string): unknown {
  return readSetting<unknown>(db, settingKey(key)) ?? null;
}

export function writePreference(db: WriteDb, key: string, value: unknown): void {
  run(
    db,
    sql`INSERT INTO setting (key, value) VALUES (${settingKey(key)}, ${JSON.stringify(value)})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );
}

function settingKey(key: string): string {
  return `preference/${key}`;
}
