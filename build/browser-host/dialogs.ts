/** Answers the program's dialogs: from a test's queue, or by asking the person at the screen. */
import type { DialogAnswers, DialogKind, DialogRequests } from './protocol.ts';

export type AskedDialog = {
  [Kind in DialogKind]: {
    readonly kind: Kind;
    readonly options: DialogRequests[Kind];
    /** Missing while the dialog waits, or when nothing was queued for it. */
    readonly answer?: DialogAnswers[Kind];
  };
}[DialogKind];

/** An answer, or a function of what was asked. */
export type QueuedAnswer<Kind extends DialogKind> =
  | DialogAnswers[Kind]
  | ((options: DialogRequests[Kind]) => DialogAnswers[Kind]);

export interface DialogQueue {
  /** The next save dialog gets this path; `null` cancels. */
  answerSave(path: string | null | ((options: DialogRequests['showSaveDialog']) => string | null)): void;
  /** The next open dialog gets these paths; an empty list cancels. */
  answerOpen(...paths: readonly string[]): void;
  /** The next message box gets this button, counted from 0. */
  answerMessageBox(button: number, checkboxChecked?: boolean): void;
  /** Everything asked so far, in order. */
  readonly asked: readonly AskedDialog[];
  /** Answers that nobody has asked for yet. */
  readonly unused: number;
}

/** Asks the person at the screen; given when the window is to be used by hand. */
export type AskPerson = <Kind extends DialogKind>(
  kind: Kind,
  options: DialogRequests[Kind],
) => Promise<DialogAnswers[Kind]>;

export interface Dialogs {
  readonly queue: DialogQueue;
  ask(kind: DialogKind, options: object): Promise<object>;
}

/**
 * Without an answer in the queue and without a person, a dialog rejects: a test that forgot one hears of it
 * instead of waiting.
 */
export function createDialogs(askPerson?: AskPerson): Dialogs {
  const asked: AskedDialog[] = [];
  const answers: { readonly [Kind in DialogKind]: QueuedAnswer<Kind>[] } = {
    showSaveDialog: [],
    showOpenDialog: [],
    showMessageBox: [],
  };

  const answerOne = async <Kind extends DialogKind>(
    kind: Kind,
    options: DialogRequests[Kind],
  ): Promise<object> => {
    const queued = answers[kind].shift();
    if (queued !== undefined) return typeof queued === 'function' ? queued(options) : queued;
    if (askPerson) return await askPerson(kind, options);
    asked.push({ kind, options } as AskedDialog);
    throw new Error(`No answer is queued for ${kind}(${JSON.stringify(options)})`);
  };

  return {
    ask: async (kind, options) => {
      const answer = await answerOne(kind, options as never);
      asked.push({ kind, options, answer } as AskedDialog);
      return answer;
    },
    queue: {
      answerSave: (path) => {
        const toAnswer = (chosen: string | null): DialogAnswers['showSaveDialog'] => ({
          canceled: chosen === null,
          filePath: chosen ?? '',
        });
        answers.showSaveDialog.push(
          typeof path === 'function' ? (options) => toAnswer(path(options)) : toAnswer(path),
        );
      },
      answerOpen: (...paths) => {
        answers.showOpenDialog.push({ canceled: paths.length === 0, filePaths: [...paths] });
      },
      answerMessageBox: (button, checkboxChecked = false) => {
        answers.showMessageBox.push({ response: button, checkboxChecked });
      },
      asked,
      get unused() {
        return Object.values(answers).reduce((sum, list) => sum + list.length, 0);
      },
    },
  };
}
