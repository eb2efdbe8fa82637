/** 级别称号 and 申报计划 of an enterprise: written by the city. */
import { z } from 'zod';
import { entityId } from '../log/operation.ts';
import { seenHeads } from '../record/contract.ts';
import { command } from '../rpc.ts';
import { levelKeys } from './levels.ts';
import { planFields, titleFields } from './schema.ts';

const id = entityId;
const idOnly = z.object({ id });

export const titleRecord = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  ...titleFields.shape,
  level: z.enum(levelKeys),
  /** On today's date. */
  state: z.enum(['valid', 'expired', 'future']),
  heads: seenHeads,
});
export type TitleRecordView = z.output<typeof titleRecord>;

export const planRecord = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  ...planFields.shape,
  level: z.enum(levelKeys),
  /** 附件7序号, null when the entry is not from the annex. */
  row: z.int().nullable(),
  heads: seenHeads,
});
export type PlanRecordView = z.output<typeof planRecord>;

const city = { side: 'city' } as const;

export const titleContract = {
  'title.create': command(z.object({ enterpriseId: id, fields: titleFields }), idOnly, city),
  'title.update': command(z.object({ id, fields: titleFields, seen: seenHeads }), idOnly, city),
  'title.remove': command(idOnly, z.null(), city),
  'plan.create': command(z.object({ enterpriseId: id, fields: planFields }), idOnly, city),
  'plan.update': command(z.object({ id, fields: planFields, seen: seenHeads }), idOnly, city),
  'plan.remove': command(idOnly, z.null(), city),
};
