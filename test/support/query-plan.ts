import type { ReadDb } from '../../db/sql.ts';

/** How SQLite goes about every statement that the work prepares, one step a line. The database must be fresh: what is prepared is kept. */
export function plansOf(db: ReadDb, work: () => unknown): string {
  const { connection } = db;
  const prepare = connection.prepare.bind(connection);
  const texts: string[] = [];
  connection.prepare = (text: string) => {
    texts.push(text);
    return prepare(text);
  };
  try {
    work();
  } finally {
    connection.prepare = prepare;
  }
  return texts
    .flatMap((text) => {
      const bound = Array.from({ length: text.split('?').length - 1 }, () => '[]');
      return prepare(`EXPLAIN QUERY PLAN ${text}`).all(...bound) as { detail: string }[];
    })
    .map(({ detail }) => detail)
    .join('\n');
}
