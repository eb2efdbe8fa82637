/** Random choices of one mutant: everything follows from the run's seed and the mutant's number. */
import { createRandom } from '../bench/sample.ts';

export interface Chance {
  /** An integer from 0 up to, not including, `below`. */
  below(below: number): number;
  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number;
  of<Item>(items: readonly Item[]): Item;
  /** True once in `times`. */
  once(times: number): boolean;
  bytes(length: number): Buffer;
}

export function chanceOf(seed: number, mutant: number): Chance {
  const random = createRandom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(mutant + 1, 0x85ebca6b)) | 0);
  const below = (limit: number): number => Math.floor(random() * limit);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    of: (items) => {
      if (items.length === 0) throw new Error('nothing to choose from');
      return items[below(items.length)] as (typeof items)[number];
    },
    once: (times) => below(times) === 0,
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}
