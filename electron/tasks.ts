/** Long work the officer may cancel, by name; work that must not run twice at once; work a lock has to wait for. */
import { AppError } from '../shared/errors.ts';
import type { Desk } from './desk.ts';
import { openDesk, type Services } from './services.ts';

/** Several may have one name: a preview that is made while something is received. */
const running = new WeakMap<Services, Map<string, Set<AbortController>>>();
const busy = new WeakSet<Services>();

/** Runs `work` under a name that `cancelTask` knows while it lasts. */
export async function runTask<Value>(
  services: Services,
  taskId: string,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const tasks = running.get(services) ?? new Map<string, Set<AbortController>>();
  running.set(services, tasks);
  const named = tasks.get(taskId) ?? new Set<AbortController>();
  tasks.set(taskId, named);
  const controller = new AbortController();
  named.add(controller);
  try {
    return await work(controller.signal);
  } finally {
    named.delete(controller);
  }
}

/** @returns whether there was such a task. */
export function cancelTask(services: Services, taskId: string): boolean {
  const named = running.get(services)?.get(taskId) ?? new Set<AbortController>();
  for (const controller of named) controller.abort();
  return named.size > 0;
}

interface OpenWork {
  readonly running: Set<Promise<unknown>>;
  /** How many are waiting for the work to end: nothing new begins. */
  leaving: number;
}

const openWork = new WeakMap<Services, OpenWork>();

function workOf(services: Services): OpenWork {
  const known = openWork.get(services);
  if (known) return known;
  const fresh = { running: new Set<Promise<unknown>>(), leaving: 0 };
  openWork.set(services, fresh);
  return fresh;
}

/**
 * Runs `work` on the open desk, which stays open until it has ended: locking, quitting and restoring wait for it. So it
 * must heed the signal of its task, and never wait for a dialog or for a change of the session.
 * @throws AppError session.locked
 */
export async function whileOpen<Value>(
  services: Services,
  work: (desk: Desk) => Promise<Value>,
): Promise<Value> {
  const all = workOf(services);
  const desk = openDesk(services);
  if (all.leaving > 0) throw new AppError('session.locked');
  const promise = work(desk);
  all.running.add(promise);
  try {
    return await promise;
  } finally {
    all.running.delete(promise);
  }
}

/** Before the desk is closed: what can be cancelled is cancelled, the rest comes to its end, and nothing new begins. */
export async function endTasks(services: Services): Promise<void> {
  const all = workOf(services);
  all.leaving += 1;
  try {
    for (const taskId of running.get(services)?.keys() ?? []) cancelTask(services, taskId);
    await Promise.allSettled(all.running);
  } finally {
    all.leaving -= 1;
  }
}

/** What `promise` gives, or a refusal as soon as the task is cancelled; `promise` itself goes on. */
export function unlessCancelled<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new AppError('bundle.cancelled'));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
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
