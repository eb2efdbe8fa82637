import {
  type VisitStatus,
  visitStatusLabels,
  type VisitTiming,
  visitUnrecorded,
} from '../../../shared/visit/rules.ts';
import type { StatusTone } from '../../ui/StatusTag.tsx';

const statusTones: Readonly<Record<VisitStatus, StatusTone>> = {
  planned: 'info',
  made: 'good',
  cancelled: 'plain',
};

/** Of a plan whose day has passed. */
export const unrecorded = { label: visitUnrecorded, tone: 'warn' } as const;

/** A plan whose day has passed waits to be written down. `today`: YYYY-MM-DD. */
export function visitStanding(
  { status, plannedOn }: VisitTiming,
  today: string,
): { readonly label: string; readonly tone: StatusTone } {
  return status === 'planned' && plannedOn < today
    ? unrecorded
    : { label: visitStatusLabels[status], tone: statusTones[status] };
}

/** The day it was made, or else is planned for. */
export function visitDay({ status, plannedOn, visitedOn }: VisitTiming): string {
  return status === 'made' ? visitedOn : plannedOn;
}
