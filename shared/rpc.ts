/**
 * The vocabulary of the one contract between window and main process.
 *
 * - `query`   reads; its handler is handed a ReadDb.
 * - `command` writes; its handler is handed a WriteDb inside one transaction.
 * - `action`  works over time (dialogs, files, printing, bundles); it opens its own transactions.
 */
import type { z } from 'zod';
import type { ErrorCode, ErrorDetails } from './errors.ts';

/** Which desk this laptop is: 市级工作台 or 镇区工作台. */
export type DeskSide = 'city' | 'town';

/** `always` may be called before the desk is unlocked; `unlocked` needs an open database. */
export type Availability = 'always' | 'unlocked';

export interface ProcedureOptions {
  readonly availability?: Availability;
  /** Only this desk may call it. */
  readonly side?: DeskSide;
  /** 挂钩领导's own laptop may call it: he reads, and hands bundles over. Left out: anything but commands. */
  readonly atLeader?: boolean;
}

export interface Procedure<
  Kind extends 'query' | 'command' | 'action',
  Input extends z.ZodType,
  Output extends z.ZodType,
> {
  readonly kind: Kind;
  readonly input: Input;
  readonly output: Output;
  readonly availability: Availability;
  readonly side?: DeskSide;
  readonly atLeader?: boolean;
}

/** Whether a leader's laptop may call it. What is the city's desk alone is not its leaders'. */
export function isAtLeader({ kind, availability, side, atLeader }: AnyProcedure): boolean {
  if (availability === 'always') return true;
  return side === undefined && (atLeader ?? kind !== 'command');
}

export function query<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: ProcedureOptions = {},
): Procedure<'query', I, O> {
  return { kind: 'query', input, output, availability: 'unlocked', ...options };
}

export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: ProcedureOptions = {},
): Procedure<'command', I, O> {
  return { kind: 'command', input, output, availability: 'unlocked', ...options };
}

export function action<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: ProcedureOptions = {},
): Procedure<'action', I, O> {
  return { kind: 'action', input, output, availability: 'unlocked', ...options };
}

export type AnyProcedure = Procedure<'query' | 'command' | 'action', z.ZodType, z.ZodType>;

/** What crosses the channel back: Electron forwards only a thrown error's message, so errors travel as values. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** Names of what changed, broadcast after a commit; the window refetches what depends on them. */
export type Topic = string;

/**
 * Beside the input of any command: the key of the draft that it saves. It is deleted in the command's transaction, or the
 * record, saved as the desk was locked, would be offered and saved once more.
 */
export const savedDraftField = 'savedDraft';

/** The only channels there are. */
export const callChannel = 'desk:call';
export const changedChannel = 'desk:changed';
export const progressChannel = 'desk:progress';
export const settleChannel = 'desk:settle';

/** Progress of a long action, 0–1 or unknown, with a Chinese line for the officer. */
export interface Progress {
  readonly taskId: string;
  readonly label: string;
  readonly fraction: number | null;
}

/** What the preload exposes as `window.desk`. It never changes when a feature is added. */
export interface DeskBridge {
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  onChanged(listener: (topics: readonly Topic[]) => void): () => void;
  onProgress(listener: (progress: Progress) => void): () => void;
  /** The window is about to close or to be locked: store what was typed, then answer with `session.settled`. */
  onSettle(listener: () => void): () => void;
}
