/** Threads of the desk begin from their bundles (bundle-workers.ts) in every test; any other thread as it is asked for. */
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import threads, { type WorkerOptions } from 'node:worker_threads';
import { inject } from 'vitest';
import { workerSources } from './worker-sources.ts';

const { Worker } = threads;
const folder = inject('workerFolder');

threads.Worker = class extends Worker {
  constructor(program: string | URL, options?: WorkerOptions) {
    super(bundled(program) ?? program, options);
  }
};
syncBuiltinESMExports();

function bundled(program: string | URL): URL | undefined {
  const found = Object.entries(workerSources).find(([, path]) => String(program).endsWith(`/${path}`));
  return found && pathToFileURL(join(folder, `${found[0]}.js`));
}
