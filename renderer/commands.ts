/** What the screens do: one command or action at a time, its state shown in the bar, its refusal in the page. */
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '../shared/contract.ts';
import { callOnce } from './api.ts';
import { isCommand, type NamesOfKind } from './procedures.ts';
import { clearFailures } from './ui/failures.ts';
import { noteNothing, noteSaved, noteSaving } from './ui/saveState.ts';
import { useNotice } from './ui/useNotice.tsx';

/** Procedures that write or act. */
export type CommandName = NamesOfKind<'command' | 'action'>;

export interface CommandOptions<Name extends CommandName> {
  readonly onDone?: (value: OutputOf<Name>) => void;
  /** Shown briefly when it worked, such as “已保存”. */
  readonly doneText?: string;
  /** The screen shows the error itself. */
  readonly quiet?: boolean;
  readonly onFailed?: () => void;
}

/** One command or action of the contract. A refusal is shown as its Chinese sentence unless `quiet`. */
export function useCommand<Name extends CommandName>(
  name: Name,
  options: CommandOptions<Name> = {},
): UseMutationResult<OutputOf<Name>, Error, InputOf<Name>> {
  const notice = useNotice();
  const saves = isCommand(name);
  return useMutation<OutputOf<Name>, Error, InputOf<Name>>({
    mutationFn: (input) => callOnce(name, input),
    onMutate: () => {
      clearFailures();
      if (saves) noteSaving();
    },
    onSuccess: (value) => {
      if (saves) noteSaved();
      if (options.doneText !== undefined) notice.done(options.doneText);
      options.onDone?.(value);
    },
    onError: (error) => {
      // Refused, not lost: the sentence says what to do, so the bar need not alarm as it does for an unsaved draft.
      if (saves) noteNothing();
      if (options.quiet !== true) notice.failure(error);
      options.onFailed?.();
    },
  });
}
