import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkdays } from '../../../shared/calendar/workdays.ts';
import { addDays } from '../../../shared/clock.ts';
import { defaultServicePolicy, servicePolicy } from '../../../shared/problem/policy.ts';
import {
  type Handling,
  newHandling,
  type ProblemFacts,
  problemStanding,
  standingForCity,
} from '../../../shared/problem/rules.ts';
import {
  actionBar,
  handlingAfter,
  type HandlingStep,
  mayWithdraw,
  nextSteps,
  problemActions,
  stepFault,
} from '../../../shared/problem/steps.ts';

const raisedOn = '2026-11-02';
const policy = defaultServicePolicy;
const fresh: ProblemFacts = {
  raisedOn,
  handling: { ...newHandling, hostDueOn: addWorkdays(raisedOn, policy.hostDays) },
  cityHandling: null,
  escalation: null,
  confirmation: null,
  mergedInto: '',
};
const town = { side: 'town', isLeader: false, isServed: true } as const;
const city = { side: 'city', isLeader: false, isServed: true } as const;
const assign: HandlingStep = {
  kind: 'assign',
  on: '2026-11-03',
  host: '市人社局',
  helpers: ['市教育局'],
  hostDueOn: '',
  helperDueOn: '',
};

/** By the town, or by the city once it has the problem. */
function after(problem: ProblemFacts, ...steps: readonly HandlingStep[]): ProblemFacts {
  return steps.reduce<ProblemFacts>((before, step) => {
    const standing = problemStanding(before);
    expect(stepFault(standing, step, { raisedOn, today: step.on })).toBeNull();
    const handling = handlingAfter(standing, step, policy);
    return standing.level === 'city' ? { ...before, cityHandling: handling } : { ...before, handling };
  }, problem);
}

function confirmed(problem: ProblemFacts, satisfied: boolean): ProblemFacts {
  const { level, handling } = problemStanding(problem);
  const { round } = handling;
  return {
    ...problem,
    confirmation: {
      on: '2026-11-10',
      way: 'phone',
      by: '陈总',
      satisfied,
      note: '',
      level,
      round,
      corrections: [],
    },
  };
}

const fault = (problem: ProblemFacts, step: HandlingStep, today = '2026-11-30') =>
  stepFault(problemStanding(problem), step, { raisedOn, today });

