/** One hash of all that a database holds, whatever its pages look like. */
import { createHash } from 'node:crypto';
import type { ReadDb } from '../../db/sql.ts';

/** Tables whose rows may change although nothing was taken in. */
const exempt: readonly string[] = [
  'audit', // that somebody unknown handed something in is a security event
  'inbox', // what waits for a person; nothing in the ledger looks at it
];

/** `also`: further tables to leave out. */
export function databaseHash({ connection }: ReadDb, also: readonly string[] = []): string {
  const hash = createHash('sha256');
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  for (const table of tables) {
    if (exempt.includes(table) || also.includes(table)) continue;
    hash.update(`\n${table}\n`);
    const rows = connection.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][];
    for (const row of rows.map((cells) => cells.map(cellText).join('\u0001')).sort())
      hash.update(`${row}\u0002`);
  }
  return hash.digest('hex');
}

function cellText(cell: unknown): string {
  return cell instanceof Uint8Array
    ? `x'${Buffer.from(cell).toString('hex')}'`
    : `${typeof cell} ${String(cell)}`;
}
