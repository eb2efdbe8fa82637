/** 镇（区、街道）dictionary. */
import { z } from 'zod';
import { entityId } from '../log/operation.ts';
import { seenHeads } from '../record/contract.ts';
import { command, query } from '../rpc.ts';
import { typedName } from '../text/display-name.ts';

export const townNameLength = 30;

export const town = z.object({
  id: z.string(),
  name: z.string(),
  /** 区镇合一: 如皋港区 … ; '' for none */
  alias: z.string(),
  /** Enterprises assigned to it. */
  enterprises: z.int(),
  heads: seenHeads,
});
export type Town = z.output<typeof town>;

export const townFields = z.object({
  name: typedName('名称', townNameLength).min(1, '请填写名称'),
  alias: typedName('对应园区', townNameLength),
});

export const townContract = {
  'town.list': query(z.object({}), z.array(town)),
  /** The dictionary is the city's; what it writes reaches the towns with the next bundle. */
  'town.create': command(townFields, z.object({ id: z.string() }), { side: 'city' }),
  /** What was changed alone, and what its author had seen of it. */
  'town.update': command(
    townFields.partial().extend({ id: entityId, seen: seenHeads.optional() }),
    z.null(),
    {
      side: 'city',
    },
  ),
  /** Only a town without enterprises and laptops. */
  'town.remove': command(z.object({ id: entityId }), z.null(), { side: 'city' }),
};