describe('the way of a problem', () => {
  it('goes from raised to closed, with deadlines in working days from the day it was given', () => {
    const assigned = after(fresh, { kind: 'accept', on: raisedOn }, assign);
    expect(problemStanding(assigned)).toMatchObject({
      state: 'assigned',
      level: 'town',
      handling: { hostDueOn: '2026-11-12', helperDueOn: '2026-11-06', acceptedOn: raisedOn },
    });
    const answered = after(assigned, { kind: 'answer', on: '2026-11-09' });
    expect(problemStanding(answered).state).toBe('answered');
    const closed = after(confirmed(answered, true), { kind: 'close', on: '2026-11-11' });
    expect(problemStanding(closed)).toMatchObject({ state: 'closed', isOpen: false });
  });

  it('skips the holidays, and counts the weekend days worked in exchange', () => {
    const before = { ...fresh, raisedOn: '2026-09-28' };
    const given = handlingAfter(problemStanding(before), { ...assign, on: '2026-09-29' }, policy);
    // 国庆 10-01 to 10-07; 10-10 is a Saturday worked in exchange.
    expect(given.hostDueOn).toBe('2026-10-14');
  });

  it('cannot be closed without an answer, nor before the enterprise has confirmed it', () => {
    const close: HandlingStep = { kind: 'close', on: '2026-11-12' };
    expect(fault(fresh, close)).toBe('problem.no-answer');
    const answered = after(fresh, { kind: 'answer', on: '2026-11-09' });
    expect(fault(answered, close)).toBe('problem.not-confirmed');
    expect(fault(confirmed(answered, false), close)).toBe('problem.not-confirmed');
    expect(fault(confirmed(answered, true), close)).toBeNull();
  });

  it('asks the enterprise again after another answer, and after it was reopened', () => {
    const answered = confirmed(after(fresh, { kind: 'answer', on: '2026-11-09' }), false);
    expect(problemStanding(answered).isDissatisfied).toBe(true);
    const better = after(answered, { kind: 'answer', on: '2026-11-13' });
    expect(problemStanding(better)).toMatchObject({ state: 'answered', isDissatisfied: false });
    expect(problemStanding(better).handling.answeredOn).toBe('2026-11-09');
    const closed = after(confirmed(better, true), { kind: 'close', on: '2026-11-16' });
    const again = after(closed, { kind: 'reopen', on: '2026-11-20', hostDueOn: '' });
    expect(problemStanding(again)).toMatchObject({
      state: 'accepted',
      handling: { round: 3, hostDueOn: addWorkdays('2026-11-20', 7), answeredOn: '', endedOn: '' },
    });
    expect(problemStanding(after(again, { kind: 'answer', on: '2026-11-23' })).state).toBe('answered');
  });

  it('closed with an explanation is a state of its own, and can be opened again', () => {
    const explained = after(fresh, { kind: 'explain', on: '2026-11-05' });
    expect(problemStanding(explained)).toMatchObject({ state: 'explained', isOpen: false });
    expect(nextSteps(problemStanding(explained))).toEqual(['reopen']);
  });

  it('is put off only before its deadline has passed, and only to a later day', () => {
    const assigned = after(fresh, assign);
    const extend = (on: string, hostDueOn: string): HandlingStep => ({ kind: 'extend', on, hostDueOn });
    expect(fault(assigned, extend('2026-11-13', '2026-11-30'))).toBe('problem.extension-late');
    // Put back to a day on which it might have been asked for, it is no less late.
    expect(fault(assigned, extend('2026-11-12', '2026-11-30'), '2026-11-13')).toBe('problem.extension-late');
    expect(fault(assigned, extend('2026-11-12', '2026-11-12'), '2026-11-12')).toBe(
      'problem.extension-shorter',
    );
    expect(problemStanding(after(assigned, extend('2026-11-12', '2026-11-20'))).handling).toMatchObject({
      hostDueOn: '2026-11-20',
      extensions: 1,
    });
  });

  it('given to another it is due when it was, unless it is put off in time', () => {
    const assigned = after(fresh, assign);
    const again: HandlingStep = { ...assign, on: '2026-11-10', host: '市教育局' };
    expect(problemStanding(after(assigned, again)).handling).toMatchObject({
      host: '市教育局',
      hostDueOn: '2026-11-12',
      extensions: 0,
    });
    const later = { ...again, hostDueOn: '2026-11-20' };
    expect(problemStanding(after(assigned, later)).handling).toMatchObject({
      hostDueOn: '2026-11-20',
      extensions: 1,
    });
    expect(fault(assigned, { ...later, on: '2026-11-13' })).toBe('problem.extension-late');
  });

  it('bars beforehand what no form could get past: an extension too late, a merge with nothing', () => {
    const assigned = problemStanding(after(fresh, assign));
    const late = { today: '2026-11-13', others: 0 };
    expect(actionBar(assigned, 'extend', late)).toBe('problem.extension-late');
    expect(actionBar(assigned, 'extend', { ...late, today: '2026-11-12' })).toBeNull();
    expect(actionBar(assigned, 'merge', late)).toBe('problem.merge-none');
    expect(actionBar(assigned, 'merge', { ...late, others: 1 })).toBeNull();
    expect(actionBar(assigned, 'answer', late)).toBeNull();
  });

  it('takes no day before it was raised, none to come, and no deadline before the day it is set', () => {
    expect(fault(fresh, { ...assign, on: '2026-11-01' })).toBe('problem.before-raised');
    expect(fault(fresh, { ...assign, on: '2026-12-01' })).toBe('problem.future-date');
    expect(fault(fresh, { ...assign, hostDueOn: '2026-11-02' })).toBe('problem.deadline-before');
    expect(fault(fresh, { ...assign, helperDueOn: '2026-11-02' })).toBe('problem.deadline-before');
    expect(fault(fresh, { ...assign, host: '' })).toBe('problem.no-host');
  });
});

