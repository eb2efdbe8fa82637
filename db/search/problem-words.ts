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
  const written = [row.title, row.detail, ...entries.map((text) => text ?? '')].join('\n');
  const words = datedLetters(written, yearOf(row.raised_on)).join(' ');
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
  if (datedLetters(text, '').length === 0) return null;
  const phrases = yearsOf(period).map((year) => `"${datedLetters(text, year).join(' ')}"`);
  return sql`SELECT s.problem_id FROM problem_words w JOIN problem_search s ON s.n = w.rowid
             WHERE problem_words MATCH ${phrases.join(' OR ')}`;
}

/**
 * Every letter is a word of its own, so that a phrase finds any piece of Chinese text, and bears its year, so that the
 * list of a letter that every problem has is read of the years that are asked for alone. Letters and digits: what else
 * is folded away splits no phrase.
 */
function datedLetters(text: string, year: string): string[] {
  return [...foldText(text.slice(0, searchedLength))]
    .filter((letter) => isWord.test(letter))
    .map((letter) => `${year}${letter}`);
}

const isWord = /^[\p{L}\p{N}]$/u;

const [firstYear, lastYear] = [2000, 2060];

/** '' for a year that nobody means, and for no date: those are found in every period. */
function yearOf(date: string): string {
  const year = Number(date.slice(0, 4));
  return year >= firstYear && year <= lastYear ? String(year) : '';
}

function yearsOf({ fromDate = '', toDate = '' }: Parameters<typeof problemsWith>[1]): string[] {
  const first = Number(yearOf(fromDate) || firstYear);
  const last = Number(yearOf(toDate) || lastYear);
  return ['', ...Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index))];
}
