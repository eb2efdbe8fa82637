/** What of the service to enterprises the DRC may decide (questions.ts of the policy lists the questions). Pure. */
import { policyChoice } from '../policy/questions.ts';
import type { ServicePolicy } from './steps.ts';

export function servicePolicy(answers: ReadonlyMap<string, string>): ServicePolicy {
  return {
    hostDays: Number.parseInt(policyChoice(answers, 'host-days'), 10),
    helperDays: Number.parseInt(policyChoice(answers, 'helper-days'), 10),
    quietDays: Number.parseInt(policyChoice(answers, 'quiet-days'), 10),
    visitEvery: policyChoice(answers, 'visit-frequency'),
  };
}

export const defaultServicePolicy: ServicePolicy = servicePolicy(new Map());
