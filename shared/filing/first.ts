/** 首次检查 of many filings at once, as `isSoftFirstInspection` decides it of one. Pure. */
import { isPoolMemberOn } from '../enterprise/rules.ts';
import type { PoolMembership } from '../enterprise/schema.ts';
import type { FilingDomain } from './rules.ts';

/** A filing that counts, neither void nor corrected. */
export interface InspectionOf {
  readonly id: string;
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
}: Pick<InspectionOf, 'inspectionDate' | 'inspectedOn'>): string {
  return inspectedOn || inspectionDate;
}

/** Ids of the first 环保、安全、消防 inspections of 入库企业. `pools`: by enterprise, of those that ever were in the pool. */
export function softFirstIds(
  inspections: readonly InspectionOf[],
  pools: ReadonlyMap<string, PoolMembership>,
): Set<string> {
  const earliest = new Map<string, readonly { readonly id: string; readonly day: string }[]>();
  for (const inspection of inspections) {
    const day = inspectionDay(inspection);
    if (day === '') continue;
    const key = seriesOf(inspection);
    const two = [...(earliest.get(key) ?? []), { id: inspection.id, day }];
    two.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    earliest.set(key, two.slice(0, 2));
  }
  const isFirst = (inspection: InspectionOf): boolean => {
    const { id, enterpriseId, domain, inspectionDate } = inspection;
    if (domain === 'other' || !isPoolMemberOn(pools.get(enterpriseId) ?? null, inspectionDate)) return false;
    return !earliest
      .get(seriesOf(inspection))
      ?.some((other) => other.id !== id && other.day < inspectionDate);
  };
  return new Set(inspections.filter(isFirst).map(({ id }) => id));
}

function seriesOf({ enterpriseId, domain }: InspectionOf): string {
  return `${enterpriseId} ${domain}`;
}