describe('the days of the steps', () => {
  const answered = after(fresh, assign, { kind: 'answer', on: '2026-11-09' });
  const closed = after(confirmed(answered, true), { kind: 'close', on: '2026-11-12' });
  const again = after(closed, { kind: 'reopen', on: '2026-11-20', hostDueOn: '' });

  it('follow one another: nothing is done before what was done last', () => {
    const assigned = after(fresh, assign);
    expect(fault(assigned, { kind: 'answer', on: '2026-11-02' })).toBe('problem.before-last');
    expect(fault(assigned, { kind: 'extend', on: '2026-11-02', hostDueOn: '2026-11-20' })).toBe(
      'problem.before-last',
    );
    expect(fault(confirmed(answered, true), { kind: 'close', on: '2026-11-09' })).toBe('problem.before-last');
    expect(fault(closed, { kind: 'reopen', on: '2026-11-11', hostDueOn: '' })).toBe('problem.before-last');
    expect(fault(again, { kind: 'answer', on: '2026-11-19' })).toBe('problem.before-last');
    const better = after(confirmed(answered, false), { kind: 'answer', on: '2026-11-13' });
    expect(problemStanding(better).handling.lastOn).toBe('2026-11-13');
  });

  it('may all be one day, and be written down days later', () => {
    const on = '2026-11-20';
    const sameDay = after(again, { ...assign, on }, { kind: 'answer', on });
    const confirmation = { ...confirmed(sameDay, true).confirmation, on } as ProblemFacts['confirmation'];
    expect(problemStanding(after({ ...sameDay, confirmation }, { kind: 'close', on })).state).toBe('closed');
  });

  it('are known of what an older program wrote by the days that it named', () => {
    const { lastOn: _newer, ...older } = answered.handling;
    const read = { ...answered, handling: { ...older, lastOn: '' } };
    expect(fault(read, { kind: 'answer', on: '2026-11-08' })).toBe('problem.before-last');
  });

  it('count from the day the city was asked, and from the day it gave the problem back', () => {
    const asked = { ...answered, escalation: { on: '2026-11-16', reason: '涉及市级部门', times: 1 } };
    expect(fault(asked, { kind: 'accept', on: '2026-11-15' })).toBe('problem.before-last');
    const returned = after(asked, { kind: 'return', on: '2026-11-18' });
    expect(fault(returned, { kind: 'answer', on: '2026-11-17' })).toBe('problem.before-last');
    expect(fault(returned, { kind: 'answer', on: '2026-11-18' })).toBeNull();
    const taken = standingForCity({ ...returned, confirmation: null });
    expect(stepFault(taken, { kind: 'accept', on: '2026-11-17' }, { raisedOn, today: '2026-11-30' })).toBe(
      'problem.before-last',
    );
  });
});

describe('town and city', () => {
  const asked: ProblemFacts = {
    ...after(fresh, assign),
    escalation: { on: '2026-11-09', reason: '涉及市级部门', times: 1 },
  };

  it('a problem the city was asked about is the city’s, with the town’s deadline until it is given anew', () => {
    expect(problemStanding(asked)).toMatchObject({
      state: 'raised',
      level: 'city',
      handling: { host: '', hostDueOn: '2026-11-12' },
    });
    const given = after(asked, { ...assign, on: '2026-11-16', host: '市发改委' });
    expect(given.handling).toBe(asked.handling);
    expect(problemStanding(given)).toMatchObject({
      state: 'assigned',
      level: 'city',
      handling: { host: '市发改委' },
    });
  });

  it('the town may take the question back until the city has touched it, and helps with the rest', () => {
    expect(mayWithdraw(asked)).toBe(true);
    expect(problemActions(asked, town)).toEqual(['withdraw', 'comment']);
    const taken = after(asked, { kind: 'accept', on: '2026-11-10' });
    expect(mayWithdraw(taken)).toBe(false);
    expect(problemActions(taken, town)).toEqual(['comment']);
    const answered = after(taken, { kind: 'answer', on: '2026-11-16' });
    expect(problemActions(answered, town)).toEqual(['confirm', 'comment']);
    expect(problemStanding(confirmed(answered, true)).state).toBe('confirmed');
  });

  it('given back it is the town’s as it left it, and can be brought before the city again', () => {
    const returned = after(asked, { kind: 'return', on: '2026-11-17' });
    expect(problemStanding(returned)).toMatchObject({ state: 'assigned', level: 'town' });
    const again = { ...returned, escalation: { on: '2026-11-20', reason: '再次提请', times: 2 } };
    expect(problemStanding(again)).toMatchObject({ state: 'raised', level: 'city' });
    expect(problemActions(returned, town)).toContain('escalate');
  });

  it('the city takes over a town’s problem by accepting it, and otherwise leaves it to the town', () => {
    const own = after(fresh, assign);
    expect(problemActions(own, city)).toEqual(['accept', 'merge', 'comment']);
    const standing = standingForCity(own);
    const cityHandling = handlingAfter(standing, { kind: 'accept', on: '2026-11-10' }, policy);
    expect(problemStanding({ ...own, cityHandling })).toMatchObject({ level: 'city', state: 'accepted' });
    // What the town has closed is not opened by taking it over.
    const closed = after(own, { kind: 'explain', on: '2026-11-09' });
    expect(standingForCity(closed)).toEqual(problemStanding(closed));
  });

  it('what the enterprise said of the town’s answer confirms nothing of the city’s', () => {
    const town1 = confirmed(after(fresh, { kind: 'answer', on: '2026-11-09' }), true);
    const atCity = { ...town1, escalation: { on: '2026-11-10', reason: '', times: 1 } };
    expect(problemStanding(after(atCity, { kind: 'answer', on: '2026-11-12' })).state).toBe('answered');
  });

  it('a leader adds to it, and another town’s desk does nothing', () => {
    expect(problemActions(fresh, { ...town, isLeader: true })).toEqual(['comment']);
    expect(problemActions(fresh, { ...town, isServed: false })).toEqual([]);
    expect(problemActions({ ...fresh, mergedInto: 'p2' }, town)).toEqual(['unmerge', 'comment']);
  });
});

