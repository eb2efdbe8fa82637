/** What is wrong with a value, in words, where its schema carries no sentence of its own. */
import type { z } from 'zod';

/** For `schema.safeParse(input, { error: chineseReason })`; a message of the schema itself goes before it. */
export const chineseReason: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? '有必填的内容没有填写'
        : '有一项内容的类型不对';
    case 'too_big':
      return limitText(issue.origin, '不超过', issue.maximum);
    case 'too_small':
      return issue.minimum === 1 && issue.origin !== 'number' && issue.origin !== 'int'
        ? '有必填的内容没有填写'
        : limitText(issue.origin, '不少于', issue.minimum);
    case 'invalid_format':
      return '有一项内容的格式不对';
    case 'invalid_value':
      return '有一项内容不在可选范围内';
    case 'unrecognized_keys':
      return '含有程序不认识的内容';
    default:
      return '有一项内容不符合要求';
  }
};

function limitText(origin: string, relation: string, limit: number | bigint): string {
  if (origin === 'string') return `有一处文字应${relation} ${limit} 字`;
  if (origin === 'number' || origin === 'int' || origin === 'bigint') return `有一个数应${relation} ${limit}`;
  return `有一处应${relation} ${limit} 项`;
}
