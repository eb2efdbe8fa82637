import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDateTime, startOfDayMs } from '../../../shared/clock.ts';
import { clockStates, type FilingClock, filingClocks, nextOfficeDay } from '../../../shared/filing/clocks.ts';
import { emptyProgress, type FilingDuty, type FilingProgress } from '../../../shared/filing/rules.ts';

const minute = 60_000;
const at = (dateTime: string): number =>
  startOfDayMs(dateTime.slice(0, 10)) +
  Number(dateTime.slice(11, 13)) * 3_600_000 +
  Number(dateTime.slice(14)) * minute;

function clocks(
  change: Partial<FilingProgress>,
  now: string,
  inspectionDate = '2026-11-24',
  duty: FilingDuty = 'required',
): readonly [report: FilingClock, notify: FilingClock, send: FilingClock] {
  const all = filingClocks({ duty, inspectionDate, progress: { ...emptyProgress, ...change } }, at(now));
  return [all[0]!, all[1]!, all[2]!];
}

describe('reporting before the inspection', () => {
  it.each([
    ['2026-11-22 23:59', 'waiting'],
    ['2026-11-23 00:00', 'due'],
    ['2026-11-23 23:59', 'due'],
    ['2026-11-24 00:00', 'overdue'],
  ])('at %s it is %s', (now, state) => {
    const [report, notify] = clocks({}, now);
    expect(report).toMatchObject({
      state,
      dueAtMs: at('2026-11-24 00:00'),
      remindAtMs: at('2026-11-23 17:00'),
    });
    expect(notify.state).toBe(state);
  });

  it('is asked for on Friday when the inspection is on Monday', () => {
    expect(clocks({}, '2026-11-19 23:59', '2026-11-23')[0].state).toBe('waiting');
    expect(clocks({}, '2026-11-20 00:00', '2026-11-23')[0]).toMatchObject({
      state: 'due',
      remindAtMs: at('2026-11-20 17:00'),
    });
  });

  it('is in time to the last millisecond, and late from midnight', () => {
    expect(clocks({ reportedAtMs: at('2026-11-24 00:00') - 1 }, '2026-11-25 08:00')[0].state).toBe('done');
    expect(clocks({ reportedAtMs: at('2026-11-24 00:00') }, '2026-11-25 08:00')[0].state).toBe('late');
  });

  it('follows the day on which the inspection was really made', () => {
    const early = {
      status: 'inspected',
      inspectedOn: '2026-11-20',
      reportedAtMs: at('2026-11-22 09:00'),
    } as const;
    expect(clocks(early, '2026-11-25 08:00')[0].state).toBe('late');
  });
});

describe('sending the conclusion the day after', () => {
  it.each([
    ['2026-11-24', '2026-11-25 23:59'],
    ['2026-11-30', '2026-12-01 23:59'],
    ['2026-12-31', '2027-01-01 23:59'],
    ['2027-02-28', '2027-03-01 23:59'],
    ['2028-02-28', '2028-02-29 23:59'],
    ['2028-02-29', '2028-03-01 23:59'],
  ])('concluded on %s it is due at %s', (concludedOn, due) => {
    const send = clocks({ concludedOn }, '2026-01-01 00:00')[2];
    expect(localDateTime(send.dueAtMs!)).toBe(due);
    expect(send.dueAtMs! % minute).toBe(59_000);
  });

  it('is overdue from midnight, not a second before', () => {
    const progress = { concludedOn: '2026-11-24' };
    expect(clocks(progress, '2026-11-24 23:59')[2].state).toBe('waiting');
    expect(clocks(progress, '2026-11-25 00:00')[2]).toMatchObject({
      state: 'due',
      remindAtMs: at('2026-11-25 17:00'),
    });
    expect(clocks(progress, '2026-11-25 23:59')[2].state).toBe('due');
    expect(clocks(progress, '2026-11-26 00:00')[2].state).toBe('overdue');
    const sent = (sentAtMs: number) => clocks({ ...progress, sentAtMs }, '2026-12-01 00:00')[2].state;
    expect(sent(at('2026-11-26 00:00') - 1)).toBe('done');
    expect(sent(at('2026-11-26 00:00'))).toBe('late');
  });

  it('is asked for on the working day before when the next day is a Saturday or Sunday', () => {
    expect(clocks({ concludedOn: '2026-11-27' }, '2026-11-27 09:00')[2]).toMatchObject({
      state: 'due',
      remindAtMs: at('2026-11-27 17:00'),
    });
    // Concluded on a Saturday: there is no working day left.
    expect(clocks({ concludedOn: '2026-11-28' }, '2026-11-28 09:00')[2].state).toBe('due');
    expect(clocks({ concludedOn: '2026-11-29' }, '2026-11-29 09:00')[2].state).toBe('waiting');
  });
});

describe('what is not required', () => {
  it.each([
    ['not-required', 'not-required'],
    ['exempt', 'not-required'],
    ['ask', 'ask'],
  ] as const)('%s never becomes overdue, and counts as done when it was done', (duty, state) => {
    const progress = { concludedOn: '2026-11-24' };
    expect(clocks(progress, '2027-01-01 00:00', '2026-11-24', duty).map((clock) => clock.state)).toEqual([
      state,
      state,
      state,
    ]);
    expect(
      clocks({ sentAtMs: at('2027-01-01 00:00') }, '2027-02-01 00:00', '2026-11-24', duty)[2].state,
    ).toBe('done');
  });
});

it('a clock only moves on: waiting, due, overdue', () => {
  const day = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1990-01-01', days));
  const ms = fc.integer({ min: at('1989-01-01 00:00'), max: at('2155-01-01 00:00') });
  fc.assert(
    fc.property(day, ms, ms, (date, a, b) => {
      const states = [Math.min(a, b), Math.max(a, b)].map((now) =>
        filingClocks(
          { duty: 'required', inspectionDate: date, progress: { ...emptyProgress, concludedOn: date } },
          now,
        ).map(({ state }) => clockStates.indexOf(state)),
      );
      for (const index of [0, 1, 2]) expect(states[0]![index]).toBeLessThanOrEqual(states[1]![index]!);
    }),
  );
});

it.each([
  ['2026-11-24', '2026-11-25'],
  ['2026-11-27', '2026-11-30'],
  ['2026-11-28', '2026-11-30'],
  ['2026-12-31', '2027-01-01'],
])('after %s the next working day is %s', (date, next) => {
  expect(nextOfficeDay(date)).toBe(next);
});
