import {
  type VisitStanding,
  visitStandingLabels,
  visitStandingOf,
  type VisitTiming,
} from '../../../shared/visit/rules.ts';
import type { StatusTone } from '../../ui/StatusTag.tsx';

const standingTones: Readonly<Record<VisitStanding, StatusTone>> = {
  planned: 'info',
  unrecorded: 'warn',
  made: 'good',
  cancelled: 'plain',
};

/** Of a plan whose day has passed. */
export const unrecorded = { label: visitStandingLabels.unrecorded, tone: standingTones.unrecorded } as const;

/** `today`: YYYY-MM-DD. */
export function visitStanding(
  timing: VisitTiming,
  today: string,
): { readonly label: string; readonly tone: StatusTone } {
  const standing = visitStandingOf(timing, today);
  return { label: visitStandingLabels[standing], tone: standingTones[standing] };
}
