/** 邀请: how a laptop joins. The city makes a file and tells the join code by telephone. */
import { z } from 'zod';
import { action, command, query } from '../rpc.ts';

const invitationView = z.object({
  id: z.string(),
  side: z.enum(['city', 'town']),
  /** '' at the city */
  townId: z.string(),
  townName: z.string(),
  /** For a leader's own laptop: his person's id and name; '' for one of the office. */
  leaderId: z.string(),
  leaderName: z.string(),
  createdAtMs: z.number(),
  expiresAtMs: z.number(),
  state: z.enum(['open', 'used', 'expired']),
  /** What the file was called where it was saved; '' where that is not known. */
  fileName: z.string(),
  /** The laptop that joined with it, and who works at it; '' while nobody has. */
  deviceName: z.string(),
  officer: z.string(),
});
export type InvitationView = z.output<typeof invitationView>;

export const invitationContract = {
  /** Latest first. */
  'invitation.list': query(z.object({}), z.array(invitationView), { side: 'city' }),
  /** Writes the .drci file where the officer says; null when cancelled. */
  'invitation.create': action(
    z.object({
      for: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('town'), townId: z.string().max(40) }),
        /** 市发改委的另一台电脑 */
        z.object({ kind: z.literal('city') }),
        /** 挂钩领导的电脑; his office is where his record is kept */
        z.object({ kind: z.literal('leader'), personId: z.string().max(80) }),
      ]),
    }),
    z
      .object({
        id: z.string(),
        path: z.string(),
        joinCode: z.string(),
        forWhom: z.string(),
        expiresAtMs: z.number(),
      })
      .nullable(),
    { side: 'city' },
  ),
  /** 再看加入码 of an open one; refused once it was used, withdrawn or is out of date. */
  'invitation.code': query(
    z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
    z.object({
      /** '' when an earlier program made it and kept none. */
      joinCode: z.string(),
      fileName: z.string(),
      expiresAtMs: z.number(),
    }),
    { side: 'city' },
  ),
  /** 作废 an invitation nobody used: a laptop that joins with it is refused. */
  'invitation.withdraw': command(z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }), z.null(), {
    side: 'city',
  }),
};
