/** What a record is called where several kinds stand in one list. Pure. */
import { type ReadableNames, readableValue } from './readable.ts';

/** Fields that name a record, in this order. */
const naming: Readonly<Record<string, readonly string[]>> = {
  enterprise: ['name'],
  town: ['name'],
  person: ['name', 'post'],
  title: ['level'],
  plan: ['year', 'level'],
  attachment: ['name'],
  cityLeaderLink: ['personId'],
  link: ['personId', 'kind'],
  filing: ['inspectingUnit', 'inspectionDate'],
  visit: ['timing'],
  promise: ['what'],
  problem: ['title'],
  problemEntry: ['kind'],
  meeting: ['month'],
  decision: ['what'],
  assignedDecision: ['what'],
  bulletin: ['quarter', 'issue'],
  handover: ['enterpriseName'],
  suggestionDecision: ['outcome'],
  suggestionWithdrawal: ['withdrawn'],
  monthClosing: ['month'],
};

/** From the fields that are known; '' when none of them names it. */
export function recordTitle(
  entityType: string,
  values: Readonly<Record<string, unknown>>,
  names: ReadableNames,
): string {
  return (naming[entityType] ?? [])
    .map((field) => (field in values ? readableValue(entityType, field, values[field], names) : ''))
    .filter((text) => text !== '')
    .join('　');
}
