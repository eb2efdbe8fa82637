/** What an import brings, counted and worded one way: in the preview, the report, the list of bundles, the receipt. */
import { z } from 'zod';

export const importOutcome = z.object({
  /** Saves that were not here. */
  added: z.int(),
  /** Saves that were. */
  duplicates: z.int(),
  /** Of the added ones: 修改建议 that wait for an answer. */
  suggestions: z.int(),
  /** Of the added ones: kept aside for another reason. */
  held: z.int(),
  /** Of the added ones: of a newer program. */
  pending: z.int(),
  /** Fields with several values of which the bundle brought one; not those that were open before and are as they were. */
  conflicts: z.int(),
});
export type ImportOutcome = z.output<typeof importOutcome>;

/** 新增 9 条（其中修改建议 3 条），已有 25 条，带来冲突 2 处 */
export function outcomeText(outcome: ImportOutcome): string {
  const { added, duplicates, suggestions, held, pending, conflicts } = outcome;
  const among = [
    ...(suggestions > 0 ? [`修改建议 ${suggestions} 条`] : []),
    ...(held > 0 ? [`暂存待定 ${held} 条`] : []),
    ...(pending > 0 ? [`待升级后可见 ${pending} 条`] : []),
  ];
  const parts = [
    `新增 ${added} 条${among.length === 0 ? '' : `（其中${among.join('、')}）`}`,
    `已有 ${duplicates} 条`,
    ...(conflicts > 0 ? [`带来冲突 ${conflicts} 处`] : []),
  ];
  return parts.join('，');
}
