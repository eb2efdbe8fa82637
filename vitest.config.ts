import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** What the property tests try follows from this number (test/support/property-seed.ts). */
const usualSeed = '20261124';
const wanted = process.env['LITTLE_GIANT_SEED'] ?? usualSeed;
const seed = wanted === 'random' ? Date.now() % 1_000_000_007 : Number(wanted);
if (!Number.isSafeInteger(seed))
  throw new Error(`LITTLE_GIANT_SEED is a whole number or random, not ${wanted}`);
if (wanted === 'random') console.log(`LITTLE_GIANT_SEED=${seed}`);

const deskTests = globSync('test/{db,electron}/**/*.test.ts').map((path) => path.replaceAll('\\', '/'));
/** What puts another module in the place of one needs it to be loaded by no file before. */
const replacing = deskTests.filter((path) => /vi\.(doM|m)ock\(/.test(readFileSync(path, 'utf8')));

export default defineConfig({
  test: {
    environment: 'node',
    // As many as there are cores: alone, one works while the other waits for its disk.
    maxWorkers: '100%',
    setupFiles: ['test/support/property-seed.ts'],
    env: { LITTLE_GIANT_SEED: String(seed) },
    // Generous: a slow disk or a busy machine is no failure, and nothing here asserts a time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      // Pure functions leave nothing behind: one process loads the sources once for all of these files.
      { extends: true, test: { name: 'shared', include: ['test/shared/**/*.test.ts'], isolate: false } },
      // Most of what these load is the same, and what it remembers hangs on the desk that is open: loading it again for every
      // file took longer than many a file's tests.
      {
        extends: true,
        test: {
          name: 'desk',
          include: deskTests,
          exclude: replacing,
          isolate: false,
          globalSetup: ['test/support/bundle-workers.ts'],
          setupFiles: ['test/support/use-bundled-workers.ts', 'test/support/run-cleanups.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['test/!(shared|db|electron)/**/*.test.{ts,tsx}', ...replacing],
          globalSetup: ['test/support/bundle-workers.ts'],
          setupFiles: ['test/support/use-bundled-workers.ts', 'test/support/run-cleanups.ts'],
        },
      },
    ],
  },
});
