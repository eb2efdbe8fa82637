/** What the program does not do yet: the simulator leaves it out and says so. Each goes when its part is built. */
import type { Faults } from './size.ts';

export const notYet: Readonly<Record<string, string>> = {
  'delta with clone':
    'copies of one laptop share its acknowledgements, so that a delta may wait for ever at one',
  'clearing the city’s own':
    'a town clears what the city wrote and lost by going back to a backup, before the city has it back',
};

export function withoutNotYet(faults: Faults): Faults {
  return 'delta with clone' in notYet && faults.clone > 0 ? { ...faults, delta: 0 } : faults;
}
