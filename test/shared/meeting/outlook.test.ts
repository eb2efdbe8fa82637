import { describe, expect, it } from 'vitest';
import type { MeetingSummary } from '../../../shared/meeting/contract.ts';
import { meetingOutlook } from '../../../shared/meeting/outlook.ts';

const meeting = (over: Partial<MeetingSummary>): MeetingSummary => ({
  id: over.heldOn ?? 'm',
  month: (over.heldOn ?? '').slice(0, 7),
  heldOn: '',
  place: '',
  chair: '李建国',
  keeper: '白蒲镇',
  topicCount: 0,
  decisionCount: 0,
  openDecisionCount: 0,
  editable: true,
  ...over,
});

describe('the outlook on the monthly meeting', () => {
  it('knows the earliest to come, the latest held, and what is still open', () => {
    const meetings = [
      meeting({ heldOn: '2026-12-28' }),
      meeting({ heldOn: '2026-10-26', openDecisionCount: 1 }),
      meeting({ heldOn: '2026-11-24' }),
      meeting({ heldOn: '2026-09-28', openDecisionCount: 2 }),
    ];
    expect(meetingOutlook(meetings, '2026-11-24')).toMatchObject({
      next: { id: '2026-11-24' },
      last: { id: '2026-10-26' },
      isMonthMissing: false,
      openDecisions: 3,
    });
  });

  it('leaves the meetings of other desks out', () => {
    const meetings = [meeting({ heldOn: '2026-11-20', editable: false, openDecisionCount: 4 })];
    expect(meetingOutlook(meetings, '2026-11-24')).toEqual({
      next: null,
      last: null,
      isMonthMissing: true,
      openDecisions: 0,
    });
  });
});