describe('whatever is done', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays(raisedOn, days));
  const maybeDay = fc.oneof(day, fc.constant(''));
  const anyStep: fc.Arbitrary<HandlingStep> = fc.oneof(
    fc.record({ kind: fc.constantFrom('accept', 'answer', 'close', 'explain', 'return'), on: day }),
    fc.record({ kind: fc.constant('extend'), on: day, hostDueOn: day }),
    fc.record({ kind: fc.constant('reopen'), on: day, hostDueOn: maybeDay }),
    fc.record({
      kind: fc.constant('assign'),
      on: day,
      host: fc.constantFrom('', '市人社局'),
      helpers: fc.array(fc.constantFrom('甲局', '乙局'), { maxLength: 2 }),
      hostDueOn: maybeDay,
      helperDueOn: maybeDay,
    }),
  );
  const anyMove = fc.oneof(
    anyStep,
    fc.record({ kind: fc.constant('confirm' as const), satisfied: fc.boolean() }),
    fc.constant({ kind: 'escalate' as const }),
  );

  it('a problem that ended was answered and confirmed, or explained, and an open one goes on somehow', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 30 }), (moves) => {
        let problem = fresh;
        const days = { city: raisedOn, town: raisedOn };
        for (const move of moves) {
          const standing = problemStanding(problem);
          if (move.kind === 'confirm') problem = confirmed(problem, move.satisfied);
          else if (move.kind === 'escalate')
            problem = {
              ...problem,
              escalation: { on: raisedOn, reason: '', times: (problem.cityHandling?.returns ?? 0) + 1 },
            };
          else if (stepFault(standing, move, { raisedOn, today: addDays(raisedOn, 60) }) === null) {
            expect(move.on >= days[standing.level]).toBe(true);
            days[standing.level] = move.on;
            const handling: Handling = handlingAfter(standing, move, policy);
            problem =
              standing.level === 'city' ? { ...problem, cityHandling: handling } : { ...problem, handling };
          }
          const now = problemStanding(problem);
          if (now.state === 'closed') expect(now.handling.answeredOn).not.toBe('');
          if (now.state === 'closed') expect(problem.confirmation?.satisfied).toBe(true);
          expect(nextSteps(now).length).toBeGreaterThan(0);
          expect(now.handling.hostDueOn).not.toBe('');
          expect(problemActions(problem, { ...town, side: now.level })).toContain('comment');
        }
      }),
    );
  });

  it('the DRC’s days count, and an answer that no choice of ours is leaves the default', () => {
    expect(servicePolicy(new Map([['host-days', '10-host']])).hostDays).toBe(10);
    expect(servicePolicy(new Map([['host-days', '99']]))).toEqual(policy);
    expect(policy).toEqual({ hostDays: 7, helperDays: 3, quietDays: 15, visitEvery: 'quarter' });
  });
});
