/** Lists whose cost must not grow with the years: what SQLite goes by, row by row. */
import { expect, it } from 'vitest';
import { problemsOfVisit } from '../../db/problem.ts';
import { listVisits } from '../../db/visit.ts';
import { openTestDatabase } from '../support/database.ts';
import { plansOf } from '../support/query-plan.ts';

it('finds what was raised in a visit by the visit, not among all that its enterprise ever raised', () => {
  const db = openTestDatabase();
  const plans = plansOf(db, () => {
    listVisits(db, { text: '', today: '2026-11-24' }, { offset: 0, limit: 100 });
    problemsOfVisit(db, { id: 'v1', enterpriseId: 'e1' });
  });
  expect(plans.match(/problem_by_visit \(visit_id=\?\)/gu)).toHaveLength(2);
  expect(plans).not.toContain('problem_by_enterprise');
});
