/** A rehearsal: does the work in a real transaction, looks at the result, and rolls everything back. */
import { type ReadDb, transact, type WriteDb } from '../sql.ts';

class RolledBack<Value> extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super('rolled back');
    this.value = value;
  }
}

/** @returns what `work` returned; the database is exactly as before. */
export function dryRun<Value>(db: ReadDb, work: (writable: WriteDb) => Value): Value {
  try {
    transact(
      db,
      (writable) => {
        throw new RolledBack(work(writable));
      },
      true,
    );
  } catch (error) {
    if (error instanceof RolledBack) return error.value as Value;
    throw error;
  }
  throw new Error('a dry run cannot commit');
}
