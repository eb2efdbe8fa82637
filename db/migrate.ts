/** Own migrations on `user_version`: all that are missing, or none; a newer file is refused. design/security.md rule 8. */
import { AppError } from '../shared/errors.ts';
import type { ReadDb } from './sql.ts';

export interface Migration {
  /** Ascending, in steps of ten: 10, 20, … */
  readonly version: number;
  readonly name: string;
  readonly statements: string;
}

/**
 * Brings the database to the latest schema in one transaction, so that the program of before still opens it when one
 * of the steps fails.
 * @throws AppError desk.newer-schema | desk.migration-failed; SQLite's own errors (full disk, damage). The file is then
 *   as it was.
 */
export function migrate({ connection }: ReadDb, migrations: readonly Migration[]): void {
  const current = Number(connection.pragma('user_version', { simple: true }));
  const latest = migrations.at(-1)?.version ?? 0;
  if (current > latest) throw new AppError('desk.newer-schema');
  const missing = migrations.filter(({ version }) => version > current);
  if (missing.length === 0) return;
  connection
    .transaction(() => {
      // A table that is rebuilt may leave its references dangling until the last step.
      connection.pragma('defer_foreign_keys = ON');
      for (const { name, statements } of missing) step(name, () => connection.exec(statements));
      step('references', () => {
        const [orphan] = connection.pragma('foreign_key_check') as readonly { readonly table: string }[];
        if (orphan) throw new Error(`a row of ${orphan.table} refers to nothing`);
      });
      connection.pragma(`user_version = ${latest}`);
    })
    .immediate();
}

/** What is the machine's fault, not the migration's, keeps its own error. */
const machineTroubles = /^SQLITE_(FULL|IOERR|CORRUPT|NOTADB|READONLY|NOMEM|BUSY|LOCKED)/;

function step(migration: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const { code = '', message } = error as { readonly code?: string; readonly message: string };
    if (machineTroubles.test(code)) throw error;
    throw new AppError('desk.migration-failed', { migration, cause: message });
  }
}
