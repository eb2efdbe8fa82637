/** Threads of the desk begin from their bundles (bundle-workers.ts) in every test; any other thread as it is asked for. */
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import threads, { type WorkerOptions } from 'node:worker_threads';
import { inject } from 'vitest';
import { workerSources } from './worker-sources.ts';

const { Worker } = threads;
const folder = inject('workerFolder');

class BundledWorker extends Worker {
  constructor(program: string | URL, options?: WorkerOptions) {
    super(bundled(program) ?? program, options);
  }
}
// A process that runs several files comes here for each of them.
if (Worker.name !== BundledWorker.name) {
  threads.Worker = BundledWorker;
  syncBuiltinESMExports();
}

const programSources = pathToFileURL(join(import.meta.dirname, '../../electron/')).href;

/** Throws for a program of the desk that worker-sources.ts does not name. */
function bundled(program: string | URL): URL | undefined {
  const found = Object.entries(workerSources).find(([, path]) => String(program).endsWith(`/${path}`));
  if (found) return pathToFileURL(join(folder, `${found[0]}.js`));
  if (String(program).startsWith(programSources))
    throw new Error(`test/support/worker-sources.ts does not name ${String(program)}`);
  return undefined;
}
