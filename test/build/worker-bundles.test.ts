import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import config from '../../electron.vite.config.ts';
import { removeLeftovers } from '../support/bundle-workers.ts';
import { temporaryFolder } from '../support/database.ts';
import { workerSources } from '../support/worker-sources.ts';

const root = resolve(import.meta.dirname, '../..');

test('the threads of the tests are those that are packed', () => {
  const input = config.main?.build?.rolldownOptions?.input ?? {};
  const packed = Object.fromEntries(
    Object.entries(input).map(([name, path]) => [name, relative(root, path)]),
  );
  expect(packed).toEqual({
    ...workerSources,
    // No threads: processes of their own.
    main: 'electron/main.ts',
    'self-test-writer': 'electron/self-test/writer-main.ts',
  });
});

test('a thread of the desk that has no bundle is refused, not begun from its source', () => {
  const program = new URL('../../electron/session/unknown-worker.ts', import.meta.url);
  expect(() => new Worker(program)).toThrow(/worker-sources\.ts does not name .*unknown-worker\.ts/);
});

test('bundles that a killed run left behind are removed, those of a run that goes on are not', () => {
  const cache = temporaryFolder();
  const now = Date.now();
  for (const [name, minutes] of [
    ['test-workers-old', 61],
    ['test-workers-new', 59],
    ['jiti', 600],
  ] as const) {
    mkdirSync(join(cache, name));
    utimesSync(join(cache, name), now / 1000, now / 1000 - minutes * 60);
  }
  removeLeftovers(cache, now);
  expect(readdirSync(cache).toSorted()).toEqual(['jiti', 'test-workers-new']);
});
