import { errorText } from '../../shared/errors.ts';
import { CallError } from '../api.ts';

/** The Chinese sentence for anything that was thrown; a bug gets the general one, never its English text. */
export function errorSentence(error: unknown): string {
  return error instanceof CallError ? error.message : errorText('internal');
}
