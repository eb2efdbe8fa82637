/** A filing in its surroundings: the enterprise's standing and leaders on the day, clocks and warnings. */
import { findEnterprise, poolMemberships } from '../db/enterprise.ts';
import { filingsByEnterprise } from '../db/filing.ts';
import { deliveriesOf } from '../db/filing-case.ts';
import { type ClockedFiling, sendingsPutRight } from '../db/filing-register.ts';
import { keepingTowns } from '../db/handover.ts';
import { type LinkRecord, linksByEnterprise } from '../db/link.ts';
import { findPerson } from '../db/person.ts';
import { plansByEnterprise } from '../db/plan.ts';
import { policyAnswers } from '../db/policy-answer.ts';
import type { ReadDb } from '../db/sql.ts';
import { titlesByEnterprise, titlesOfEnterprises } from '../db/title.ts';
import { type FilingClock, filingClocks } from '../shared/filing/clocks.ts';
import { townNames } from '../db/town.ts';
import {
  type EnterpriseStanding,
  enterpriseStanding,
  decideFiling,
  type FilingVerdict,
} from '../shared/filing/rules.ts';
import { filingPolicy, type FilingPolicy } from '../shared/filing/policy.ts';
import {
  type EarlierFiling,
  type FilingWarning,
  filingWarnings,
  type WarningFacts,
} from '../shared/filing/warnings.ts';
import { linksOn } from '../shared/person/rules.ts';

/** Of the town that keeps a filing's enterprise now; '' for none. */
export function keepingTownNames(
  db: ReadDb,
): (filing: { readonly enterpriseId: string; readonly townId: string }) => string {
  const [keepingTown, townName] = [keepingTowns(db), townNames(db)];
  return ({ enterpriseId, townId }) => townName(keepingTown({ id: enterpriseId, townId }));
}

/** 挂钩联系市领导 on the date, the latest link first. */
export function cityLeadersOn(db: ReadDb, enterpriseId: string, date: string): LinkRecord[] {
  const links = linksByEnterprise(db, enterpriseId).filter(({ kind }) => kind === 'city-leader');
  return linksOn(links, date);
}

export function standingOn(db: ReadDb, enterpriseId: string, date: string): EnterpriseStanding {
  return enterpriseStanding(
    titlesByEnterprise(db, enterpriseId),
    plansByEnterprise(db, enterpriseId).map(({ level }) => level),
    findEnterprise(db, enterpriseId)?.pool ?? null,
    date,
  );
}

/** What of a filing decides its duty, its clocks and its warnings; `id` is absent while it is new. */
export type JudgedFiling = Omit<
  WarningFacts,
  'verdict' | 'policy' | 'standing' | 'leaders' | 'others' | 'deliveredAtMs'
> & {
  readonly id?: string | undefined;
  readonly enterpriseId: string;
};

export interface JudgedFacts {
  readonly verdict: FilingVerdict;
  readonly policy: FilingPolicy;
  readonly standing: EnterpriseStanding;
  readonly others: readonly EarlierFiling[];
}

/** By the enterprise's titles on the day, its earlier inspections and the DRC's answers. */
export function judgedFacts(
  db: ReadDb,
  filing: Pick<JudgedFiling, 'id' | 'enterpriseId' | 'inspectionDate' | 'trigger' | 'domain'>,
): JudgedFacts {
  const policy = filingPolicy(policyAnswers(db));
  const standing = standingOn(db, filing.enterpriseId, filing.inspectionDate);
  const others = filingsByEnterprise(db, filing.enterpriseId)
    .filter((other) => other.id !== filing.id && other.standing === 'counts')
    .map((other) => ({
      inspectingUnit: other.inspectingUnit,
      date: other.progress.inspectedOn || other.inspectionDate,
      domain: other.domain,
      hasConclusion: `${other.conclusion}${other.thisConclusion}`.trim() !== '',
    }));
  const earlierDomains = others
    .filter(({ date }) => date !== '' && date < filing.inspectionDate)
    .map(({ domain }) => domain);
  const { trigger, domain } = filing;
  return {
    verdict: decideFiling({ standing, trigger, domain, earlierDomains, policy }),
    policy,
    standing,
    others,
  };
}

/** Of many filings: what is known of their enterprises is read once. */
export function clocksOfFilings<Filing extends ClockedFiling>(
  db: ReadDb,
  filings: readonly Filing[],
  nowMs: number,
): { readonly filing: Filing; readonly verdict: FilingVerdict; readonly clocks: readonly FilingClock[] }[] {
  const policy = filingPolicy(policyAnswers(db));
  const ids = [...new Set(filings.map(({ enterpriseId }) => enterpriseId))];
  const titles = titlesOfEnterprises(db, ids);
  const pools = poolMemberships(db, ids);
  const sendings = sendingsPutRight(db);
  return filings.map((filing) => {
    const { enterpriseId, inspectionDate, trigger } = filing;
    const standing = enterpriseStanding(
      titles.get(enterpriseId) ?? [],
      [],
      pools.get(enterpriseId) ?? null,
      inspectionDate,
    );
    // The domain decides only what is soft.
    const verdict = decideFiling({ standing, trigger, domain: 'other', earlierDomains: [], policy });
    const toldAtMs = sendings.get(filing.row) ?? [];
    const { progress } = filing;
    const { nextDay } = policy;
    return {
      filing,
      verdict,
      clocks: filingClocks({ inspectionDate, progress, verdict, nextDay, toldAtMs }, nowMs),
    };
  });
}

export function clocksOf(db: ReadDb, filing: ClockedFiling, nowMs: number): readonly FilingClock[] {
  return clocksOfFilings(db, [filing], nowMs)[0]?.clocks ?? [];
}

export function judge(
  db: ReadDb,
  filing: JudgedFiling,
  nowMs: number,
): { verdict: FilingVerdict; warnings: FilingWarning[] } {
  const facts = judgedFacts(db, filing);
  const leaders = cityLeadersOn(db, filing.enterpriseId, filing.inspectionDate).map((link) => {
    const person = findPerson(db, link.personId);
    return { name: link.personName, fromDate: person?.inOfficeFrom ?? '', toDate: person?.inOfficeTo ?? '' };
  });
  const deliveredAtMs =
    filing.id === undefined ? [] : deliveriesOf(db, filing.id).map(({ facts: { atMs } }) => atMs);
  return {
    verdict: facts.verdict,
    warnings: filingWarnings({ ...filing, ...facts, leaders, deliveredAtMs }, nowMs),
  };
}
