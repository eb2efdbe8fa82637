/** What follows from an enterprise's facts: levels held on a date, the ladder, likeness of names. Pure. */
import { foldText } from '../text/query.ts';
import type { DeskSide } from '../rpc.ts';
import { type Level, type LevelKey, levelOf, levels } from './levels.ts';
import type { EnterpriseProfile, PoolMembership } from './schema.ts';

export interface TitleSpan {
  readonly level: LevelKey;
  readonly grantedOn: string;
  readonly validUntil: string;
}

/** expired: its last valid day is past. future: granted later than the date. */
export type TitleState = 'valid' | 'expired' | 'future';

export function titleStateOn(title: TitleSpan, date: string): TitleState {
  if (title.validUntil !== '' && title.validUntil < date) return 'expired';
  return title.grantedOn !== '' && title.grantedOn > date ? 'future' : 'valid';
}

export function isPoolMemberOn(pool: PoolMembership | null, date: string): boolean {
  if (!pool) return false;
  if (pool.enteredOn !== '' && pool.enteredOn > date) return false;
  return pool.member || (pool.leftOn !== '' && pool.leftOn > date);
}

/** Every level held on the date, the city's pool included. A plan to apply (附件7) never counts. */
export function levelsHeldOn(
  titles: readonly TitleSpan[],
  pool: PoolMembership | null,
  date: string,
): LevelKey[] {
  const held = new Set(
    titles.filter((title) => titleStateOn(title, date) === 'valid').map((title) => title.level),
  );
  if (isPoolMemberOn(pool, date)) held.add('city-pool');
  return levels.flatMap(({ key }) => (held.has(key) ? [key] : []));
}

/** Each level once, the highest first. */
export function highestFirst(keys: Iterable<LevelKey>): LevelKey[] {
  return [...new Set(keys)].toSorted((a, b) => levelOf(b).order - levelOf(a).order);
}

export interface RungMark {
  readonly level: Level;
  /** held: valid today. lapsed: expired, or out of the pool. */
  readonly state: 'held' | 'lapsed' | 'future';
  /** '' when not known */
  readonly since: string;
  /** Last day, '' when not stated */
  readonly until: string;
}

/** One step of the ladder picture: what was reached, and what is only planned (hollow). */
export interface Rung {
  readonly title: string;
  readonly marks: readonly RungMark[];
  readonly planned: readonly { readonly year: number; readonly level: LevelKey }[];
}

const rungTitles: readonly (readonly [decade: number, title: string])[] = [
  [1, '市培育库'],
  [2, '省级培育库'],
  [3, '南通市级'],
  [4, '省级'],
  [5, '国家小巨人'],
  [6, '单项冠军'],
];

/** The six steps from 市培育库 to 单项冠军, lowest first. */
export function buildLadder(
  titles: readonly TitleSpan[],
  plans: readonly { readonly level: LevelKey; readonly year: number }[],
  pool: PoolMembership | null,
  date: string,
): Rung[] {
  return rungTitles.map(([decade, title]) => {
    const isHere = (key: LevelKey): boolean => Math.floor(levelOf(key).order / 10) === decade;
    const marks = titles.filter(({ level }) => isHere(level)).map((span) => toMark(span, date));
    return {
      title,
      marks: decade === 1 && pool ? [poolMark(pool, date), ...marks] : marks,
      planned: plans.filter(({ level }) => isHere(level)).toSorted((a, b) => a.year - b.year),
    };
  });
}

function toMark(title: TitleSpan, date: string): RungMark {
  const state = titleStateOn(title, date);
  return {
    level: levelOf(title.level),
    state: state === 'valid' ? 'held' : state === 'expired' ? 'lapsed' : 'future',
    since: title.grantedOn,
    until: title.validUntil,
  };
}

function poolMark(pool: PoolMembership, date: string): RungMark {
  return {
    level: levelOf('city-pool'),
    state: isPoolMemberOn(pool, date) ? 'held' : pool.member ? 'future' : 'lapsed',
    since: pool.enteredOn,
    until: pool.leftOn,
  };
}

/** 2021-09-01 入库 · 已出库 … : one line for lists and papers. */
export function poolText(pool: PoolMembership | null): string {
  if (!pool) return '';
  if (pool.member) return pool.enteredOn === '' ? '在库' : `${pool.enteredOn} 入库`;
  return pool.leftOn === '' ? '已出库' : `${pool.leftOn} 出库`;
}

/** Two names that an officer would take for one: width, brackets and blanks aside. */
export function isSameName(a: string, b: string): boolean {
  const folded = foldText(a);
  return folded !== '' && folded === foldText(b);
}

/** Whether this desk may change the profile of an enterprise: the city all, a town its own and those not yet assigned. */
export function mayEditProfile(side: DeskSide, ownTownId: string, enterpriseTownId: string): boolean {
  return side === 'city' || enterpriseTownId === '' || enterpriseTownId === ownTownId;
}

/** The fields that differ, to be sent as an edit. */
export function changedProfile(
  before: EnterpriseProfile,
  after: EnterpriseProfile,
): Partial<EnterpriseProfile> {
  const changes = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof EnterpriseProfile]),
  );
  return Object.fromEntries(changes) as Partial<EnterpriseProfile>;
}
