/** 镇（区、街道）dictionary. */
import { z } from 'zod';
import { query } from '../rpc.ts';

export const town = z.object({
  id: z.string(),
  name: z.string(),
  /** 区镇合一: 如皋港区 … ; '' for none */
  alias: z.string(),
  /** Enterprises assigned to it. */
  enterprises: z.int(),
});
export type Town = z.output<typeof town>;

export const townContract = {
  'town.list': query(z.object({}), z.array(town)),
};
