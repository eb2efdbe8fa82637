/** Runs the victim to its end, or to the blow. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Step } from './kill-child.ts';
import type { Action, Laptop } from './world.ts';

/** How long each step takes, in milliseconds: where the blows may fall. */
export type Durations = Readonly<Record<Exclude<Step, 'done'>, number>>;

export interface Ended {
  readonly wasDone: boolean;
  readonly durations: Durations;
}

/** `compiled`: where Node keeps what it compiled, since the child is started a thousand times. */
export function runChild(
  laptop: Laptop,
  action: Action,
  compiled: string,
  onStep: (step: Step, kill: () => void) => void = () => undefined,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'kill-child.ts'), [JSON.stringify({ action, laptop })], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    });
    const reached: Partial<Record<Step, number>> = {};
    child.on('message', (step: Step) => {
      reached[step] = performance.now();
      onStep(step, () => void child.kill('SIGKILL'));
    });
    child.once('error', reject);
    child.once('exit', () => {
      const { opening = 0, working = 0, done = 0 } = reached;
      const durations = { opening: working - opening, working: done - working };
      resolve({ wasDone: reached.done !== undefined, durations });
    });
  });
}
