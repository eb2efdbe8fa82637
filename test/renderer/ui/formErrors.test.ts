/** What a form says of a date that is none, wherever it is written. */
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { inputError } from '../../../renderer/ui/formErrors.ts';
import { meetingContract } from '../../../shared/meeting/contract.ts';
import { visitContract } from '../../../shared/visit/contract.ts';

const reasons = (schema: z.ZodType, value: unknown, field: string): readonly string[] =>
  schema
    .safeParse(value)
    .error?.issues.filter(({ path }) => path.at(-1) === field)
    .map(({ message }) => message) ?? [];
const line = { what: '协调用电', who: '', dueDate: '2026-11-31' };

it('says of a day that no month has the same as the field of a form does', () => {
  const said = inputError({ kind: 'date' }, '2026-11-31');
  expect(said).toContain('没有这个日期');
  expect(reasons(visitContract['visit.save'].input, { promises: [line] }, 'dueDate')).toEqual([said]);
  expect(reasons(meetingContract['meeting.save'].input, { decisions: [line] }, 'dueDate')).toEqual([said]);
});
