import { levelOf } from '../enterprise/levels.ts';
import type { TownSeed } from '../town/towns.ts';
import { type RosterColumnKey, rosterColumn } from './columns.ts';
import type { RosterDraft, RosterFields, RosterPlan, RosterTitle } from './draft.ts';
import type { ExistingEnterprise } from './match.ts';

/** One thing that importing a row would change, in the words the officer sees. */
export interface RosterChange {
  readonly label: string;
  /** '' for nothing. */
  readonly before: string;
  readonly after: string;
}

const comparedFields = [
  'name',
  'formerNames',
  'shortName',
  'creditCode',
  'townId',
  'address',
  'industry',
  'mainProduct',
  'legalRepresentative',
  'contactName',
  'contactPhone',
  'foundedOn',
  'inCityPool',
  'pooledOn',
  'inProvincialPool',
  'note',
] as const satisfies readonly (RosterColumnKey & keyof RosterFields)[];

/** Only what the row states and the ledger does not: blanks erase nothing, titles and plans are only added. */
export function rosterChanges(
  draft: RosterDraft,
  existing: ExistingEnterprise,
  towns: readonly TownSeed[],
): RosterChange[] {
  const { name, formerNames, creditCode } = existing;
  const known: RosterFields = { ...existing.values, name, formerNames, creditCode };
  const changes: RosterChange[] = [];
  for (const field of comparedFields) {
    const before = shownValue(known[field], field, towns);
    const after = shownValue(draft.fields[field], field, towns);
    if (draft.fields[field] !== undefined && after !== before) {
      changes.push({ label: rosterColumn(field).label, before, after });
    }
  }
  for (const title of draft.titles) {
    if (!(existing.titles ?? []).some((one) => saysTheSame(title, one))) {
      changes.push({ label: '级别/称号', before: '', after: titleText(title) });
    }
  }
  for (const plan of draft.plans) {
    if (!(existing.plans ?? []).some((one) => one.level === plan.level && one.year === plan.year)) {
      changes.push({ label: '申报计划', before: '', after: planText(plan) });
    }
  }
  return changes;
}

function saysTheSame(title: RosterTitle, known: RosterTitle): boolean {
  return (
    title.level === known.level &&
    (title.grantedOn === '' || title.grantedOn === known.grantedOn) &&
    (title.validUntil === '' || title.validUntil === known.validUntil)
  );
}

function shownValue(
  value: RosterFields[keyof RosterFields],
  field: keyof RosterFields,
  towns: readonly TownSeed[],
): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value !== 'string') return value.join('、');
  return field === 'townId' ? (towns.find((town) => town.id === value)?.name ?? value) : value;
}

function titleText({ level, grantedOn, validUntil }: RosterTitle): string {
  const dates = [grantedOn && `认定 ${grantedOn}`, validUntil && `有效期至 ${validUntil}`].filter(Boolean);
  return `${levelOf(level).label}${dates.length === 0 ? '' : `（${dates.join('，')}）`}`;
}

function planText({ year, level }: RosterPlan): string {
  return `${year} 年申报${levelOf(level).label}`;
}
