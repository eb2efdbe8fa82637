import { expect, it } from 'vitest';
import { plansAround } from '../../../renderer/features/visit/PlanField.tsx';
import type { PlannedCall, VisitContext } from '../../../shared/visit/contract.ts';
import type { VisitLeader } from '../../../shared/visit/rules.ts';

const leaders = ['甲', '乙', '丙', '丁', '戊'].map(
  (name): VisitLeader => ({ personId: `p-${name}`, name, post: '副市长' }),
);
const planned = leaders.map(
  (leader, index): PlannedCall => ({
    id: `plan-${leader.name}`,
    date: `2026-11-${20 + index}`,
    leader,
    participants: [],
    purpose: '',
    editable: true,
    heads: {},
  }),
);
const context = { planned, unrecorded: [] } as unknown as VisitContext;

it('keeps the plan that was chosen to be chosen, though another leader with plans enough is named then', () => {
  const visit = { leader: leaders[0]!, day: '2026-11-20', chosen: 'plan-戊' };
  const { asked, told } = plansAround(context, visit);
  expect(asked.map(({ id }) => id)).toEqual(['plan-戊', 'plan-甲']);
  expect(told.map(({ id }) => id)).toEqual(['plan-乙', 'plan-丙']);
  expect(plansAround(context, { ...visit, chosen: null }).asked.map(({ id }) => id)).toEqual(['plan-甲']);
});
