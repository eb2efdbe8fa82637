/** Too many at once: told by number and by what they are, not as a field that was filled in wrongly. Pure. */
import type { z } from 'zod';

/** The lists of things to be dealt with together, by the name they have in an input. */
const kinds: Readonly<Record<string, string>> = {
  ids: '家企业',
  enterpriseIds: '家企业',
  items: '条修改建议',
  opIds: '条修改建议',
  choices: '处冲突',
  rows: '行',
};

export interface BulkExcess {
  readonly limit: number;
  readonly count: number;
  /** 家企业 */
  readonly what: string;
}

/** Undefined when the input is refused for another reason. */
export function bulkExcess(issues: readonly z.core.$ZodIssue[], input: unknown): BulkExcess | undefined {
  for (const issue of issues) {
    const [name, ...deeper] = issue.path;
    if (issue.code !== 'too_big' || deeper.length > 0 || typeof name !== 'string') continue;
    const what = kinds[name];
    const list = (input as Readonly<Record<string, unknown>>)[name];
    if (what === undefined || !Array.isArray(list)) continue;
    return { limit: Number(issue.maximum), count: list.length, what };
  }
  return undefined;
}
