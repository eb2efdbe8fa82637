/**
 * Opens the program for a specification: in real Electron where its binary exists, else in the browser host.
 * Both give the same page and the same controls, so a specification need not know which of the two runs.
 */
import type { Page } from '@playwright/test';
import { ensureBundles, mainBundle } from '../../build/bundles.ts';
import { launchBrowserHost } from '../../build/browser-host/launch.ts';
import { findElectron } from '../../build/electron-binary.ts';
import { ensureChromium } from '../../build/ensure-chromium.ts';
import { launchElectron } from './launch-electron.ts';

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
  /** Dies at once, as in a power cut. */
  kill(): Promise<void>;
}

/** Which of the two `launchDesk` uses here. */
export function deskKind(): OpenDesk['kind'] {
  return findElectron() === undefined ? 'browser-host' : 'electron';
}

export async function launchDesk(options: DeskOptions): Promise<OpenDesk> {
  ensureBundles();
  const electron = findElectron();
  const desk =
    electron === undefined ? await launchInBrowserHost(options) : await launchElectron(electron, options);
  for (const path of options.dialogs?.save ?? []) await desk.dialogs.answerSave(path);
  for (const path of options.dialogs?.open ?? []) await desk.dialogs.answerOpen(path);
  return desk;
}

async function launchInBrowserHost({ userDataDir, args = [] }: DeskOptions): Promise<OpenDesk> {
  const host = await launchBrowserHost({
    mainEntry: mainBundle,
    userDataDir,
    args,
    headless: true,
    executablePath: ensureChromium(),
  });
  const { dialogs } = host;
  return {
    kind: 'browser-host',
    page: await host.firstWindow(),
    dialogs: {
      answerSave: async (path) => dialogs.answerSave(path),
      answerOpen: async (...paths) => dialogs.answerOpen(...paths),
      askedTitles: async () => dialogs.asked.map(({ options }) => options.title ?? ''),
    },
    output: () => host.output(),
    close: () => host.close(),
    kill: () => host.kill(),
  };
}
