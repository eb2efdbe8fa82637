/** What the generator of a plan knows while it goes on. */
import type { DeskName } from './plan.ts';
import type { Random } from './random.ts';
import type { Faults, Size } from './size.ts';

/** A file that reaches a laptop in some month. */
export interface Delivery {
  readonly month: number;
  readonly to: DeskName;
  readonly bundle: number;
}

export interface Planning {
  readonly random: Random;
  readonly size: Size;
  readonly faults: Faults;
  /** Laptops that there are, copies included. */
  readonly desks: { name: DeskName; townId: string }[];
  readonly townIds: readonly string[];
  /** enterprise → the town it was assigned to last */
  readonly assigned: Map<string, string>;
  /** Deliveries that come in a later month. */
  delayed: Delivery[];
  nextNumber: number;
}

export function enterpriseName(index: number): string {
  return `e${String(index).padStart(4, '0')}`;
}

/** Every tenth enterprise is edited only by whoever has everything of it: it must never show a conflict. */
export function isSerial(enterprise: string): boolean {
  return /^e\d*9$/.test(enterprise);
}
