/** What actions may use of the world around them. Plain Node; main.ts fills in the parts only Electron has. */
import type { Keyring } from '../db/sealed-key-file.ts';
import { AppError } from '../shared/errors.ts';
import type { SelfTestCheck } from '../shared/self-test/contract.ts';
import type { Progress } from '../shared/rpc.ts';
import type { Desk } from './desk.ts';
import type { PaperFonts } from './documents/fonts/paper-fonts.ts';
import type { HandedFiles } from './handed-files.ts';
import type { WriterCommand } from './self-test/recover.ts';
import type { SessionMemory } from './session/memory.ts';
import type { Settling } from './settling.ts';

export interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** The operating system's own dialogs. `null` when the officer cancels. */
export interface Dialogs {
  saveFile(options: {
    title: string;
    defaultName: string;
    filters: readonly FileFilter[];
  }): Promise<string | null>;
  openFile(options: { title: string; filters: readonly FileFilter[] }): Promise<string | null>;
  /** Empty when cancelled. */
  openFiles(options: { title: string; filters: readonly FileFilter[] }): Promise<readonly string[]>;
  openFolder(options: { title: string }): Promise<string | null>;
}

/** Printing belongs to Electron: HTML in, PDF bytes out. */
export interface Printing {
  toPdf(html: string): Promise<Uint8Array>;
  /** Opens the system's print dialog; false when it is closed again. @throws AppError paper.print-failed */
  print(html: string, options?: { readonly isLandscape?: boolean }): Promise<boolean>;
}

/** The one holder of the open desk. */
export interface DeskHolder {
  current(): Desk | undefined;
  open(desk: Desk): void;
  /** Closes the database; drafts are already in it. */
  close(): void;
}

export interface ProgramFacts {
  readonly version: string;
  /** `electron`, or `browser-host`: the stand-in of development, which proves nothing about Electron. */
  readonly host: 'electron' | 'browser-host';
  /** What only the host can tell the self-test. */
  readonly hostChecks?: () => Promise<readonly SelfTestCheck[]>;
  /** Starts the self-test's writer; plain Node starts it by itself. */
  readonly writer?: WriterCommand;
}

export interface Services {
  readonly desk: DeskHolder;
  readonly session: SessionMemory;
  /** For the settings screen and the self-test. */
  readonly program: ProgramFacts;
  /** Folder that holds desk.db, key.json, backups, archive, quarantine. */
  readonly folder: string;
  /** Seals this computer's key file beside the passphrase. */
  readonly keyring: Keyring;
  readonly dialogs: Dialogs;
  readonly printing: Printing;
  /** Files opened with the program; `dialogs.openFile` gives out the one that was accepted. */
  readonly handedFiles: HandedFiles;
  /** The fonts that papers carry with them, opened at first use. */
  paperFonts(): PaperFonts;
  nowMs(): number;
  /** The operating system's id of this machine; '' when it has none. */
  machineId(): string;
  /** Milliseconds since the program started: unlike the clock nobody can set it. */
  uptimeMs(): number;
  /** Asks the page to store what was typed. */
  readonly settling: Settling;
  progress(progress: Progress): void;
  broadcast(topics: readonly string[]): void;
  /** Opens a finished file with the system's own program. */
  openPath(path: string): Promise<void>;
  showInFolder(path: string): void;
}

/** The open desk. @throws AppError session.locked */
export function openDesk(services: Services): Desk {
  const desk = services.desk.current();
  if (!desk) throw new AppError('session.locked');
  return desk;
}
