import type { VisitStatus, VisitTiming } from '../../../shared/visit/rules.ts';
import type { StatusTone } from '../../ui/StatusTag.tsx';

export const statusTones: Readonly<Record<VisitStatus, StatusTone>> = {
  planned: 'info',
  made: 'good',
  cancelled: 'plain',
};

/** The day it was made, or else is planned for. */
export function visitDay({ status, plannedOn, visitedOn }: VisitTiming): string {
  return status === 'made' ? visitedOn : plannedOn;
}
