import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../../shared/contract.ts';
import { chineseReason } from '../../../shared/text/reason.ts';

const reason = (schema: z.ZodType, input: unknown): string => {
  const parsed = schema.safeParse(input, { error: chineseReason });
  return parsed.success ? '' : (parsed.error.issues[0]?.message ?? '');
};

describe('the reason of a refusal', () => {
  it.each([
    [z.string(), undefined, '有必填的内容没有填写'],
    [z.string(), 7, '有一项内容的类型不对'],
    [z.string().max(200), 'x'.repeat(201), '有一处文字应不超过 200 字'],
    [z.string().min(1), '', '有必填的内容没有填写'],
    [z.array(z.string()).max(3), ['', '', '', ''], '有一处应不超过 3 项'],
    [z.int().min(1), 0, '有一个数应不少于 1'],
    [z.enum(['a', 'b']), 'c', '有一项内容不在可选范围内'],
    [z.string().regex(/^x$/), 'y', '有一项内容的格式不对'],
    [z.strictObject({}), { extra: 1 }, '含有程序不认识的内容'],
    [z.union([z.string(), z.int()]), null, '有一项内容不符合要求'],
    [z.string().min(1, '请填写经办人'), '', '请填写经办人'],
  ])('is said in Chinese: %#', (schema, input, expected) => {
    expect(reason(schema, input)).toBe(expected);
  });

  // An officer reads it inside a Chinese sentence.
  it.each(Object.entries(contract))('is never English, whatever %s is called with', (_name, { input }) => {
    const keys = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
    const wrong = fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      'x',
      'x'.repeat(30_000),
      -1,
      1.5,
      1e12,
      [],
      {},
      [{}],
    );
    const inputs = fc.oneof(wrong, fc.record(Object.fromEntries(keys.map((key) => [key, wrong]))));
    fc.assert(
      fc.property(inputs, (value) => {
        const said = reason(input, value);
        expect(said).not.toMatch(/[A-Za-z]{2}/);
        if (!input.safeParse(value).success) expect(said).toMatch(/\p{Script=Han}/u);
      }),
      { numRuns: 30 },
    );
  });
});
