/** What 今日待办 says of this desk's own monthly meeting (月度联席会议). Pure. */
import type { MeetingSummary } from './contract.ts';

export interface MeetingOutlook {
  /** The earliest that is still to be held, today's included. */
  readonly next: MeetingSummary | null;
  /** The latest that was held. */
  readonly last: MeetingSummary | null;
  /** This month has no note yet: the policy wants a meeting every month. */
  readonly isMonthMissing: boolean;
  /** 议定事项 of all meetings that the next one will ask about. */
  readonly openDecisions: number;
}

/** Notes of other desks stand beside the own ones and are left out; `today` is YYYY-MM-DD. */
export function meetingOutlook(meetings: readonly MeetingSummary[], today: string): MeetingOutlook {
  const own = meetings
    .filter(({ editable }) => editable)
    .toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : 0));
  return {
    next: own.find(({ heldOn }) => heldOn >= today) ?? null,
    last: own.findLast(({ heldOn }) => heldOn < today) ?? null,
    isMonthMissing: !own.some(({ month }) => month === today.slice(0, 7)),
    openDecisions: own.reduce((sum, { openDecisionCount }) => sum + openDecisionCount, 0),
  };
}
