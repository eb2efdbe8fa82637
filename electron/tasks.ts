/** Long work the officer may cancel, by name; and work that must not run twice at once. */
import { AppError } from '../shared/errors.ts';
import type { Services } from './services.ts';

const running = new WeakMap<Services, Map<string, AbortController>>();
const busy = new WeakSet<Services>();

/** Runs `work` under a name that `cancelTask` knows while it lasts. */
export async function runTask<Value>(
  services: Services,
  taskId: string,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const tasks = running.get(services) ?? new Map<string, AbortController>();
  running.set(services, tasks);
  const controller = new AbortController();
  tasks.set(taskId, controller);
  try {
    return await work(controller.signal);
  } finally {
    if (tasks.get(taskId) === controller) tasks.delete(taskId);
  }
}

/** @returns whether there was such a task. */
export function cancelTask(services: Services, taskId: string): boolean {
  const controller = running.get(services)?.get(taskId);
  controller?.abort();
  return controller !== undefined;
}

/** Before the desk is closed: nothing may go on reading from it. */
export function cancelTasks(services: Services): void {
  for (const controller of running.get(services)?.values() ?? []) controller.abort();
}

/** A double click starts nothing twice. @throws AppError exchange.busy */
export async function oneAtATime<Value>(services: Services, work: () => Promise<Value>): Promise<Value> {
  if (busy.has(services)) throw new AppError('exchange.busy');
  busy.add(services);
  try {
    return await work();
  } finally {
    busy.delete(services);
  }
}
