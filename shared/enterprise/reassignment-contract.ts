/** 改派记录: enterprises that went from one town to another, and how far the old town is out of it. */
import { z } from 'zod';
import { query } from '../rpc.ts';

/**
 * At the city, of the notice to the old town: `nobody` there was ever invited, `invited` but none of its laptops joined,
 * `unsent` in no bundle yet, `sent` acknowledged by none of its laptops, `received`. At the old town: `kept` still here,
 * read-only, until the city has all that is here and has answered what came too late; `cleared` this laptop has nothing of it.
 */
export const reassignmentStandings = [
  'nobody',
  'invited',
  'unsent',
  'sent',
  'received',
  'kept',
  'cleared',
] as const;
export type ReassignmentStanding = (typeof reassignmentStandings)[number];

const reassignment = z.object({
  enterpriseId: z.string(),
  /** As it was called when it was reassigned. */
  enterpriseName: z.string(),
  fromTown: z.string(),
  /** The town that has it now; '' when it is with none. */
  toTown: z.string(),
  /** YYYY-MM-DD, of the latest reassignment */
  onDate: z.string(),
  standing: z.enum(reassignmentStandings),
  /** Changes of the old town that came after the city had decided, and wait for its answer as suggestions. */
  late: z.int().min(0),
});
export type Reassignment = z.output<typeof reassignment>;

export const reassignmentContract = {
  /** Of what `reassignment.list` gives. */
  'reassignment.count': query(z.object({}), z.object({ count: z.int() })),
  /** At the city all that is not with the old town again; at a town those it gave away. The latest first. */
  'reassignment.list': query(z.object({}), z.array(reassignment)),
};
