import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  inWorkOrder,
  isProblemOverdue,
  isPromiseOverdue,
  overdueCount,
  problemFacts,
  type WorkFacts,
} from '../../../shared/leader/rules.ts';
import { problemStates } from '../../../shared/problem/rules.ts';

const today = '2026-11-24';
const day = fc.constantFrom('', '2026-11-20', today, '2026-11-30');
const someDay = fc.constantFrom('2026-11-20', today, '2026-11-30');
const work: fc.Arbitrary<WorkFacts> = fc.record({
  enterpriseName: fc.constantFrom('甲公司', '乙公司', '丙公司'),
  isLinked: fc.boolean(),
  lastVisit: fc.option(fc.record({ on: someDay })),
  unrecordedVisit: fc.option(fc.record({ on: someDay })),
  promises: fc.array(fc.record({ dueDate: day }), { maxLength: 3 }),
  problems: fc.array(
    fc.record({
      title: fc.constant('招工难'),
      state: fc.constantFrom(...problemStates),
      host: fc.constantFrom('', '市人社局'),
      hostDueOn: day,
      isDissatisfied: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
});

it('shows what is overdue first, and what is not linked any more last, losing none', () => {
  fc.assert(
    fc.property(fc.array(work, { maxLength: 12 }), (enterprises) => {
      const ordered = inWorkOrder(enterprises, today);
      expect(ordered).toHaveLength(enterprises.length);
      expect(new Set(ordered)).toEqual(new Set(enterprises));
      const rank = (each: WorkFacts): number => (!each.isLinked ? 2 : overdueCount(each, today) > 0 ? 0 : 1);
      const ranks = ordered.map(rank);
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      // Of equal ones, whose last visit is the longest ago; never visited is longer than any.
      ordered.forEach((each, index) => {
        const next = ordered[index + 1];
        if (next && rank(next) === rank(each))
          expect((each.lastVisit?.on ?? '') <= (next.lastVisit?.on ?? '')).toBe(true);
      });
    }),
  );
});

it('counts as overdue what is past its day and not done, and nothing on its day', () => {
  expect(isPromiseOverdue({ dueDate: '2026-11-23' }, today)).toBe(true);
  expect(isPromiseOverdue({ dueDate: today }, today)).toBe(false);
  expect(isPromiseOverdue({ dueDate: '' }, today)).toBe(false);
  const problem = { title: '', host: '', hostDueOn: '2026-11-23', isDissatisfied: false };
  expect(isProblemOverdue({ ...problem, state: 'assigned' }, today)).toBe(true);
  expect(isProblemOverdue({ ...problem, state: 'answered' }, today)).toBe(false);
  const none = { enterpriseName: '甲公司', isLinked: true, lastVisit: null, promises: [], problems: [] };
  expect(overdueCount({ ...none, unrecordedVisit: { on: '2026-11-23' } }, today)).toBe(1);
  expect(overdueCount({ ...none, unrecordedVisit: null }, today)).toBe(0);
});

it('tells of a problem where it stands, whose it is and by when, as far as it is open', () => {
  const problem = { title: '', host: '市人社局', hostDueOn: '2026-11-28', isDissatisfied: false };
  expect(problemFacts({ ...problem, state: 'assigned' }, today)).toBe(
    '办理中，主办：市人社局，期限 2026-11-28',
  );
  expect(problemFacts({ ...problem, host: '', state: 'raised' }, today, () => '11月28日')).toBe(
    '待受理，期限 11月28日',
  );
  expect(problemFacts({ ...problem, state: 'answered', isDissatisfied: true }, today)).toBe(
    '已答复，企业不满意，主办：市人社局',
  );
});
