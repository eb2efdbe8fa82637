/**
 * How far a filing is: its own steps, and what its deliveries tell beyond them. Two laptops may each have recorded one half
 * of a report, and neither need save again for both to show it as made. Pure.
 */
import { type DeliverySlotKey, latestOf } from './case.ts';
import type { FilingProgress } from './rules.ts';

/**
 * What stands, once the deliveries are as recorded. It only ever goes further than the steps say: a delivery that is taken
 * back takes its step along (`progressWithout`).
 */
export function progressWith(
  steps: FilingProgress,
  times: ReadonlyMap<DeliverySlotKey, number>,
): FilingProgress {
  const government = times.get('report-government') ?? steps.reportedAtMs;
  const head = times.get('report-head') ?? steps.reportedAtMs;
  const isReported = government !== null && head !== null;
  const sent = times.get('send-leader') ?? steps.sentAtMs;
  // A form without a conclusion cannot have been sent.
  const isSent = sent !== null && (steps.status === 'concluded' || steps.status === 'sent');
  return {
    ...steps,
    status: isSent ? 'sent' : isReported && steps.status === 'draft' ? 'reported' : steps.status,
    reportedAtMs: isReported ? latestOf([government, head]) : steps.reportedAtMs,
    notifiedAtMs: times.get('notify-leader') ?? steps.notifiedAtMs,
    sentAtMs: isSent ? sent : steps.sentAtMs,
  };
}

/** What is left of the steps when one delivery did not take place. */
export function progressWithout(steps: FilingProgress, slot: DeliverySlotKey): FilingProgress {
  switch (slot) {
    case 'report-government':
    case 'report-head':
      return {
        ...steps,
        status: steps.status === 'reported' ? 'draft' : steps.status,
        reportedAtMs: null,
      };
    case 'notify-leader':
      return { ...steps, notifiedAtMs: null };
    case 'send-leader':
      return { ...steps, status: steps.status === 'sent' ? 'concluded' : steps.status, sentAtMs: null };
  }
}

/** Nobody was told of it and no paper was made: it may go without a trace on the register. */
export function isUntouched({
  progress,
  told,
  versions,
}: {
  readonly progress: FilingProgress;
  /** How many were told. */
  readonly told: number;
  /** How many papers were made. */
  readonly versions: number;
}): boolean {
  return progress.status === 'draft' && progress.notifiedAtMs === null && told === 0 && versions === 0;
}
