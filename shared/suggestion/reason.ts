/** 理由 of a suggestion: why a town asks for it. It stands beside the fields of the operation and is written with it. */
import type { OperationBody } from '../log/operation.ts';
import { typedLines } from '../text/typed.ts';

export const reasonLength = 500;

/** As it is typed; '' where none is given. */
export const suggestionReason = typedLines()
  .trim()
  .max(reasonLength, { message: `理由请不超过 ${reasonLength} 字` });

/** As it is shown; '' for operations without one, and for what is no text or would fill the page. */
export function reasonOf(body: OperationBody): string {
  return shownReason.safeParse(body['reason']).data ?? '';
}

/** Written in another form (NFC) it may be longer than it was typed. */
const shownReason = typedLines()
  .trim()
  .max(4 * reasonLength);
