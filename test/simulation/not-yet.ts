/** What the program does not do yet: the simulator leaves it out and says so. Each goes when its part is built. */
import type { Faults } from './size.ts';

export const notYet: Readonly<Record<string, string>> = {
  'delta with clone':
    'a delta builds upon what the last two bundles of a laptop say: of three copies nobody noticed, one may wait for ever',
};

export function withoutNotYet(faults: Faults): Faults {
  return 'delta with clone' in notYet && faults.clone > 0 ? { ...faults, delta: 0 } : faults;
}
