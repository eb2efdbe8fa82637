/** What bundles changed, by whom and where, for people to read. */
import { z } from 'zod';

/**
 * applied: it counts. waiting: a suggestion without an answer. held: kept aside for another reason. disputed: it stands
 * against another value. pending: of a newer program.
 */
export const changeStanding = z.enum(['applied', 'waiting', 'held', 'disputed', 'pending']);
export type ChangeStanding = z.output<typeof changeStanding>;

export const partitionChange = z.object({
  /** Who wrote it; '' for the city. */
  townId: z.string(),
  townName: z.string(),
  /** The enterprise, or whose common records. */
  partition: z.string(),
  title: z.string(),
  isEnterprise: z.boolean(),
  saves: z.int(),
  records: z.array(
    z.object({
      entityType: z.string(),
      entityId: z.string(),
      entityLabel: z.string(),
      title: z.string(),
      standing: changeStanding,
      saves: z.int(),
      /** What was written, by the name of its field; both texts '' where nobody here can read the value. */
      fields: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
    }),
  ),
});
export type PartitionChange = z.output<typeof partitionChange>;

/** What the clerk must not take for the value that counts; '' for what does. */
export const standingTexts: Readonly<Record<ChangeStanding, string>> = {
  applied: '',
  waiting: '待答复，未生效',
  held: '暂存待定，未生效',
  disputed: '有冲突，待定',
  pending: '待升级后生效',
};
