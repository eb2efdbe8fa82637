import { z } from 'zod';
import { isDate } from '../clock.ts';
import { defineEntity, json, text } from '../log/entity.ts';
import { composite } from '../log/formats.ts';

/** What the DRC answered, where it is written and when: they change as one. */
export const policyAnswer = z.looseObject({
  choice: z.string(),
  /** 答复的文号或来源 */
  reference: z.string(),
  /** YYYY-MM-DD or '' */
  answeredOn: z.string().refine((day) => day === '' || isDate(day)),
});
export type PolicyAnswer = z.output<typeof policyAnswer>;

/**
 * 政策口径: the city DRC's answer to a question that the policy leaves open (questions.ts). One record per question: its id
 * follows from the question (db/policy-answer.ts). Partition: `city`, so every town goes by it.
 */
export const policyAnswerEntity = defineEntity({
  type: 'policyAnswer',
  label: '政策口径',
  table: 'policy_answer',
  place: 'city',
  fields: {
    question: text('问题', 'city'),
    answer: json('答复', composite('policy-answer', '口径、依据和日期', policyAnswer), 'city'),
  },
});
