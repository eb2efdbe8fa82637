/** Full text of problems: what was asked for, and what was written about it since. */
import { foldText } from '../../shared/text/query.ts';
import { get, prepare, type ReadDb, run, type Sql, sql, value, values, type WriteDb } from '../sql.ts';

/** So many characters of one problem are searched in; of a longer one the newest entries are. */
const searchedLength = 20_000;

/** Writes the words of a problem anew, or takes them away when there is no such problem (any more). */
export function updateProblemWords(db: WriteDb, problemId: string): void {
  removeProblemWords(db, problemId);
  const row = get<{ title: string; detail: string; raised_on: string; partition_id: string }>(
    db,
    sql`SELECT title, detail, raised_on, partition_id FROM problem WHERE id = ${problemId} AND deleted = 0`,
  );
  if (!row) return;
  const entries = values<string | null>(
    db,
    sql`SELECT json_extract(facts, '$.text') FROM problem_entry
        WHERE problem_id = ${problemId} AND partition_id = ${row.partition_id} AND deleted = 0
        ORDER BY ordinal DESC, hlc_ms DESC, id`,
  );
  const written = spaced([row.title, row.detail, ...entries.map((text) => text ?? '')].join('\n'));
  const words = `${yearWord(row.raised_on)} ${written}`;
  run(db, sql`INSERT INTO problem_search (problem_id) VALUES (${problemId})`);
  run(
    db,
    sql`INSERT INTO problem_words (rowid, words)
        SELECT n, ${words} FROM problem_search WHERE problem_id = ${problemId}`,
  );
}

export function removeProblemWords(db: WriteDb, problemId: string): void {
  const n = value<number>(db, sql`SELECT n FROM problem_search WHERE problem_id = ${problemId}`);
  if (n === undefined) return;
  run(db, sql`DELETE FROM problem_words WHERE rowid = ${n}`);
  run(db, sql`DELETE FROM problem_search WHERE n = ${n}`);
}

/** The problem that a record of 办理记录 belongs to; undefined when there is no such record. */
export function problemOfEntry(db: ReadDb, entryId: string): string | undefined {
  return value(db, sql`SELECT problem_id FROM problem_entry WHERE id = ${entryId}`);
}

export function removeAllProblemWords(db: WriteDb): void {
  prepare(db, 'DELETE FROM problem_words').run();
  prepare(db, 'DELETE FROM problem_search').run();
}

/**
 * Ids of the problems that contain the text; null when there is nothing in it to search for. `period`: of problems raised
 * then it finds them all, of others perhaps none, so that the work does not grow with the years that nobody asks for.
 */
export function problemsWith(
  text: string,
  period: { readonly fromDate?: string | undefined; readonly toDate?: string | undefined },
): Sql | null {
  const written = spaced(text).trim();
  if (written === '') return null;
  const years = yearsOf(period);
  // The years first: the characters' lists are entered where the first of those years begins, and not read up to it.
  const within = years.length === 0 ? '' : `(${years.map(yearWord).join(' OR ')}) AND `;
  const phrase = `${within}"${written}"`;
  return sql`SELECT s.problem_id FROM problem_words w JOIN problem_search s ON s.n = w.rowid
             WHERE problem_words MATCH ${phrase}`;
}

/** A word that nobody can write: every letter of a text is a word of its own. */
function yearWord(date: string): string {
  return `y${date.slice(0, 4)}`;
}

/** None where the period has no beginning or no end, or is a long one. */
function yearsOf({ fromDate, toDate }: Parameters<typeof problemsWith>[1]): string[] {
  if (fromDate === undefined || toDate === undefined) return [];
  const [first, last] = [Number(fromDate.slice(0, 4)), Number(toDate.slice(0, 4))];
  if (last - first > longestPeriod) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index));
}

/** Years. */
const longestPeriod = 3;

/** Letters and digits alone: what else is folded away splits no phrase. */
function spaced(text: string): string {
  return [...foldText(text.slice(0, searchedLength))].filter((letter) => isWord.test(letter)).join(' ');
}

const isWord = /^[\p{L}\p{N}]$/u;
