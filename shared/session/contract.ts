import { z } from 'zod';
import { action } from '../rpc.ts';

/** Where the program stands before the ledger can be seen. */
export const sessionState = z.object({
  state: z.enum(['first-run', 'locked', 'open', 'damaged']),
  side: z.enum(['city', 'town']).nullable(),
  townId: z.string().nullable(),
  townName: z.string().nullable(),
  officer: z.string().nullable(),
  deviceName: z.string().nullable(),
});
export type SessionState = z.output<typeof sessionState>;

export const sessionContract = {
  'session.state': action(z.object({}), sessionState, { availability: 'always' }),
  'session.unlock': action(z.object({ passphrase: z.string().max(1024) }), sessionState, {
    availability: 'always',
  }),
  'session.lock': action(z.object({}), sessionState, { availability: 'always' }),
};
