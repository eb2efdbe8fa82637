/**
 * Once for a run: the threads' programs as bundles. From its sources a thread takes half a second of a core to begin, and the
 * suite begins some thousand of them.
 */
import { globSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { workerSources } from './worker-sources.ts';

const root = resolve(import.meta.dirname, '../..');

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of a folder with one `<name>.js` for each of workerSources. */
    readonly workerFolder: string;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  removeLeftovers(cache, Date.now());
  // Within the project, so that the database's addon is found; one for each run, as several may go on at once.
  const folder = mkdtempSync(join(cache, 'test-workers-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      target: 'node22',
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(workerSources).map(([name, path]) => [name, join(root, path)]),
        ),
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    ssr: { noExternal: true },
  });
  project.provide('workerFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Folders of runs that were killed. A run takes minutes: what is older than an hour is of none that goes on. */
export function removeLeftovers(cache: string, nowMs: number): void {
  for (const name of globSync('test-workers-*', { cwd: cache })) {
    const leftover = join(cache, name);
    // Another run may be removing its own.
    const { mtimeMs = nowMs } = statSync(leftover, { throwIfNoEntry: false }) ?? {};
    if (nowMs - mtimeMs > 3_600_000) rmSync(leftover, { recursive: true, force: true });
  }
}
