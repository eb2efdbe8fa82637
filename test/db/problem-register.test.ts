/** What the lists filter by is computed in the database: it must be what the rules say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countProblems, listProblems, problemsInPeriod } from '../../db/problem-register.ts';
import { findProblem } from '../../db/problem.ts';
import { appendWrite } from '../../db/log/append.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { transact } from '../../db/sql.ts';
import { addDays } from '../../shared/clock.ts';
import { problemEntity } from '../../shared/problem/entity.ts';
import {
  confirmationWays,
  dueState,
  handlingStates,
  isInTime,
  newHandling,
  problemStanding,
  type ProblemFacts,
} from '../../shared/problem/rules.ts';
import { openTestDatabase, testAuthor } from '../support/database.ts';

const day = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 0, max: 40 }).map((days) => addDays('2026-11-01', days)),
);
const handling = fc.record({
  ...Object.fromEntries(
    (
      ['acceptedOn', 'assignedOn', 'hostDueOn', 'helperDueOn', 'answeredOn', 'endedOn', 'lastOn'] as const
    ).map((name) => [name, day]),
  ),
  state: fc.constantFrom(...handlingStates),
  round: fc.integer({ min: 1, max: 3 }),
  host: fc.constantFrom('', '市人社局'),
  helpers: fc.constant([]),
  extensions: fc.constant(0),
  returns: fc.integer({ min: 0, max: 2 }),
});
const facts = fc.record({
  raisedOn: fc.constantFrom('2026-10-20', '2026-11-05'),
  handling: handling.map((value) => ({ ...newHandling, ...value })),
  cityHandling: fc.option(handling.map((value) => ({ ...newHandling, ...value }))),
  escalation: fc.option(
    fc.record({ on: day, reason: fc.constant('原因'), times: fc.integer({ min: 0, max: 3 }) }),
  ),
  confirmation: fc.option(
    fc.record({
      on: day,
      way: fc.constantFrom(...confirmationWays),
      by: fc.constant('陈总'),
      satisfied: fc.boolean(),
      note: fc.constant(''),
      level: fc.constantFrom('city' as const, 'town' as const),
      round: fc.integer({ min: 1, max: 3 }),
    }),
  ),
  mergedInto: fc.constantFrom('', '', 'p2'),
});

describe('the register of problems', () => {
  const today = '2026-11-20';
  const soonUntil = '2026-11-24';
  const sort = { key: 'raisedOn', order: 'desc' } as const;
  const page = { offset: 0, limit: 100 };

  it('finds by state, level and deadline just those that the rules say stand so', () => {
    const db = openTestDatabase();
    fc.assert(
      fc.property(facts, (problem) => {
        const id = newRecordId('e1');
        write(db, id, problem);
        const found = findProblem(db, id);
        expect(found && problemStanding(found)).toEqual(problemStanding(problem));
        const { state, level, handling: governing } = problemStanding(problem);
        const has = (filter: object): boolean =>
          listProblems(db, { text: '', ...filter }, { today, soonUntil }, sort, page).some(
            (row) => row.id === id,
          );
        expect(has({ states: [state], levels: [level] })).toBe(true);
        expect(has({ levels: [level === 'city' ? 'town' : 'city'] })).toBe(false);
        expect(has({ hosts: [governing.host] })).toBe(true);
        const due = dueState({ state, hostDueOn: governing.hostDueOn }, today, soonUntil);
        expect(has({ due: 'overdue' })).toBe(due === 'overdue');
        expect(has({ due: 'soon' })).toBe(due === 'soon' || due === 'today');
        const [counted] = problemsInPeriod(db, '2026-10-01', '2026-12-31');
        if (state === 'merged') expect(counted).toBeUndefined();
        else expect(counted && isInTime(counted, today)).toBe(isInTime({ ...governing, state }, today));
        transact(db, (writable) =>
          appendWrite(writable, testAuthor('city', 'c'), {
            spec: problemEntity,
            id,
            partition: 'e1',
            fields: { deleted: true },
          }),
        );
        expect(countProblems(db, { text: '' }, { today, soonUntil })).toBe(0);
      }),
    );
  });
});

function write(db: ReturnType<typeof openTestDatabase>, id: string, problem: ProblemFacts): void {
  const { raisedOn, mergedInto, handling: own, cityHandling, escalation, confirmation } = problem;
  transact(db, (writable) =>
    appendWrite(writable, testAuthor('city', 'c'), {
      spec: problemEntity,
      id,
      partition: 'e1',
      fields: {
        title: '缺少一线工人',
        raisedOn,
        mergedInto,
        handling: { ...own, helpers: [...own.helpers] },
        ...(cityHandling ? { cityHandling: { ...cityHandling, helpers: [] } } : {}),
        ...(escalation ? { escalation: { ...escalation } } : {}),
        ...(confirmation ? { confirmation: { ...confirmation } } : {}),
      },
    }),
  );
}
