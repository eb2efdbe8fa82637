import { defineConfig } from 'vitest/config';

/** What the property tests try follows from this number (test/support/property-seed.ts). */
const usualSeed = '20261124';
const wanted = process.env['LITTLE_GIANT_SEED'] ?? usualSeed;
const seed = wanted === 'random' ? Date.now() % 1_000_000_007 : Number(wanted);
if (!Number.isSafeInteger(seed))
  throw new Error(`LITTLE_GIANT_SEED is a whole number or random, not ${wanted}`);
if (wanted === 'random') console.log(`LITTLE_GIANT_SEED=${seed}`);

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
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['test/!(shared)/**/*.test.{ts,tsx}'],
          globalSetup: ['test/support/bundle-workers.ts'],
          setupFiles: ['test/support/use-bundled-workers.ts'],
        },
      },
    ],
  },
});
