import { seenHeadsOf } from '../../db/heads.ts';
import { appendWrite } from '../../db/log/append.ts';
import { findPolicyAnswer, policyAnswerId } from '../../db/policy-answer.ts';
import type { policyContract } from '../../shared/policy/contract.ts';
import { policyAnswerEntity } from '../../shared/policy/entity.ts';
import { policyQuestions } from '../../shared/policy/questions.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import { authorOf } from '../desk.ts';
import type { HandlersOf } from '../rpc.ts';

export const policyHandlers: HandlersOf<typeof policyContract> = {
  'policy.answers': (db) =>
    policyQuestions.map(({ key, choices, fallback }) => {
      const found = findPolicyAnswer(db, key);
      const choice = choices.find(({ value }) => value === found?.answer.choice)?.value;
      return {
        key,
        inUse: choice ?? fallback,
        answer: found
          ? {
              choice: found.answer.choice,
              reference: found.answer.reference,
              answeredOn: found.answer.answeredOn,
            }
          : null,
        changedAtMs: found?.changedAtMs ?? null,
        heads: seenHeadsOf(db, policyAnswerEntity.type, policyAnswerId(key)),
      };
    }),
  'policy.answer': (db, { key, answer, seen }, { desk, nowMs }) => {
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: policyAnswerEntity,
      id: policyAnswerId(key),
      partition: cityPartition,
      fields: { question: key, answer: answer ? { ...answer } : null },
      ...(seen ? { seen } : {}),
    });
    return null;
  },
};
