/** The command line of the simulator. */
import { parseArgs } from 'node:util';
import { seededRandom } from './random.ts';
import { faultNames, type Faults, fullFaults, fullSize, type Size } from './size.ts';

export interface RunOptions {
  readonly seeds: readonly string[];
  readonly of: (seed: string) => readonly [Size, Faults];
  readonly compareClocks: (seed: string) => boolean;
  /** 0: do not shorten. */
  readonly shrinkSeconds: number;
  /** A plan to play again, '' for none. */
  readonly planFile: string;
  /** Where a shortened plan is kept, '' for nowhere. */
  readonly keepFile: string;
}

const text = { type: 'string' } as const;
const sizeNames = Object.keys(fullSize) as readonly (keyof Size)[];
const named = Object.fromEntries([...sizeNames, ...faultNames].map((name) => [name, text]));

export function readOptions(args: readonly string[]): RunOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...named,
      seed: { ...text, default: '1' },
      seeds: { ...text, default: '1' },
      without: { ...text, default: '' },
      quick: { type: 'boolean', default: false },
      clocks: { type: 'boolean', default: false },
      'shrink-seconds': { ...text, default: '900' },
      plan: { ...text, default: '' },
      keep: { ...text, default: '' },
    },
  });
  const given = values as Readonly<Record<string, string | boolean | undefined>>;
  const first = Number(values.seed);
  const count = Number(values.seeds);
  const left = values.without.split(',');
  return {
    seeds: Array.from({ length: count }, (_, index) => String(first + index)),
    of: (seed) => {
      const [size, faults] = values.quick ? quickRun(seed) : [fullSize, fullFaults];
      const without = Object.fromEntries(
        faultNames.filter((name) => left.includes(name)).map((name) => [name, 0]),
      );
      const ownSize = Object.fromEntries(sizeNames.flatMap((name) => numberOf(name, given[name])));
      const ownFaults = Object.fromEntries(faultNames.flatMap((name) => numberOf(name, given[name])));
      return [
        { ...size, ...ownSize },
        { ...faults, ...ownFaults, ...without },
      ];
    },
    compareClocks: (seed) => values.clocks || (values.quick && Number(seed) % 4 === 0),
    shrinkSeconds: Number(values['shrink-seconds']),
    planFile: values.plan,
    keepFile: values.keep,
  };
}

function numberOf(name: string, given: string | boolean | undefined): [name: string, value: number][] {
  return typeof given === 'string' ? [[name, Number(given)]] : [];
}

/**
 * A few desks, a few months. What goes wrong differs from seed to seed: a run in which everything goes wrong at once
 * hides what one fault alone would show.
 */
function quickRun(seed: string): readonly [Size, Faults] {
  const random = seededRandom(`quick ${seed}`);
  const share = (...shares: readonly number[]): number => random.pick(shares);
  return [
    {
      towns: random.pick([1, 2, 2]),
      laptops: random.pick([1, 2]),
      leaders: random.of('leaders').pick([0, 0, 0, 0, 1, 2]),
      months: random.pick([2, 3]),
      enterprises: random.pick([1, 2, 4]),
      saves: random.pick([4, 6]),
    },
    {
      drop: share(0, 0.1, 0.4),
      duplicate: share(0, 0.15),
      delay: share(0, 0.15, 0.5),
      damage: share(0, 0, 0.05),
      kill: share(0, 0, 0.1),
      restore: share(0, 0.05, 0.3),
      clone: share(0, 0, 0.2),
      reassign: share(0, 0.03, 0.5),
      forge: share(0, 0.2),
      delta: share(0, 0.5, 1),
      stale: share(0, 0.1, 0.5),
      old: share(0, 0, 0.3),
      upgrade: 0.5,
      clockYears: share(0, 2),
      cityRestore: share(0, 0, 1),
    },
  ];
}
