import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/**
 * In processes of their own: the simulator loads an older program beside the present one through Node's loader, and
 * gives the program random numbers from the seed. `npm run simulation -- --quick --seed N` plays one of them again.
 */
async function run(args: readonly string[]): Promise<string> {
  const script = ['test/simulation/run.ts', ...args];
  const { stdout } = await promisify(execFile)(process.execPath, script);
  return stdout;
}

const play = (firstSeed: number, seeds: number): Promise<string> =>
  run(['--quick', '--seed', `${firstSeed}`, '--seeds', `${seeds}`, '--shrink-seconds', '30']);

it.concurrent.each([1, 101])(
  'keeps every promise of the exchange in 100 small runs from seed %i on',
  async (seed) => {
    expect(await play(seed, 100)).toContain('passed: 100 runs');
  },
);

it('settles again what two desks that both went back to a backup once waited for for ever', async () => {
  const plan = 'test/fixtures/plans/two-put-back.json';
  const output = await run(['--plan', plan, '--shrink-seconds', '0']);
  expect(output).toContain('waited 1');
  expect(output).toContain('passed: 1 runs');
});
