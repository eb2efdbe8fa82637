/** What of the filings the DRC may decide (questions.ts of the policy lists the questions). Pure. */
import { policyChoice } from '../policy/questions.ts';

/** What the rules go by, answers and defaults together. */
export interface FilingPolicy {
  readonly isInForce: boolean;
  readonly product: 'ask' | 'required' | 'not-required';
  readonly exemptSend: 'offered' | 'required' | 'not-required';
  readonly nextDay: 'calendar' | 'workday';
  readonly departmentHead: 'unit-head' | 'line-head';
  readonly sameUnitDays: number;
}

/** By key, the answers given; what no choice of ours is counts as not answered (a later program may know more). */
export function filingPolicy(answers: ReadonlyMap<string, string>): FilingPolicy {
  return {
    isInForce: policyChoice(answers, 'in-force') !== 'lapsed',
    product: policyChoice(answers, 'product'),
    exemptSend: policyChoice(answers, 'exempt-send'),
    nextDay: policyChoice(answers, 'next-day'),
    departmentHead: policyChoice(answers, 'department-head'),
    sameUnitDays: Number(policyChoice(answers, 'same-unit-days')),
  };
}

export const defaultPolicy: FilingPolicy = filingPolicy(new Map());

/** 检查处置单位主要负责人, as the screens name him. */
export const departmentHeadLabels: Readonly<Record<FilingPolicy['departmentHead'], string>> = {
  'unit-head': '检查处置单位主要负责人',
  'line-head': '行业主管部门主要负责人',
};
