import type { taskContract } from '../../shared/task/contract.ts';
import type { HandlersOf } from '../rpc.ts';
import { cancelTask } from '../tasks.ts';

export const taskHandlers: HandlersOf<typeof taskContract> = {
  'task.cancel': async (services, { taskId }) => ({ cancelling: cancelTask(services, taskId) }),
};
