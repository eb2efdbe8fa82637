/** Own migrations on `user_version`: each one whole or not at all; a newer file is refused. */
import { AppError } from '../shared/errors.ts';
import type { ReadDb } from './sql.ts';

export interface Migration {
  /** Ascending, in steps of ten: 10, 20, … */
  readonly version: number;
  readonly name: string;
  readonly statements: string;
}

/** @throws AppError desk.newer-schema | desk.migration-failed; the file is then as it was. */
export function migrate(db: ReadDb, migrations: readonly Migration[]): void {
  const { connection } = db;
  const current = Number(connection.pragma('user_version', { simple: true }));
  const latest = migrations.at(-1)?.version ?? 0;
  if (current > latest) throw new AppError('desk.newer-schema');
  for (const migration of migrations) {
    if (migration.version <= current) continue;
    try {
      connection
        .transaction(() => {
          connection.exec(migration.statements);
          connection.pragma(`user_version = ${migration.version}`);
        })
        .immediate();
    } catch (error) {
      throw new AppError('desk.migration-failed', {
        migration: migration.name,
        cause: error instanceof Error ? error.message : String(error),
      });
    }
  }
}
