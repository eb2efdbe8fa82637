/** What the generator of a plan knows while it goes on. */
import type { Owner } from './parties.ts';
import type { DeskName, RecordName, Step } from './plan.ts';
import type { Random } from './random.ts';
import type { Faults, Size } from './size.ts';

/** A file that reaches a laptop in some month. */
export interface Delivery {
  readonly month: number;
  readonly to: DeskName;
  readonly bundle: number;
}

export interface PlannedDesk extends Owner {
  readonly name: DeskName;
}

export interface TimedStep {
  readonly atMs: number;
  readonly step: Step;
}

export interface Planning {
  readonly random: Random;
  readonly size: Size;
  readonly faults: Faults;
  /** Laptops that there are, copies included: of the offices, or of the leaders. */
  readonly desks: PlannedDesk[];
  readonly townIds: readonly string[];
  /** enterprise → the town it was assigned to last */
  readonly assigned: Map<string, string>;
  /** Deliveries that come in a later month. */
  delayed: Delivery[];
  nextNumber: number;
}

const dayMs = 86_400_000;
/** Every month has so many days; the last ones are the hand-over's. */
export const workDays = 27;

/** Whole shifts of six hours: laptops that save in the same one have equal clocks, and something else must decide. */
export function timeIn(source: Random, fromMs: number): number {
  return fromMs + source.below(workDays * 4) * (dayMs / 4);
}

export function enterpriseName(index: number): string {
  return `e${String(index).padStart(4, '0')}`;
}

/** The record that links an enterprise to a leader of the city. */
export function linkOf(enterprise: string, leaderId: string): RecordName {
  return { type: 'cityLeaderLink', id: `${enterprise}-of-${leaderId}`, partition: enterprise };
}

/** Every tenth enterprise is edited only by whoever has everything of it: it must never show a conflict. */
export function isSerial(enterprise: string): boolean {
  return /^e\d*9$/.test(enterprise);
}
