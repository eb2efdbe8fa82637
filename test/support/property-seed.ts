/**
 * Every test file's start (vitest.config.ts): the same random values in every run, so that what failed fails again.
 * LITTLE_GIANT_SEED=7 is another choice, =random a new one. LITTLE_GIANT_RUNS=20 tries each property twenty times as
 * often; `npm run fuzz:properties` does both.
 */
import type * as FastCheck from 'fast-check';
import fc from 'fast-check';
import { vi } from 'vitest';

const times = Number(process.env['LITTLE_GIANT_RUNS'] ?? '1');
fc.configureGlobal({ seed: Number(process.env['LITTLE_GIANT_SEED']) });

// A property's own number of runs goes before the global one, so that only `assert` itself can multiply it.
if (times !== 1) {
  vi.doMock('fast-check', async (importOriginal) => {
    const original = await importOriginal<typeof FastCheck>();
    const assert = <Values>(
      property: FastCheck.IRawProperty<Values>,
      parameters: FastCheck.Parameters<Values> = {},
    ): void | Promise<void> =>
      original.assert(property, { ...parameters, numRuns: Math.ceil((parameters.numRuns ?? 100) * times) });
    return { ...original, assert, default: { ...original.default, assert } };
  });
}
