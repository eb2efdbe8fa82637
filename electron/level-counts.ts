/** 培育层级 in figures: who holds, gained or means to apply for what. */
import { enterprisesForFigures } from '../db/bulletin-facts.ts';
import { poolMemberships } from '../db/enterprise.ts';
import { allPlans, planYears } from '../db/plan.ts';
import type { ReadDb } from '../db/sql.ts';
import { allTitles } from '../db/title.ts';
import { localDate } from '../shared/clock.ts';
import type { OutputOf } from '../shared/contract.ts';
import type { LevelCount } from '../shared/enterprise/level-count.ts';
import { type LevelKey, levelOf, levels } from '../shared/enterprise/levels.ts';
import { isPoolMemberOn, titleStateOn } from '../shared/enterprise/rules.ts';

interface LevelFacts {
  /** In the city's pool. */
  readonly pooled: readonly unknown[];
  /** Titles that stand. */
  readonly standing: readonly Held[];
  readonly gained: readonly Held[];
  /** Whose plans are counted. */
  readonly year: number;
  /** Enterprises of the ledger, by id. */
  readonly names: ReadonlyMap<string, unknown>;
}

interface Held {
  readonly level: string;
  readonly enterpriseId: string;
}

/** Levels that anybody holds or means to apply for, the lowest first. */
export function levelCounts(db: ReadDb, { pooled, standing, gained, year, names }: LevelFacts): LevelCount[] {
  const plans = allPlans(db).filter((plan) => plan.year === year && names.has(plan.enterpriseId));
  const of = (list: readonly Held[], key: string): number =>
    new Set(list.filter(({ level }) => level === key).map(({ enterpriseId }) => enterpriseId)).size;
  return levels
    .map(({ key }) => ({
      key,
      held: key === 'city-pool' ? pooled.length : of(standing, key),
      gained: of(gained, key),
      planned: of(plans, key),
    }))
    .filter(({ held, gained: granted, planned }) => held + granted + planned > 0);
}

/** Who is in the city's pool on a day and holds what, of the ledger but for `without`. */
export function levelsOn(db: ReadDb, day: string, without: readonly string[] = []) {
  const left = new Set(without);
  const enterprises = enterprisesForFigures(db).filter(({ id }) => !left.has(id));
  const names = new Map(enterprises.map(({ id, name }) => [id, name]));
  const pools = poolMemberships(db);
  const held = allTitles(db).filter(({ enterpriseId }) => names.has(enterpriseId));
  return {
    names,
    pooled: enterprises.filter(({ id }) => isPoolMemberOn(pools.get(id) ?? null, day)),
    standing: held.filter((title) => titleStateOn(title, day) === 'valid'),
    /** Titles that were granted within the days, both included; a place in a pool is none. */
    gainedWithin: (fromDate: string, toDate: string) =>
      held.filter(({ level, grantedOn }) => isTitle(level) && grantedOn >= fromDate && grantedOn <= toDate),
  };
}

/** 省级培育库 is a rung of the ladder, and no title that is told of. */
export function isTitle(level: LevelKey): boolean {
  return levelOf(level).kind === 'title';
}

/** As `enterprise.levels` has it. `without`: enterprises that another town sees to. */
export function levelCountsToday(
  db: ReadDb,
  nowMs: number,
  without: readonly string[],
  asked?: number,
): OutputOf<'enterprise.levels'> {
  const today = localDate(nowMs);
  const found = levelsOn(db, today, without);
  const current = Number(today.slice(0, 4));
  const planned = planYears(db);
  const year = asked ?? (planned.includes(current) ? current : (planned.at(-1) ?? current));
  const lastDay = today < `${year}-12-31` ? today : `${year}-12-31`;
  return {
    year,
    years: [...new Set([current, ...planned, year])].toSorted((a, b) => b - a),
    levels: levelCounts(db, { ...found, gained: found.gainedWithin(`${year}-01-01`, lastDay), year }),
  };
}
