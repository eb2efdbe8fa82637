/** What the filter of 检查报备台账 means: the same on the screen and on paper. */
import { poolMemberships } from '../db/enterprise.ts';
import type { RegisterFilter } from '../db/filing-choice.ts';
import { inspectionsOf, openFilings } from '../db/filing-register.ts';
import { policyAnswers } from '../db/policy-answer.ts';
import type { ReadDb } from '../db/sql.ts';
import { softFirstIds } from '../shared/filing/first.ts';
import { filingPolicy } from '../shared/filing/policy.ts';
import type { FilingFilter } from '../shared/filing/register-contract.ts';
import { clocksOfFilings } from './filing-facts.ts';

/** What the list asks for, with those found that only clocks or an enterprise's history tell. */
export function toRegisterFilter(
  db: ReadDb,
  { softFirst, overdue, ...filter }: FilingFilter,
  nowMs: number,
): RegisterFilter {
  if (!softFirst && !overdue) return filter;
  const first = softFirst ? softFirstAmong(db) : null;
  const late = overdue ? overdueRows(db, nowMs) : null;
  const rows = [...(first ?? late ?? [])].filter((row) => late?.has(row) ?? true);
  return { ...filter, rows };
}

/** Rows of first 环保、安全、消防 inspections of 入库企业; of these enterprises alone, when given. */
export function softFirstAmong(db: ReadDb, enterpriseIds?: readonly string[]): ReadonlySet<number> {
  if (!filingPolicy(policyAnswers(db)).isInForce) return new Set();
  const pools = poolMemberships(db, enterpriseIds);
  return softFirstIds(inspectionsOf(db, [...pools.keys()]), pools);
}

function overdueRows(db: ReadDb, nowMs: number): ReadonlySet<number> {
  return new Set(
    clocksOfFilings(db, openFilings(db, 'titled'), nowMs)
      .filter(({ clocks }) => clocks.some(({ state }) => state === 'overdue'))
      .map(({ filing }) => filing.row),
  );
}
