/** A problem as a town writes it down, and the steps that follow. */
import type { InputOf } from '../../shared/contract.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import type { Problem } from '../../shared/problem/contract.ts';
import { openTestDesk, type TestDesk } from './desk.ts';

export const problemFields = {
  title: '一线操作工招工难，缺口约三十人',
  detail: '春节后订单增加，周边用工紧张。',
  category: 'labour',
  raisedOn: '2026-11-20',
  raisedBy: '陈总',
  phone: '0513-87650000',
  source: 'call',
} as const;

type ProblemStepInput = InputOf<'problem.step'>['step'];

export const assign: ProblemStepInput = assignTo('市人社局', '市教育局');

export function assignTo(host: string, ...helpers: readonly string[]): ProblemStepInput {
  return {
    kind: 'assign',
    on: '2026-11-24',
    by: '',
    text: '请会同学校对接',
    host,
    helpers: [...helpers],
    hostDueOn: '',
    helperDueOn: '',
  };
}
export const answer = {
  kind: 'answer',
  on: '2026-11-24',
  by: '市人社局',
  text: '已安排三场专场招聘会。',
} as const;
export const close = { kind: 'close', on: '2026-11-24', by: '', text: '' } as const;
export const confirmation = {
  on: '2026-11-24',
  way: 'phone',
  by: '陈总',
  satisfied: true,
  note: '',
} as const;

interface Raised {
  readonly desk: TestDesk;
  readonly enterpriseId: string;
  readonly id: string;
  get(): Promise<Problem>;
}

export async function raised(): Promise<Raised> {
  const desk = openTestDesk({ side: 'town' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  const { id } = await desk.call('problem.create', { enterpriseId, fields: problemFields });
  return { desk, enterpriseId, id, get: () => desk.call('problem.get', { id }) };
}
