/** Saves a form that keeps a draft: once, however often it is asked, and the draft goes with it. */
import { useRef, useState } from 'react';
import type { InputOf, OutputOf } from '../shared/contract.ts';
import { callOnce } from './api.ts';
import { type OutcomeOptions, useOutcome } from './outcome.ts';
import type { NamesOfKind } from './procedures.ts';
import type { Draft } from './ui/useDraft.ts';

export interface Save {
  /** Nothing while one is under way, nor after it: the form is about to be closed. `onDone` once the draft is gone. */
  readonly save: <Name extends NamesOfKind<'command'>>(
    name: Name,
    input: InputOf<Name>,
    onDone: (value: OutputOf<Name>) => void,
  ) => void;
  /** From the first click until the form is closed, or the save was refused. */
  readonly busy: boolean;
  readonly error: unknown;
}

export function useSave(
  draft: Pick<Draft<never>, 'formKey' | 'ready' | 'flush' | 'finish'>,
  options: OutcomeOptions = {},
): Save {
  const outcome = useOutcome(true, options);
  // Two clicks may come before the first is drawn.
  const begun = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const write = async <Name extends NamesOfKind<'command'>>(
    name: Name,
    input: InputOf<Name>,
  ): Promise<{ readonly value: OutputOf<Name> } | null> => {
    try {
      // What still waits to be stored must not come after the save and be a draft again.
      await draft.flush();
      return { value: await callOnce(name, input, draft.formKey) };
    } catch (refusal) {
      begun.current = false;
      setBusy(false);
      setError(refusal);
      outcome.refused(refusal);
      return null;
    }
  };
  const save: Save['save'] = (name, input, onDone) => {
    if (begun.current || !draft.ready) return;
    begun.current = true;
    setBusy(true);
    setError(null);
    outcome.begin();
    void write(name, input).then(async (written) => {
      if (written === null) return;
      outcome.done();
      await draft.finish();
      onDone(written.value);
    });
  };
  return { save, busy, error };
}
