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
  type Handling,
  handlingStates,
  isInTime,
  newHandling,
  handlingUnits,
  problemStanding,
  type ProblemFacts,
} from '../../shared/problem/rules.ts';
import { openTestDatabase, testAuthor } from '../support/database.ts';

const day = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 0, max: 40 }).map((days) => addDays('2026-11-01', days)),
);
/** An older program names fewer fields, a newer one states that are not known here. */
const handling = fc.record(
  {
    ...Object.fromEntries(
      (
        ['acceptedOn', 'assignedOn', 'hostDueOn', 'helperDueOn', 'answeredOn', 'endedOn', 'lastOn'] as const
      ).map((name) => [name, day]),
    ),
    state: fc.constantFrom<string>(...handlingStates, 'suspended'),
    round: fc.integer({ min: 1, max: 3 }),
    host: fc.constantFrom('', '市人社局'),
    helpers: fc.constant([]),
    extensions: fc.constant(0),
    returns: fc.integer({ min: 0, max: 2 }),
  },
  { requiredKeys: ['round'] },
);
const facts = fc.record({
  raisedOn: fc.constantFrom('2026-10-20', '2026-11-05'),
  handling,
  cityHandling: fc.option(handling),
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
  category: fc.constantFrom('land', 'other', 'export-tariffs'),
});

type Written = typeof facts extends fc.Arbitrary<infer Value> ? Value : never;

/** What this program makes of it: what it does not know is as if nothing had been done yet. */
function asRead(written: Written): ProblemFacts {
  const { handling: town, cityHandling: city, confirmation, category: _, ...rest } = written;
  const read = (side: Written['handling']): Handling => ({
    ...newHandling,
    ...side,
    state: handlingStates.find((state) => state === side.state) ?? 'raised',
  });
  const said = confirmation && { ...confirmation, corrections: [] };
  return { ...rest, confirmation: said, handling: read(town), cityHandling: city && read(city) };
}

describe('the register of problems', () => {
  const today = '2026-11-20';
  const soonUntil = '2026-11-24';
  const sort = { key: 'raisedOn', order: 'desc' } as const;
  const page = { offset: 0, limit: 100 };

  it('finds by state, level and deadline just those that the rules say stand so', () => {
    const db = openTestDatabase();
    fc.assert(
      fc.property(facts, (written) => {
        const id = newRecordId('e1');
        write(db, id, written);
        try {
          const problem = asRead(written);
          const found = findProblem(db, id);
          expect(found && problemStanding(found)).toEqual(problemStanding(problem));
          const standing = problemStanding(problem);
          const { state, level, handling: governing } = standing;
          const { host } = handlingUnits(problem, standing);
          const has = (filter: object): boolean =>
            listProblems(db, { text: '', ...filter }, { today, soonUntil }, sort, page).some(
              (row) => row.id === id,
            );
          expect(has({ states: [state], levels: [level] })).toBe(true);
          expect(has({ levels: [level === 'city' ? 'town' : 'city'] })).toBe(false);
          expect(has({ hosts: [host] })).toBe(true);
          expect(has({ categories: ['other'] })).toBe(written.category !== 'land');
          expect(has({ categories: ['land', 'funds'] })).toBe(written.category === 'land');
          const due = dueState({ state, hostDueOn: governing.hostDueOn }, today, soonUntil);
          expect(has({ due: 'overdue' })).toBe(due === 'overdue');
          expect(has({ due: 'soon' })).toBe(due === 'soon' || due === 'today');
          const [counted] = problemsInPeriod(db, '2026-10-01', '2026-12-31');
          if (state === 'merged') expect(counted).toBeUndefined();
          else expect(counted && isInTime(counted, today)).toBe(isInTime({ ...governing, state }, today));
        } finally {
          transact(db, (writable) =>
            appendWrite(writable, testAuthor('city', 'c'), {
              spec: problemEntity,
              id,
              partition: 'e1',
              fields: { deleted: true },
            }),
          );
        }
        expect(countProblems(db, { text: '' }, { today, soonUntil })).toBe(0);
      }),
    );
  });
});

function write(db: ReturnType<typeof openTestDatabase>, id: string, problem: Written): void {
  const { raisedOn, category, mergedInto, handling: own, cityHandling, escalation, confirmation } = problem;
  transact(db, (writable) =>
    appendWrite(writable, testAuthor('city', 'c'), {
      spec: problemEntity,
      id,
      partition: 'e1',
      fields: {
        title: '缺少一线工人',
        category,
        raisedOn,
        mergedInto,
        handling: { ...own },
        ...(cityHandling ? { cityHandling: { ...cityHandling } } : {}),
        ...(escalation ? { escalation: { ...escalation } } : {}),
        ...(confirmation ? { confirmation: { ...confirmation } } : {}),
      },
    }),
  );
}
