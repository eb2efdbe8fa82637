import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastHolidayYear } from '../../../shared/calendar/workdays.ts';
import { addDays, localDateTime, startOfDayMs } from '../../../shared/clock.ts';
import {
  clockStates,
  type FilingClock,
  filingClocks,
  unknownHolidays,
} from '../../../shared/filing/clocks.ts';
import {
  type ClockVerdict,
  type Demand,
  emptyProgress,
  type FilingProgress,
} from '../../../shared/filing/rules.ts';

const minute = 60_000;
const at = (dateTime: string): number =>
  startOfDayMs(dateTime.slice(0, 10)) +
  Number(dateTime.slice(11, 13)) * 3_600_000 +
  Number(dateTime.slice(14)) * minute;

const everywhere = (demand: Demand) => {
  const verdict: ClockVerdict = { demand, because: '', clause: null, question: null };
  return { report: verdict, notify: verdict, send: verdict };
};

function clocks(
  change: Partial<FilingProgress>,
  now: string,
  inspectionDate = '2026-11-24',
  demand: Demand = 'required',
  nextDay: 'calendar' | 'workday' = 'calendar',
  toldAtMs: readonly number[] = [],
): readonly [report: FilingClock, notify: FilingClock, send: FilingClock] {
  const progress = { ...emptyProgress, ...change };
  const all = filingClocks(
    { verdict: everywhere(demand), nextDay, inspectionDate, progress, toldAtMs },
    at(now),
  );
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

describe('holidays', () => {
  // 国庆节 2026: 10月1日至7日放假。
  it('ask for the form on the last working day before them, the deadline staying the next day', () => {
    const concluded = { concludedOn: '2026-09-30' };
    expect(clocks(concluded, '2026-09-30 09:00')[2]).toMatchObject({
      state: 'due',
      remindAtMs: at('2026-09-30 17:00'),
    });
    expect(clocks(concluded, '2026-10-02 00:00')[2].state).toBe('overdue');
    expect(clocks({}, '2026-09-30 08:00', '2026-10-08')[0]).toMatchObject({
      state: 'due',
      remindAtMs: at('2026-09-30 17:00'),
    });
  });

  it('move the deadline to the next working day where the DRC answered so', () => {
    const send = clocks(
      { concludedOn: '2026-09-30' },
      '2026-10-02 00:00',
      '2026-09-30',
      'required',
      'workday',
    )[2];
    expect(localDateTime(send.dueAtMs!)).toBe('2026-10-08 23:59');
    expect(send).toMatchObject({ state: 'waiting', remindAtMs: at('2026-10-08 17:00') });
  });

  it('worked in exchange are working days', () => {
    // Saturday 2026-10-10 is worked.
    expect(clocks({ concludedOn: '2026-10-09' }, '2026-10-09 23:00')[2].state).toBe('waiting');
    expect(clocks({ concludedOn: '2026-10-09' }, '2026-10-10 00:00')[2].state).toBe('due');
  });
});

describe('what is offered', () => {
  it('is said from its day on, and is never late', () => {
    const progress = { concludedOn: '2026-11-24' };
    const state = (now: string) => clocks(progress, now, '2026-11-24', 'offered')[2].state;
    expect(state('2026-11-24 10:00')).toBe('waiting');
    expect(state('2026-11-25 10:00')).toBe('offered');
    expect(state('2026-12-25 10:00')).toBe('offered');
    const sent = { ...progress, sentAtMs: at('2026-12-25 10:00') };
    expect(clocks(sent, '2026-12-26 00:00', '2026-11-24', 'offered')[2].state).toBe('done');
  });
});

describe('what is not required', () => {
  it.each([
    ['not-required', 'not-required'],
    ['exempt', 'not-required'],
    ['ask', 'ask'],
  ] as const)('%s never becomes overdue, and counts as done when it was done', (demand, state) => {
    const progress = { concludedOn: '2026-11-24' };
    expect(clocks(progress, '2027-01-01 00:00', '2026-11-24', demand).map((clock) => clock.state)).toEqual([
      state,
      state,
      state,
    ]);
    expect(
      clocks({ sentAtMs: at('2027-01-01 00:00') }, '2027-02-01 00:00', '2026-11-24', demand)[2].state,
    ).toBe('done');
  });
});

describe('the sending of a correction', () => {
  const concluded = { status: 'concluded', concludedOn: '2026-11-24' } as const;
  const send = (told: readonly string[], now: string, change: Partial<FilingProgress> = {}) =>
    clocks({ ...concluded, ...change }, now, '2026-11-24', 'required', 'calendar', told.map(at))[2];

  it('is offered, and never overdue, when the form that it puts right was sent in time', () => {
    for (const now of ['2026-11-25 09:00', '2026-12-30 09:00'])
      expect(send(['2026-11-25 08:00'], now)).toMatchObject({ state: 'offered', doneAtMs: null });
    const again = { status: 'sent', sentAtMs: at('2026-12-30 09:00') } as const;
    expect(send(['2026-11-25 08:00'], '2026-12-31 09:00', again)).toMatchObject({
      state: 'done',
      doneAtMs: at('2026-12-30 09:00'),
    });
  });

  it('is late when that form was late, and goes by its own time when that form was never sent', () => {
    expect(send(['2026-11-27 08:00'], '2026-11-28 09:00')).toMatchObject({
      state: 'late',
      doneAtMs: at('2026-11-27 08:00'),
    });
    expect(send([], '2026-11-28 09:00').state).toBe('overdue');
  });

  it('begins anew for a conclusion made after that form was sent', () => {
    const later = { concludedOn: '2026-12-01' };
    expect(send(['2026-11-25 08:00'], '2026-12-02 09:00', later).state).toBe('due');
    expect(send(['2026-11-25 08:00'], '2026-12-03 09:00', later).state).toBe('overdue');
  });

  it('is judged by the first sending that could tell of the conclusion, whenever the correction is sent', () => {
    const ms = fc.integer({ min: at('2026-11-20 00:00'), max: at('2026-12-05 00:00') });
    const demand = fc.constantFrom<Demand>('required', 'exempt', 'offered', 'not-required', 'ask');
    fc.assert(
      fc.property(fc.array(ms, { maxLength: 3 }), fc.option(ms), ms, demand, (told, sentAtMs, now, asked) => {
        const state = (toldAtMs: readonly number[], sent: number | null) => {
          const progress = { ...emptyProgress, ...concluded, sentAtMs: sent };
          const facts = { inspectionDate: '2026-11-24', progress, toldAtMs, nextDay: 'calendar' } as const;
          return filingClocks({ ...facts, verdict: everywhere(asked) }, now)[2]!.state;
        };
        const able = told.filter((atMs) => atMs >= at('2026-11-24 00:00'));
        if (asked !== 'required' || able.length === 0) {
          expect(state(told, sentAtMs)).toBe(state([], sentAtMs));
          return;
        }
        const first = Math.min(...able);
        const isKept = first < at('2026-11-26 00:00');
        expect(state(told, sentAtMs)).toBe(isKept ? (sentAtMs === null ? 'offered' : 'done') : 'late');
        expect(state(told, first)).toBe(state([], first));
      }),
    );
  });
});

it('a clock only moves on: waiting, due, overdue', () => {
  const day = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1990-01-01', days));
  const ms = fc.integer({ min: at('1989-01-01 00:00'), max: at('2155-01-01 00:00') });
  fc.assert(
    fc.property(day, ms, ms, fc.constantFrom('calendar', 'workday'), (date, a, b, nextDay) => {
      const states = [Math.min(a, b), Math.max(a, b)].map((now) =>
        filingClocks(
          {
            verdict: everywhere('required'),
            nextDay,
            inspectionDate: date,
            progress: { ...emptyProgress, concludedOn: date },
            toldAtMs: [],
          },
          now,
        ).map(({ state }) => clockStates.indexOf(state)),
      );
      for (const index of [0, 1, 2]) expect(states[0]![index]).toBeLessThanOrEqual(states[1]![index]!);
    }),
  );
});

it('says so when an inspection falls in a year whose holidays are not known', () => {
  const progress = { ...emptyProgress, concludedOn: '2026-11-24' };
  expect(unknownHolidays({ inspectionDate: '2026-11-23', progress })).toBe('');
  expect(unknownHolidays({ inspectionDate: '2199-11-23', progress: emptyProgress })).toContain('2199 年');
  // The next day is counted to.
  const last = { ...emptyProgress, concludedOn: `${lastHolidayYear}-12-31` };
  expect(unknownHolidays({ inspectionDate: `${lastHolidayYear}-12-30`, progress: last })).toContain(
    `${lastHolidayYear + 1} 年`,
  );
});
