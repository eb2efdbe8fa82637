/** 邀请: how a town's laptop joins. The city makes a file and tells the join code by telephone. */
import { z } from 'zod';
import { action, command, query } from '../rpc.ts';

const invitationView = z.object({
  id: z.string(),
  townId: z.string(),
  townName: z.string(),
  createdAtMs: z.number(),
  expiresAtMs: z.number(),
  state: z.enum(['open', 'used', 'expired']),
  /** The laptop that joined with it; '' while nobody has. */
  deviceName: z.string(),
});
export type InvitationView = z.output<typeof invitationView>;

export const invitationContract = {
  /** Latest first. */
  'invitation.list': query(z.object({}), z.array(invitationView), { side: 'city' }),
  /** Writes the .drci file where the officer says; null when cancelled. The join code is told this once. */
  'invitation.create': action(
    z.object({ townId: z.string().max(40) }),
    z
      .object({ path: z.string(), joinCode: z.string(), townName: z.string(), expiresAtMs: z.number() })
      .nullable(),
    { side: 'city' },
  ),
  /** 作废 an invitation nobody used: a laptop that joins with it is refused. */
  'invitation.withdraw': command(z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }), z.null(), {
    side: 'city',
  }),
};
