/** The victim of `npm run kill-test`: opens a desk, does one thing, and says how far it is. */
import { benchPassphrase, createBenchDesk } from '../bench/desk.ts';
import { perform } from './perform.ts';
import type { Action, Laptop } from './world.ts';

export type Step = 'opening' | 'working' | 'done';

const { action, laptop } = JSON.parse(process.argv[2] ?? '{}') as { action: Action; laptop: Laptop };
const say = (step: Step): void => void process.send?.(step);

const desk = createBenchDesk(laptop.desk);
say('opening');
await desk.call('session.unlock', { passphrase: benchPassphrase });
say('working');
await perform(desk, action, laptop);
say('done');
await desk.call('session.lock', {});
process.disconnect();
