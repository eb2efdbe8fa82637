/**
 * What happens in a simulated run, step by step. A plan is data: it can be played again, shortened and printed. A step
 * whose ground is missing (its bundle was never written, its enterprise is not on this laptop) does nothing.
 */
import type { FieldValue } from '../../shared/log/entity.ts';
import type { Owner } from './parties.ts';

/** `city.1`, `t03.2`, `lead1`; a copy of a laptop is `t03.2+17`. */
export type DeskName = string;

export interface RecordName {
  readonly type: string;
  readonly id: string;
  readonly partition: string;
}

/** What happens to the file on its way. */
export type Damage =
  | { readonly kind: 'cut' /** 0–1 of the file that is left */; readonly at: number }
  | { readonly kind: 'flip' /** 0–1 of the file */; readonly at: number; readonly bit: number };

/** How a laptop goes back to its last backup. */
export type RestoreWay =
  /** 恢复备份 in the program. */
  | 'program'
  /** The database file was put back by hand; the anchor beside it shows that. */
  | 'file'
  /** The whole data folder was put back, the anchor too: nothing on the laptop can tell. */
  | 'folder';

export type Step =
  | { readonly do: 'save'; readonly desk: DeskName; readonly atMs: number; readonly save: Save }
  /** A form is opened: what it shows is what its save has seen, however late that comes. */
  | { readonly do: 'open'; readonly desk: DeskName; readonly form: number; readonly of: RecordName }
  /** Settles the n-th open conflict of the desk (modulo their number). */
  | { readonly do: 'settle'; readonly desk: DeskName; readonly atMs: number; readonly conflict: number }
  | {
      readonly do: 'assign';
      readonly desk: DeskName;
      readonly atMs: number;
      readonly enterprise: string;
      readonly townId: string;
    }
  /** Writes a bundle; `to` is 'city', a town or a leader. */
  | {
      readonly do: 'post';
      readonly desk: DeskName;
      readonly atMs: number;
      readonly bundle: number;
      readonly to: string;
      /** Leaves out what the recipient has acknowledged, however small the log is. */
      readonly delta?: boolean;
      /** Operations slipped in by a tampered program of the sender. */
      readonly forged?: readonly Forgery[];
    }
  | {
      readonly do: 'take';
      readonly desk: DeskName;
      readonly atMs: number;
      readonly bundle: number;
      readonly damage?: Damage;
      /** Through a real, undamaged file. */
      readonly file?: boolean;
      /** The process dies after so many operations; the import is tried again afterwards. */
      readonly killedAfter?: number;
    }
  | { readonly do: 'backUp'; readonly desk: DeskName }
  | { readonly do: 'restore'; readonly desk: DeskName; readonly atMs: number; readonly way: RestoreWay }
  | {
      readonly do: 'clone';
      readonly desk: DeskName;
      readonly copy: DeskName;
      readonly atMs: number;
      /** Whether the copy can tell that it runs on another machine. */
      readonly noticed: boolean;
    }
  /** From here on the laptop's clock is off by so much. */
  | { readonly do: 'clock'; readonly desk: DeskName; readonly skewMs: number }
  | { readonly do: 'upgrade'; readonly desk: DeskName; readonly atMs: number }
  | { readonly do: 'monthEnd'; readonly month: number };

export interface Save {
  readonly of: RecordName;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** The form it was typed into; without one, what stands at the moment was seen. */
  readonly form?: number;
  /** Only when the laptop has everything ever saved of this partition: such edits must never conflict. */
  readonly serial?: boolean;
}

export interface Forgery {
  readonly of: RecordName;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

export interface DeskPlan extends Owner {
  readonly name: DeskName;
  /** Begins with an older program. */
  readonly old: boolean;
}

export interface Plan {
  readonly seed: string;
  readonly desks: readonly DeskPlan[];
  /** Whether the two rounds at the end leave out what is acknowledged. */
  readonly deltaAtEnd: boolean;
  readonly steps: readonly Step[];
}

export function townName(townId: string): string {
  return `${townId.slice(1)}号镇`;
}
