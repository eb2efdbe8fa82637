/** 电脑: the laptops this desk knows, its own and those the city vouches for. */
import { z } from 'zod';
import { command, query } from '../rpc.ts';

const deviceView = z.object({
  id: z.string(),
  side: z.enum(['city', 'town']),
  townId: z.string(),
  /** '' at the city */
  townName: z.string(),
  /** 挂钩领导 whose own laptop it is, by his person's id, and his name; '' for one of the office. */
  leaderId: z.string(),
  leaderName: z.string(),
  officer: z.string(),
  name: z.string(),
  /** `self` this laptop · `waiting` for the city · `confirmed` · `revoked` */
  state: z.enum(['self', 'waiting', 'confirmed', 'revoked']),
  /** Eight groups of four digits, to be read out on the telephone. */
  fingerprint: z.string(),
  addedAtMs: z.number(),
  /** End of its certificate; null while it has none. */
  validToMs: z.number().nullable(),
  /** Partitions in which this laptop wrote one number twice: restored from outside, or one desk on two laptops. */
  forked: z.int(),
});
export type DeviceView = z.output<typeof deviceView>;

const id = z.string().regex(/^[0-9a-f]{32}$/);

export const deviceContract = {
  'device.list': query(z.object({}), z.array(deviceView)),
  /** 停用: its next bundles are refused; what it wrote before stays. */
  'device.revoke': command(z.object({ id }), z.null(), { side: 'city' }),
  /** 恢复使用 a laptop that was revoked. */
  'device.reinstate': command(z.object({ id }), z.null(), { side: 'city' }),
};
