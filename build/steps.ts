/** Runs the checks of the house one after another, each with its name and its seconds on one line. */
import { spawnSync } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

/** The project's own folder, whatever folder a script was started from. */
export const projectRoot = resolve(import.meta.dirname, '..');

export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs; the project's own folder when none is named. */
  readonly folder?: string;
}

export interface StepResult {
  readonly ok: boolean;
  readonly seconds: number;
  /** Both streams; empty when they were shown while the step ran. */
  readonly output: string;
}

/** What can be said about the sources without running them. */
export const staticChecks: readonly Step[] = [
  { name: 'types', command: ['node', 'build/typecheck.ts'] },
  { name: 'format', command: ['biome', 'format', '.'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'layers', command: ['node', 'build/check-layers.ts'] },
];

/** What nobody reaches: files, exports and packages. */
export const deadCode: Step = { name: 'dead code', command: ['knip', '--no-progress'] };

/** Runs one step. `shown` lets its output through at once instead of collecting it. */
export function runStep(step: Step, shown = false): StepResult {
  const started = performance.now();
  const [program, ...args] = step.command;
  const result = spawnSync(program, args, {
    cwd: step.folder ?? projectRoot,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    // The same Node and the same tools as `npm run` finds, when a script is started by hand.
    env: {
      ...process.env,
      PATH: `${resolve(projectRoot, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      ...step.env,
    },
    // The tools are .cmd files there; the commands are fixed texts of this repository.
    shell: process.platform === 'win32',
  });
  return {
    ok: result.status === 0,
    seconds: (performance.now() - started) / 1000,
    output: result.error ? String(result.error) : `${result.stdout ?? ''}${result.stderr ?? ''}`,
  };
}

/** Runs a step, prints its line, and its output when it failed. */
export function reportStep(step: Step): boolean {
  const { ok, seconds, output } = runStep(step);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${step.name.padEnd(12)} ${seconds.toFixed(1)} s`);
  if (!ok) console.error(output.trimEnd());
  return ok;
}
