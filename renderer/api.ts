/** The window's only way to the main process: a typed client over the one bridge. */
import type { InputOf, OutputOf, ProcedureName } from '../shared/contract.ts';
import { type ErrorCode, type ErrorDetails, errorText } from '../shared/errors.ts';
import { type DeskBridge, savedDraftField } from '../shared/rpc.ts';

declare global {
  interface Window {
    readonly desk: DeskBridge;
  }
}

/** A refused call. `message` is the Chinese sentence to show as it is. */
export class CallError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(errorText(code, details));
    this.name = 'CallError';
    this.code = code;
    this.details = details;
  }
}

/**
 * Calls one procedure of the contract; throws CallError when it is refused. With `savedDraft` a command takes that draft
 * along: the record is saved and the draft gone, or neither.
 */
export async function call<Name extends ProcedureName>(
  name: Name,
  input: InputOf<Name>,
  savedDraft?: string,
): Promise<OutputOf<Name>> {
  const sent = savedDraft === undefined ? input : { ...input, [savedDraftField]: savedDraft };
  const reply = await window.desk.call(name, sent);
  if (!reply.ok) throw new CallError(reply.error.code, reply.error.details);
  return reply.value as OutputOf<Name>;
}

const underWay = new Map<string, Promise<unknown>>();

/**
 * A double click asks for the same twice: while the first is under way both get its one answer, instead of an error
 * beside the success.
 */
export function callOnce<Name extends ProcedureName>(
  name: Name,
  input: InputOf<Name>,
  savedDraft?: string,
): Promise<OutputOf<Name>> {
  const key = JSON.stringify([name, input]);
  const known = underWay.get(key) as Promise<OutputOf<Name>> | undefined;
  if (known) return known;
  const promise = call(name, input, savedDraft).finally(() => underWay.delete(key));
  underWay.set(key, promise);
  return promise;
}
