import { z } from 'zod';
import { dateMessage, isDate } from '../clock.ts';
import { seenHeads } from '../record/contract.ts';
import { command, query } from '../rpc.ts';
import { typedLine } from '../text/typed.ts';
import { type PolicyKey, policyKeys, policyQuestion } from './questions.ts';

export const answerFields = z.object({
  choice: z.string().min(1, { message: '请选择口径' }).max(40),
  reference: typedLine().trim().max(200, { message: '文字过长，请不超过 200 字' }),
  answeredOn: z.string().refine((day) => day === '' || isDate(day), dateMessage),
});
export type AnswerFields = z.output<typeof answerFields>;

const answeredQuestion = z.object({
  key: z.enum(policyKeys),
  /** What the rules go by now: the answer's choice, or the default. */
  inUse: z.string(),
  /** Null until the DRC has answered. */
  answer: answerFields.nullable(),
  changedAtMs: z.int().nullable(),
  heads: seenHeads,
});
export type AnsweredQuestion = z.output<typeof answeredQuestion>;

export const policyContract = {
  /** Every open question of the policy with what the DRC answered, in the order of questions.ts. */
  'policy.answers': query(z.object({}), z.array(answeredQuestion)),
  /** The city writes down an answer, or takes it back (null). */
  'policy.answer': command(
    z
      .object({ key: z.enum(policyKeys), answer: answerFields.nullable(), seen: seenHeads.optional() })
      .refine(({ key, answer }) => answer === null || isChoiceOf(key, answer.choice), {
        message: '请从列出的口径中选择',
        path: ['answer', 'choice'],
      }),
    z.null(),
    { side: 'city' },
  ),
};

function isChoiceOf(key: PolicyKey, choice: string): boolean {
  return policyQuestion(key).choices.some(({ value }) => value === choice);
}
