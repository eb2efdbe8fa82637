/**
 * The search lines of enterprises and people: their two tables, and the same lines held in memory to be searched.
 * `LIKE '%…%'` reads every page of the table for every letter typed, 45 ms for 100,000 names.
 */
import type Database from 'better-sqlite3';
import { isLatinQuery } from '../../shared/text/query.ts';
import { all, identifier, prepare, type ReadDb, run, sql, type WriteDb } from '../sql.ts';
import { PairIndex } from './pair-index.ts';

export type SearchKind = 'enterprise' | 'person';

export interface SearchLine {
  /** What lists are sorted by: pinyin, then the name. */
  readonly sortText: string;
  /** Folded names, `|` between them. */
  readonly names: string;
  /** Folded code, full pinyin and initials, `|` between them. */
  readonly latin: string;
}

export interface FoundLine {
  readonly id: string;
  readonly names: string;
  readonly latin: string;
}

/** All lines of a kind, in the order of lists. */
interface LinesInMemory {
  readonly lines: readonly FoundLine[];
  readonly names: PairIndex;
  readonly latin: PairIndex;
}

const tables = {
  enterprise: { table: identifier('enterprise_search'), id: identifier('enterprise_id') },
  person: { table: identifier('person_search'), id: identifier('person_id') },
} as const;

const inMemory = new WeakMap<Database.Database, Map<SearchKind, LinesInMemory>>();

export function insertSearchLine(db: WriteDb, kind: SearchKind, recordId: string, line: SearchLine): void {
  const { table, id } = tables[kind];
  inMemory.get(db.connection)?.delete(kind);
  run(
    db,
    sql`INSERT INTO ${table} (sort_text, ${id}, names, latin)
        VALUES (${line.sortText}, ${recordId}, ${line.names}, ${line.latin})`,
  );
}

export function removeSearchLine(db: WriteDb, kind: SearchKind, recordId: string): void {
  const { table, id } = tables[kind];
  inMemory.get(db.connection)?.delete(kind);
  run(db, sql`DELETE FROM ${table} WHERE ${id} = ${recordId}`);
}

export function removeAllSearchLines(db: WriteDb): void {
  inMemory.delete(db.connection);
  for (const { table } of Object.values(tables)) prepare(db, `DELETE FROM ${table.text}`).run();
}

/**
 * Up to `limit` lines that contain the query, and as many that begin with it (a name, a code, a reading), both in the
 * order of lists.
 * @param query folded (`normaliseQuery`), not empty.
 */
export function findSearchLines(
  db: ReadDb,
  kind: SearchKind,
  query: string,
  limit: number,
): { readonly containing: readonly FoundLine[]; readonly beginning: readonly FoundLine[] } {
  const { lines, names, latin } = linesOf(db, kind);
  const index = isLatinQuery(query) ? latin : names;
  const linesAt = (at: readonly number[]): FoundLine[] => at.flatMap((number) => lines[number] ?? []);
  return {
    containing: linesAt(index.find(query, limit)),
    beginning: linesAt(index.find(`|${query}`, limit)),
  };
}

function linesOf(db: ReadDb, kind: SearchKind): LinesInMemory {
  const known = inMemory.get(db.connection)?.get(kind);
  if (known) return known;
  const { table, id } = tables[kind];
  const lines = all<FoundLine>(
    db,
    sql`SELECT ${id} AS id, names, latin FROM ${table} ORDER BY sort_text, ${id}`,
  );
  const loaded = {
    lines,
    names: new PairIndex(lines.map((line) => `|${line.names}`)),
    latin: new PairIndex(lines.map((line) => `|${line.latin}`)),
  };
  // What an open transaction wrote may yet be taken back.
  if (db.connection.inTransaction) return loaded;
  const kinds = inMemory.get(db.connection) ?? new Map<SearchKind, LinesInMemory>();
  inMemory.set(db.connection, kinds.set(kind, loaded));
  return loaded;
}
