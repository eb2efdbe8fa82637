import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/**
 * In processes of their own: the simulator loads an older program beside the present one through Node's loader, and
 * gives the program random numbers from the seed. `npm run simulation -- --quick --seed N` plays one of them again.
 */
async function play(firstSeed: number, seeds: number): Promise<string> {
  const args = ['test/simulation/run.ts', '--quick', '--seed', `${firstSeed}`, '--seeds', `${seeds}`];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, '--shrink-seconds', '30']);
  return stdout;
}

it.concurrent.each([1, 101])(
  'keeps every promise of the exchange in 100 small runs from seed %i on',
  async (seed) => {
    expect(await play(seed, 100)).toContain('passed: 100 runs');
  },
);
