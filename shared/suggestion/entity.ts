import { defineEntity, flag, text } from '../log/entity.ts';

/**
 * 建议的答复: what the owner of a field made of another side's write. Its id is that write's operation, its partition
 * the same, so the answer travels wherever the suggestion did.
 */
export const suggestionDecisionEntity = defineEntity({
  type: 'suggestionDecision',
  label: '建议答复',
  table: 'suggestion_decision',
  place: 'any',
  fields: {
    /** accepted | declined */ outcome: text('答复', 'city'),
    reason: text('理由', 'city'),
  },
});

/**
 * 建议的撤回: the town that made a suggestion takes it back while it waits. It lies where the suggestion does and counts
 * even after the enterprise went to another town: nobody else may take it back. An answer stands over it.
 */
export const suggestionWithdrawalEntity = defineEntity({
  type: 'suggestionWithdrawal',
  label: '建议撤回',
  table: 'suggestion_withdrawal',
  place: 'any',
  append: true,
  ofTown: true,
  fields: {
    /** False once it was put forward again. */ withdrawn: flag('撤回', 'town'),
  },
});

/** The withdrawal of that operation of that town: the town stands in it, so that no other can write it. */
export const withdrawalId = (townId: string, opId: string): string => `${townId}:${opId}`;
