/** The ledger as a roster sees it: everything that a row could say, for comparing row by row. */
import { levelsHeldOn } from '../shared/enterprise/rules.ts';
import type { ExistingEnterprise } from '../shared/roster/match.ts';
import { allEnterprises, type EnterpriseRecord } from './enterprise.ts';
import { allPlans, type PlanRecord } from './plan.ts';
import { type ReadDb, sql, value } from './sql.ts';
import { allTitles, type TitleRecord } from './title.ts';

export interface LedgerForRoster {
  readonly existing: readonly ExistingEnterprise[];
  readonly byId: ReadonlyMap<string, EnterpriseRecord>;
  readonly titles: ReadonlyMap<string, readonly TitleRecord[]>;
  readonly plans: ReadonlyMap<string, readonly PlanRecord[]>;
}

/** `date`: whether 省级培育库 is held is judged on it. */
export function readLedgerForRoster(db: ReadDb, date: string): LedgerForRoster {
  const enterprises = allEnterprises(db);
  const titles = Map.groupBy(allTitles(db), (title) => title.enterpriseId);
  const plans = Map.groupBy(allPlans(db), (plan) => plan.enterpriseId);
  const existing = enterprises.map((enterprise): ExistingEnterprise => {
    const { id, name, formerNames, creditCode, pool, townId } = enterprise;
    const own = titles.get(id) ?? [];
    return {
      id,
      name,
      formerNames,
      creditCode,
      values: {
        ...stated({
          shortName: enterprise.shortName,
          townId,
          address: enterprise.address,
          industry: enterprise.industry,
          mainProduct: enterprise.mainProduct,
          legalRepresentative: enterprise.legalRepresentative,
          contactName: enterprise.contactName,
          contactPhone: enterprise.contactPhone,
          foundedOn: enterprise.foundedOn,
          note: enterprise.note,
          pooledOn: pool?.enteredOn ?? '',
        }),
        inCityPool: pool?.member ?? false,
        inProvincialPool: levelsHeldOn(own, null, date).includes('provincial-pool'),
      },
      titles: own,
      plans: plans.get(id) ?? [],
    };
  });
  return { existing, byId: new Map(enterprises.map((one) => [one.id, one])), titles, plans };
}

/** Changes with every save: what was compared before it is stale after it. */
export function ledgerVersion(db: ReadDb): number {
  return value<number>(db, sql`SELECT max(rowid) FROM op`) ?? 0;
}

function stated<Values extends Readonly<Record<string, string>>>(values: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, text]) => text !== '')) as Partial<Values>;
}
