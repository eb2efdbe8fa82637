/** 检查报备台账. */
import { filingPage } from '../../db/filing-choice.ts';
import { filingsOfRows, filingYears } from '../../db/filing-register.ts';
import { registerNumberText } from '../../shared/filing/case.ts';
import { isPressing } from '../../shared/filing/clocks.ts';
import type { filingRegisterContract } from '../../shared/filing/register-contract.ts';
import { leaderText } from '../../shared/filing/rules.ts';
import { filingStatistics } from '../../shared/filing/statistics.ts';
import { clocksOfFilings, keepingTownNames } from '../filing-facts.ts';
import { softFirstAmong, toRegisterFilter } from '../filing-register.ts';
import { countedFilings, inOrderOfTowns } from '../filing-statistics.ts';
import type { HandlersOf } from '../rpc.ts';

export const filingRegisterHandlers: HandlersOf<typeof filingRegisterContract> = {
  'filing.list': (db, { filter, sort, offset, limit }, { nowMs }) => {
    const chosen = toRegisterFilter(db, filter, nowMs);
    const page = filingPage(db, chosen, sort, { offset, limit });
    const filings = filingsOfRows(db, page.rows);
    const townNameOf = keepingTownNames(db);
    const first = softFirstAmong(
      db,
      filings.map(({ enterpriseId }) => enterpriseId),
    );
    return {
      total: page.total,
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
        isSoftFirst: first.has(filing.row),
        pressing:
          filing.progress.status === 'sent' || filing.standing !== 'counts'
            ? null
            : (clocks.find(isPressing) ?? null),
      })),
    };
  },
  'filing.years': (db) => filingYears(db),
  'filing.statistics': (db, period, { nowMs }) => {
    const { total, units, domains, months, enterprises, towns } = filingStatistics(
      countedFilings(db, period, nowMs),
    );
    return {
      total,
      units: [...units],
      domains: [...domains],
      months: [...months],
      enterprises: [...enterprises],
      towns: inOrderOfTowns(db, towns),
    };
  },
};
