import { type VisitStatus, visitStatusLabels, type VisitTiming } from '../../../shared/visit/rules.ts';
import type { StatusTone } from '../../ui/StatusTag.tsx';

const statusTones: Readonly<Record<VisitStatus, StatusTone>> = {
  planned: 'info',
  made: 'good',
  cancelled: 'plain',
};

/** A plan whose day has passed waits to be written down. `today`: YYYY-MM-DD. */
export function visitStanding(
  { status, plannedOn }: VisitTiming,
  today: string,
): { readonly label: string; readonly tone: StatusTone } {
  return status === 'planned' && plannedOn < today
    ? { label: '待记录', tone: 'warn' }
    : { label: visitStatusLabels[status], tone: statusTones[status] };
}

/** The day it was made, or else is planned for. */
export function visitDay({ status, plannedOn, visitedOn }: VisitTiming): string {
  return status === 'made' ? visitedOn : plannedOn;
}
