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

/** Open ones first, the latest raised first. `enterpriseIds`: found by the same text; of them only what is open. */
export function searchProblems(
  db: ReadDb,
  text: string,
  enterpriseIds: readonly string[],
  limit: number,
  today: string,
): SearchHit[] {
  const byText = latestProblemsWith(db, text, addDays(today, -searchedDays), searchedProblems);
  const ofEnterprises = values<string>(
    db,
    sql`SELECT p.id FROM problem p WHERE p.deleted = 0 AND p.partition_id IN (${listOf(enterpriseIds)})
          AND p.state IN (${listOf(openStates)}) LIMIT ${searchedProblems}`,
  );
  const ids = [...new Set([...byText, ...ofEnterprises])];
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

function stateText(state: string): string {
  return problemStateLabels[problemStates.find((known) => known === state) ?? 'raised'];
}
