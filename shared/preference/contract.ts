import { z } from 'zod';
import { command, query } from '../rpc.ts';

/** How this officer likes the screens of this laptop: shown columns, folded navigation. Never exchanged. */
const key = z
  .string()
  .max(120)
  .regex(/^[a-z][a-z0-9-]*(\/[A-Za-z0-9-]+)+$/, '名称不合规');

export const preferenceContract = {
  /** Null when nothing was chosen. */
  'preference.get': query(z.object({ key }), z.unknown()),
  'preference.put': command(z.object({ key, value: z.json() }), z.null(), { atLeader: true }),
};
