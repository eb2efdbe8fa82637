import { describe, expect, it } from 'vitest';
import { startOfDayMs } from '../../../shared/clock.ts';
import { type FilingClock, filingClocks } from '../../../shared/filing/clocks.ts';
import { remindersBetween } from '../../../shared/filing/reminders.ts';
import { type ClockVerdict, emptyProgress } from '../../../shared/filing/rules.ts';

const at = (dateTime: string): number =>
  startOfDayMs(dateTime.slice(0, 10)) +
  Number(dateTime.slice(11, 13)) * 3_600_000 +
  Number(dateTime.slice(14)) * 60_000;
const required: ClockVerdict = { demand: 'required', because: '', clause: null, question: null };

/** The sending of a conclusion of Tuesday, as it stands at a moment. */
function sending(nowMs: number, sentAtMs: number | null = null): FilingClock {
  const verdict = { report: required, notify: required, send: required };
  const progress = { ...emptyProgress, concludedOn: '2026-11-24', sentAtMs };
  const clocks = filingClocks(
    { verdict, nextDay: 'calendar', inspectionDate: '', progress, toldAtMs: [] },
    nowMs,
  );
  return clocks.find(({ key }) => key === 'send')!;
}

function told(from: string, to: string, sentAtMs: number | null = null): string[] {
  const clock = sending(at(to), sentAtMs);
  const items = [{ filingId: 'f1', enterpriseName: '甲公司', clock }];
  return remindersBetween(items, at(from), at(to)).map(({ text }) => text);
}

describe('reminders while the program runs', () => {
  it.each([
    ['2026-11-25 08:59', '2026-11-25 09:00', ['甲公司：今天应办，2026年11月25日24时前。']],
    ['2026-11-25 15:59', '2026-11-25 16:00', ['甲公司：2026年11月25日24时前办理，离下班还有一小时。']],
    ['2026-11-25 23:59', '2026-11-26 00:00', ['甲公司：2026年11月25日24时前应办的没有记录，请补办并注明。']],
    ['2026-11-25 09:00', '2026-11-25 15:59', []],
    ['2026-11-24 10:00', '2026-11-24 18:00', []],
    ['2026-11-26 09:00', '2026-11-28 09:00', []],
  ])('from %s to %s', (from, to, texts) => {
    expect(told(from, to)).toEqual(texts);
  });

  it('miss no deadline, though the clocks were read a moment before it', () => {
    const clock = sending(at('2026-11-25 23:59'));
    const items = [{ filingId: 'f1', enterpriseName: '甲公司', clock }];
    const texts = remindersBetween(items, at('2026-11-25 23:59'), at('2026-11-26 00:00'));
    expect(texts).toMatchObject([{ isOverdue: true }]);
  });

  it('are silent once it is done, and say only the last of two moments that passed at once', () => {
    expect(told('2026-11-25 08:00', '2026-11-25 10:00', at('2026-11-25 08:30'))).toEqual([]);
    expect(told('2026-11-25 08:00', '2026-11-25 16:30')).toEqual([
      '甲公司：2026年11月25日24时前办理，离下班还有一小时。',
    ]);
  });
});
