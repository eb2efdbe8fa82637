/** One way of making mutants. */
import type { Chance } from './chance.ts';
import type { FuzzBase, FuzzWorld } from './world.ts';

export interface Making {
  readonly chance: Chance;
  readonly base: FuzzBase;
  /** Another genuine bundle, to take pieces from. */
  readonly other: FuzzBase;
  readonly world: FuzzWorld;
}

export interface Family {
  readonly name: string;
  /** How often, compared with the others. */
  readonly weight: number;
  readonly make: (making: Making) => Uint8Array | Promise<Uint8Array>;
}
