/** Problems for the one search: by any piece of what was asked for or written about it, and by the enterprise. */
import { addDays } from '../../shared/clock.ts';
import { openStates, problemStateLabels, problemStates } from '../../shared/problem/rules.ts';
import type { SearchHit } from '../../shared/search/contract.ts';
import { all, listOf, type ReadDb, sql, values } from '../sql.ts';
import { latestProblemsWith } from './problem-words.ts';

/** Texts of a year are searched, so that the work does not grow; older ones are found in their list. */
const searchedDays = 365;
/** Of a text that many have, so many of those written about last are looked at. */
const searchedProblems = 60;

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly title: string;
  readonly raised_on: string;
  readonly state: string;
}

/** Of texts that are looked for at certain enterprises alone, so many of those written about last are looked at. */
const searchedAtNamed = 2000;

/** Enterprises that some words of the text name, and the words that are left to be found in their problems; none for ''. */
export interface NamedEnterprises {
  readonly words: string;
  readonly enterpriseIds: readonly string[];
}

interface FoundEnterprises {
  /** By the whole text. */
  readonly enterpriseIds: readonly string[];
  readonly named: readonly NamedEnterprises[];
}

/** Open ones first, the latest raised first. Of enterprises that the text names wholly, only what is open. */
export function searchProblems(
  db: ReadDb,
  text: string,
  { enterpriseIds, named }: FoundEnterprises,
  limit: number,
  today: string,
): SearchHit[] {
  const fromDate = addDays(today, -searchedDays);
  const byText = latestProblemsWith(db, text, fromDate, searchedProblems);
  const byBoth = named.flatMap((found) => problemsOfNamed(db, found, fromDate));
  const ids = [...new Set([...byText, ...byBoth, ...openProblemsOf(db, enterpriseIds)])];
  if (ids.length === 0) return [];
  const rows = all<Row>(
    db,
    sql`SELECT p.id AS id, e.name AS name, p.title AS title, p.raised_on AS raised_on, p.state AS state
        FROM problem p LEFT JOIN enterprise e ON e.id = p.partition_id
        WHERE p.deleted = 0 AND p.id IN (${listOf(ids)})
        ORDER BY p.state IN (${listOf(openStates)}) DESC, p.raised_on DESC, p.id LIMIT ${limit}`,
  );
  return rows.map(({ id, name, title, raised_on: raisedOn, state }) => ({
    kind: 'problem',
    id,
    title,
    detail: [name ?? '（企业资料尚未收到）', raisedOn, stateText(state)]
      .filter((part) => part !== '')
      .join(' · '),
  }));
}

function openProblemsOf(db: ReadDb, enterpriseIds: readonly string[]): string[] {
  return values<string>(
    db,
    sql`SELECT p.id FROM problem p WHERE p.deleted = 0 AND p.partition_id IN (${listOf(enterpriseIds)})
          AND p.state IN (${listOf(openStates)}) LIMIT ${searchedProblems}`,
  );
}

function problemsOfNamed(db: ReadDb, { words, enterpriseIds }: NamedEnterprises, fromDate: string): string[] {
  if (words === '') return openProblemsOf(db, enterpriseIds);
  const ids = latestProblemsWith(db, words, fromDate, searchedAtNamed);
  return values<string>(
    db,
    sql`SELECT p.id FROM problem p WHERE p.id IN (${listOf(ids)}) AND +p.partition_id IN (${listOf(enterpriseIds)})
          LIMIT ${searchedProblems}`,
  );
}

function stateText(state: string): string {
  return problemStateLabels[problemStates.find((known) => known === state) ?? 'raised'];
}
