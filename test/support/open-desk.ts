/** An open program as specifications see it, whichever host runs it. */
import type { Page } from '@playwright/test';

export interface DeskOptions {
  /** The program's data folder; give each desk its own. */
  readonly userDataDir: string;
  /** For example `--desk-clock=2026-11-02T09:00:00+08:00`. */
  readonly args?: readonly string[];
  /** Answers given from the start; more can be queued later. */
  readonly dialogs?: { readonly save?: readonly string[]; readonly open?: readonly string[] };
}

/** Answers of the system's dialogs, in the order they will be asked for. */
export interface DeskDialogs {
  /** `null` cancels. */
  answerSave(path: string | null): Promise<void>;
  /** No path cancels. */
  answerOpen(...paths: readonly string[]): Promise<void>;
  /** The button of a message box, counted from 0. */
  answerMessageBox(button: number): Promise<void>;
  /** Titles of the dialogs asked so far, in order. */
  askedTitles(): Promise<readonly string[]>;
}

export interface OpenDesk {
  readonly kind: 'electron' | 'browser-host';
  readonly page: Page;
  readonly dialogs: DeskDialogs;
  /** What the main process wrote. */
  output(): string;
  /** Quits as an officer does. */
  close(): Promise<void>;
  /** A click on the window's close button. The program may keep the window. */
  clickClose(): Promise<void>;
  /** Somebody starts the program again with these arguments, as a double click on a file does. */
  startAgain(...args: readonly string[]): Promise<void>;
  /** Resolves when the program has ended. */
  readonly ended: Promise<void>;
  /** Dies at once, as in a power cut. */
  kill(): Promise<void>;
}
