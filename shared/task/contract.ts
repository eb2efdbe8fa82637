import { z } from 'zod';
import { action } from '../rpc.ts';

export const taskContract = {
  /** Asks a long action to stop; it answers its own caller that it was cancelled. False when it has ended already. */
  'task.cancel': action(
    z.object({ taskId: z.enum(['import', 'export']) }),
    z.object({ cancelling: z.boolean() }),
  ),
};
