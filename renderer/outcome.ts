/** What is said while something is done, once it is done, and when it was refused. */
import { clearFailures } from './ui/failures.ts';
import { noteNothing, noteSaved, noteSaving } from './ui/saveState.ts';
import { useNotice } from './ui/useNotice.tsx';

export interface OutcomeOptions {
  /** Shown briefly when it worked, such as “已保存”. */
  readonly doneText?: string;
  /** The screen shows the refusal itself. */
  readonly quiet?: boolean;
  readonly onFailed?: () => void;
}

export interface Outcome {
  readonly begin: () => void;
  readonly done: () => void;
  readonly refused: (error: unknown) => void;
}

/** `saves` writes to the ledger: the bar tells of it too. */
export function useOutcome(saves: boolean, options: OutcomeOptions): Outcome {
  const notice = useNotice();
  return {
    begin: () => {
      clearFailures();
      if (saves) noteSaving();
    },
    done: () => {
      if (saves) noteSaved();
      if (options.doneText !== undefined) notice.done(options.doneText);
    },
    refused: (error) => {
      // Refused, not lost: the sentence says what to do, so the bar need not alarm as it does for an unsaved draft.
      if (saves) noteNothing();
      if (options.quiet !== true) notice.failure(error);
      options.onFailed?.();
    },
  };
}
