import { defineEntity, text } from '../log/entity.ts';

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
