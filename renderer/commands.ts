/** What the screens do: one command or action at a time, its state shown in the bar, its refusal in the page. */
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '../shared/contract.ts';
import { callOnce } from './api.ts';
import { type OutcomeOptions, useOutcome } from './outcome.ts';
import { isCommand, type NamesOfKind } from './procedures.ts';

/** Procedures that write or act. */
export type CommandName = NamesOfKind<'command' | 'action'>;

export interface CommandOptions<Name extends CommandName> extends OutcomeOptions {
  readonly onDone?: (value: OutputOf<Name>) => void;
}

/** One command or action of the contract. A refusal is shown as its Chinese sentence unless `quiet`. */
export function useCommand<Name extends CommandName>(
  name: Name,
  options: CommandOptions<Name> = {},
): UseMutationResult<OutputOf<Name>, Error, InputOf<Name>> {
  const outcome = useOutcome(isCommand(name), options);
  return useMutation<OutputOf<Name>, Error, InputOf<Name>>({
    mutationFn: (input) => callOnce(name, input),
    onMutate: outcome.begin,
    onSuccess: (value) => {
      outcome.done();
      options.onDone?.(value);
    },
    onError: outcome.refused,
  });
}
