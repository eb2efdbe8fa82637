/** 首次检查 of many filings at once, as `isSoftFirstInspection` decides it of one. Pure. */
import { isPoolMemberOn } from '../enterprise/rules.ts';
import type { PoolMembership } from '../enterprise/schema.ts';
import type { FilingDomain } from './rules.ts';

/** A filing that counts, neither void nor corrected. */
export interface InspectionOf<Id extends string | number = string> {
  readonly id: Id;
  readonly enterpriseId: string;
  readonly domain: FilingDomain;
  /** Planned, YYYY-MM-DD or '' */
  readonly inspectionDate: string;
  /** The day it was made, '' before. */
  readonly inspectedOn: string;
}

/** The day it took place, or will. */
export function inspectionDay({
  inspectionDate,
  inspectedOn,
}: {
  readonly inspectionDate: string;
  readonly inspectedOn: string;
}): string {
  return inspectedOn || inspectionDate;
}

/** The two earliest days of one enterprise's inspections in one domain. */
interface Earliest<Id> {
  readonly id: Id;
  readonly day: string;
  /** '' while there is none. */
  readonly nextDay: string;
}

/** Ids of the first 环保、安全、消防 inspections of 入库企业. `pools`: by enterprise, of those that ever were in the pool. */
export function softFirstIds<Id extends string | number>(
  inspections: readonly InspectionOf<Id>[],
  pools: ReadonlyMap<string, PoolMembership>,
): Set<Id> {
  const earliest = new Map<string, Earliest<Id>>();
  for (const inspection of inspections) {
    const day = inspectionDay(inspection);
    if (day === '') continue;
    const series = seriesOf(inspection);
    const known = earliest.get(series);
    if (!known) earliest.set(series, { id: inspection.id, day, nextDay: '' });
    else if (day < known.day) earliest.set(series, { id: inspection.id, day, nextDay: known.day });
    else if (known.nextDay === '' || day < known.nextDay) earliest.set(series, { ...known, nextDay: day });
  }
  const isFirst = (inspection: InspectionOf<Id>): boolean => {
    const { id, enterpriseId, domain, inspectionDate } = inspection;
    if (domain === 'other') return false;
    const found = earliest.get(seriesOf(inspection));
    const otherDay = found?.id === id ? found.nextDay : (found?.day ?? '');
    if (otherDay !== '' && otherDay < inspectionDate) return false;
    return isPoolMemberOn(pools.get(enterpriseId) ?? null, inspectionDate);
  };
  return new Set(inspections.filter(isFirst).map(({ id }) => id));
}

function seriesOf({
  enterpriseId,
  domain,
}: {
  readonly enterpriseId: string;
  readonly domain: string;
}): string {
  return `${enterpriseId} ${domain}`;
}
