/** 检查报备台账. */
import { poolMemberships } from '../../db/enterprise.ts';
import {
  countFilings,
  filingYears,
  inspectionsOf,
  listFilings,
  maybeOverdue,
  type RegisterFilter,
} from '../../db/filing-register.ts';
import { policyAnswers } from '../../db/policy-answer.ts';
import type { ReadDb } from '../../db/sql.ts';
import { localDate } from '../../shared/clock.ts';
import { registerNumberText } from '../../shared/filing/case.ts';
import { isPressing } from '../../shared/filing/clocks.ts';
import { softFirstIds } from '../../shared/filing/first.ts';
import { filingPolicy } from '../../shared/filing/policy.ts';
import type { FilingFilter, filingRegisterContract } from '../../shared/filing/register-contract.ts';
import { leaderText } from '../../shared/filing/rules.ts';
import { clocksOfFilings, keepingTownNames } from '../filing-facts.ts';
import type { HandlersOf } from '../rpc.ts';

export const filingRegisterHandlers: HandlersOf<typeof filingRegisterContract> = {
  'filing.list': (db, { filter, sort, offset, limit }, { nowMs }) => {
    const chosen = toRegisterFilter(db, filter, nowMs);
    const filings = listFilings(db, chosen, sort, { offset, limit });
    const townNameOf = keepingTownNames(db);
    const first = softFirstAmong(
      db,
      filings.map(({ enterpriseId }) => enterpriseId),
    );
    return {
      total: countFilings(db, chosen),
      rows: clocksOfFilings(db, filings, nowMs).map(({ filing, clocks }) => ({
        id: filing.id,
        enterpriseId: filing.enterpriseId,
        enterpriseName: filing.enterpriseName,
        townName: townNameOf(filing),
        inspectingUnit: filing.inspectingUnit,
        inspectionDate: filing.inspectionDate,
        trigger: filing.trigger,
        domain: filing.domain,
        leader: leaderText(filing.cityLeader),
        thisConclusion: filing.thisConclusion,
        status: filing.progress.status,
        number: registerNumberText(filing.registerNumber),
        isNumberShared: filing.isNumberShared,
        standing: filing.standing,
        isSoftFirst: first.has(filing.id),
        pressing:
          filing.progress.status === 'sent' || filing.standing !== 'counts'
            ? null
            : (clocks.find(isPressing) ?? null),
      })),
    };
  },
  'filing.years': (db) => filingYears(db),
};

function toRegisterFilter(
  db: ReadDb,
  { softFirst, overdue, ...filter }: FilingFilter,
  nowMs: number,
): RegisterFilter {
  if (!softFirst && !overdue) return filter;
  const first = softFirst ? softFirstAmong(db) : null;
  const late = overdue ? overdueIds(db, nowMs) : null;
  const ids = [...(first ?? late ?? [])].filter((id) => late?.has(id) ?? true);
  return { ...filter, ids };
}

/** First 环保、安全、消防 inspections of 入库企业; of these enterprises alone, when given. */
function softFirstAmong(db: ReadDb, enterpriseIds?: readonly string[]): ReadonlySet<string> {
  if (!filingPolicy(policyAnswers(db)).isInForce) return new Set();
  const pools = poolMemberships(db, enterpriseIds);
  return softFirstIds(inspectionsOf(db, [...pools.keys()]), pools);
}

function overdueIds(db: ReadDb, nowMs: number): ReadonlySet<string> {
  return new Set(
    clocksOfFilings(db, maybeOverdue(db, localDate(nowMs)), nowMs)
      .filter(({ clocks }) => clocks.some(({ state }) => state === 'overdue'))
      .map(({ filing }) => filing.id),
  );
}
