/** Full text of problems: what was asked for, and what was written about it since. */
import { isDate } from '../../shared/clock.ts';
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
  const words = datedLetters(written, quarterOf(row.raised_on)).join(' ');
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

/** YYYY-MM-DD, both included; open where left out. */
interface SearchedPeriod {
  readonly fromDate?: string | undefined;
  readonly toDate?: string | undefined;
}

/**
 * Ids of the problems that contain every word of the text, in whatever order; null when there is nothing in it to search for. `period`: of problems raised
 * then it finds them all, of others perhaps none, so that the work does not grow with the years that nobody asks for.
 */
export function problemsWith(db: ReadDb, text: string, period: SearchedPeriod): Sql | null {
  const match = matchOf(db, text, period);
  if (match === null) return null;
  return sql`SELECT s.problem_id FROM problem_words w JOIN problem_search s ON s.n = w.rowid
             WHERE problem_words MATCH ${match}`;
}

/** Ids of those raised since `fromDate` that contain it, written about last first; no more are looked for than are asked for. */
export function latestProblemsWith(db: ReadDb, text: string, fromDate: string, limit: number): string[] {
  const match = matchOf(db, text, { fromDate });
  if (match === null) return [];
  return values<string>(
    db,
    sql`SELECT s.problem_id FROM
          (SELECT rowid AS n FROM problem_words WHERE problem_words MATCH ${match} ORDER BY rowid DESC LIMIT ${limit}) w
        JOIN problem_search s ON s.n = w.n`,
  );
}

function matchOf(db: ReadDb, text: string, period: SearchedPeriod): string | null {
  const words = text.split(/\s+/u).filter((word) => datedLetters(word, '').length > 0);
  if (words.length === 0) return null;
  return quartersOf(db, period)
    .map((quarter) => `(${words.map((word) => `"${datedLetters(word, quarter).join(' ')}"`).join(' AND ')})`)
    .join(' OR ');
}

/**
 * Every letter is a word of its own, so that a phrase finds any piece of Chinese text, and bears its quarter, so that the
 * list of a letter that every problem has is read of the quarters that are asked for alone. Letters and digits: what else
 * is folded away splits no phrase.
 */
function datedLetters(text: string, quarter: string): string[] {
  return [...foldText(text.slice(0, searchedLength))]
    .filter((letter) => isWord.test(letter))
    .map((letter) => `${quarter}${letter}`);
}

const isWord = /^[\p{L}\p{N}]$/u;

const [firstYear, lastYear] = ['2000', '2060'];

/** 2026q4; '' for a year that nobody means, and for no date: those are found in every period. */
function quarterOf(date: string): string {
  const year = date.slice(0, 4);
  return isDate(date) && year >= firstYear && year <= lastYear ? `${year}q${quarterNumber(date, 1)}` : '';
}

function quarterNumber(date: string, otherwise: number): number {
  return isDate(date) ? Math.ceil(Number(date.slice(5, 7)) / 3) : otherwise;
}

/** Those of the period, from the first to the last day on which any problem was raised; '' for what has none. */
function quartersOf(db: ReadDb, { fromDate = '', toDate = '9999-12-31' }: SearchedPeriod): string[] {
  const raised = get<{ first: string | null; last: string | null }>(
    db,
    sql`SELECT (SELECT min(raised_on) FROM problem WHERE deleted = 0 AND raised_on >= ${firstYear}) AS first,
               (SELECT max(raised_on) FROM problem WHERE deleted = 0 AND raised_on < ${`${lastYear}~`}) AS last`,
  );
  const { first, last } = { first: raised?.first ?? '', last: raised?.last ?? '' };
  if (first === '' || last === '') return [''];
  const from = fromDate > first ? fromDate : first;
  const to = toDate < last ? toDate : last;
  const start = Number(from.slice(0, 4)) * 4 + quarterNumber(from, 1);
  const end = Number(to.slice(0, 4)) * 4 + quarterNumber(to, 4);
  const dated = Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => {
    const quarter = start + index - 1;
    return `${Math.floor(quarter / 4)}q${(quarter % 4) + 1}`;
  });
  return ['', ...dated];
}
