/** What a desk holds as far as the hand-over is concerned: the same before, or the same after. */
import { all, type ReadDb, sql } from '../../db/sql.ts';
import { databaseHash } from '../fuzz/database-hash.ts';
import type { Action } from './world.ts';

/**
 * Tables that differ from run to run: the new bundle has an id of its own; killed between copying and noting, the copy is
 * listed at the next start. They are looked at by themselves.
 */
const differing: Readonly<Record<Action, readonly string[]>> = {
  import: ['inbox'],
  export: ['bundle', 'bundle_detail', 'bundle_file'],
};

export function stateHash(db: ReadDb, action: Action): string {
  return databaseHash(db, differing[action]);
}

export interface SentBundle {
  readonly id: string;
  readonly sha256: string;
}

export function sentBundles(db: ReadDb): SentBundle[] {
  return all<SentBundle>(db, sql`SELECT id, sha256 FROM bundle WHERE direction = 'out' ORDER BY id`);
}
