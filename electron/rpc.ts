/** The one channel: vet the sender → parse → one transaction → map errors → Reply. */
import type { z } from 'zod';
import {
  contract,
  type Contract,
  type OutputOf,
  type ParsedInputOf,
  type ProcedureName,
} from '../shared/contract.ts';
import { AppError } from '../shared/errors.ts';
import { type AnyProcedure, isAtLeader, type Reply, savedDraftField } from '../shared/rpc.ts';
import { bulkExcess } from '../shared/text/bulk-limit.ts';
import { chineseReason } from '../shared/text/reason.ts';
import { deleteDraft } from '../db/draft.ts';
import type { ReadDb, WriteDb } from '../db/sql.ts';
import { transact } from '../db/sql.ts';
import { toAppError } from './app-error.ts';
import type { Desk } from './desk.ts';
import type { PaperFonts } from './documents/fonts/paper-fonts.ts';
import type { Services } from './services.ts';
import { examineOpenDesk } from './session/damage.ts';

/** What a query or command handler may use besides its database. */
export interface HandlerContext {
  readonly desk: Desk;
  readonly nowMs: number;
}

export interface QueryContext extends HandlerContext {
  /** What papers can be printed with. */
  readonly paperFonts: () => PaperFonts;
}

type Handler<Name extends ProcedureName> = Contract[Name]['kind'] extends 'query'
  ? (db: ReadDb, input: ParsedInputOf<Name>, context: QueryContext) => OutputOf<Name>
  : Contract[Name]['kind'] extends 'command'
    ? (db: WriteDb, input: ParsedInputOf<Name>, context: HandlerContext) => OutputOf<Name>
    : (services: Services, input: ParsedInputOf<Name>) => Promise<OutputOf<Name>>;

/** A handler for every procedure: a missing or misspelt one does not compile. */
export type Handlers = { readonly [Name in ProcedureName]: Handler<Name> };
/** The handlers of one feature. */
export type HandlersOf<Part> = { readonly [Name in keyof Part & ProcedureName]: Handler<Name> };

export interface RpcOptions {
  readonly handlers: Handlers;
  readonly services: Services;
  /** Told of every commit's topics. */
  readonly broadcast: (topics: readonly string[]) => void;
  /** Also parse what handlers return (tests and the demo). */
  readonly checkOutputs?: boolean;
  /** Told of bugs; expected failures are not reported. */
  readonly report: (error: unknown, name: string) => void;
}

export type Rpc = (name: string, input: unknown) => Promise<Reply<unknown>>;

/** Deepest input: more could not be stored either (shared/log/canonical.ts). */
const inputDepth = 32;

/** Largest input in characters of text and bytes of binary data. */
export const inputLimit = 16 * 1024 * 1024;

export function createRpc(options: RpcOptions): Rpc {
  return async (name, input) => {
    const desk = options.services.desk.current();
    try {
      return { ok: true, value: await dispatch(options, name, input) };
    } catch (error) {
      const known = refusalOf(error, desk);
      if (known.code === 'internal') options.report(error, name);
      // Damage met while working: nothing more may be written into a file that is going bad.
      if (known.code === 'desk.damaged') await examineOpenDesk(options.services);
      return { ok: false, error: { code: known.code, details: known.details } };
    }
  };
}

/** An action found its desk closed under it, by a lock or a restore: its transactions are whole or were not begun. */
function refusalOf(error: unknown, desk: Desk | undefined): AppError {
  const known = toAppError(error);
  const wasClosed = desk !== undefined && !desk.db.connection.open;
  return known.code === 'internal' && wasClosed ? new AppError('session.locked') : known;
}

async function dispatch(options: RpcOptions, name: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(contract, name)) throw new AppError('rpc.unknown-procedure');
  const procedure: AnyProcedure = contract[name as ProcedureName];
  assertFits(input);
  const [own, savedDraft] = withoutSavedDraft(procedure, input);
  const parsed = procedure.input.safeParse(own, { error: chineseReason });
  if (!parsed.success) {
    const excess = bulkExcess(parsed.error.issues, input);
    if (excess) throw new AppError('rpc.too-many', { ...excess });
    throw new AppError('rpc.invalid-input', { reason: describe(parsed.error) });
  }

  const { services } = options;
  const desk = services.desk.current();
  if (procedure.availability === 'unlocked' && !desk) throw new AppError('session.locked');
  if (procedure.side && desk?.identity.side !== procedure.side) {
    throw new AppError('rpc.wrong-desk', { desk: procedure.side === 'city' ? '市级工作台' : '镇区工作台' });
  }
  if (desk && desk.identity.leaderId !== '' && !isAtLeader(procedure)) throw new AppError('rpc.leaders-desk');
  const output = await perform(options, name as ProcedureName, procedure, desk, parsed.data, savedDraft);
  return options.checkOutputs ? procedure.output.parse(output) : output;
}

async function perform(
  options: RpcOptions,
  name: ProcedureName,
  procedure: AnyProcedure,
  desk: Desk | undefined,
  input: unknown,
  savedDraft: string | null,
): Promise<unknown> {
  // The mapped type has proved the pairing; here only the kind is known.
  const handler = options.handlers[name] as (...args: readonly unknown[]) => unknown;
  if (procedure.kind === 'action') return handler(options.services, input);
  if (!desk) throw new Error(`${name}: queries and commands need an open desk`);
  const context: HandlerContext = { desk, nowMs: options.services.nowMs() };
  if (procedure.kind === 'query') {
    const paperFonts = (): PaperFonts => options.services.paperFonts();
    return handler(desk.db, input, { ...context, paperFonts } satisfies QueryContext);
  }
  const { value, topics } = transact(desk.db, (db) => {
    const written = handler(db, input, context);
    if (savedDraft !== null) deleteDraft(db, savedDraft);
    return written;
  });
  if (topics.length > 0) options.broadcast(topics);
  return value;
}

function withoutSavedDraft({ kind }: AnyProcedure, input: unknown): readonly [unknown, string | null] {
  const isNamed = typeof input === 'object' && input !== null && Object.hasOwn(input, savedDraftField);
  if (kind !== 'command' || !isNamed) return [input, null];
  const { [savedDraftField]: key, ...own } = input as Readonly<Record<string, unknown>>;
  return [own, typeof key === 'string' ? key : null];
}

/** Asked before anything else looks at the input; stops counting, and going deeper, at the limits, whatever comes. */
function assertFits(input: unknown): void {
  let room = inputLimit;
  let isTooDeep = false;
  const weigh = (value: unknown, levels: number): void => {
    if (room < 0) return;
    if (typeof value === 'string') room -= value.length;
    else if (value instanceof Uint8Array) room -= value.byteLength;
    else {
      room -= 8;
      if (typeof value !== 'object' || value === null) return;
      if (levels === 0) {
        isTooDeep = true;
        return;
      }
      const isList = Array.isArray(value);
      // Structured clones and parsed JSON have no inherited keys; not copied into a list of entries.
      for (const key in value) {
        if (!isList) room -= key.length;
        weigh((value as Record<string, unknown>)[key], levels - 1);
      }
    }
  };
  weigh(input, inputDepth);
  if (room < 0) throw new AppError('rpc.too-large');
  if (isTooDeep) throw new AppError('rpc.too-deep');
}

/** The first problem in words. */
function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? issue.message : '内容不完整';
}
