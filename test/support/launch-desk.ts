/**
 * Opens the program for a specification: in real Electron where its binary exists, else in the browser host.
 * Both give the same page and the same controls, so a specification need not know which of the two runs.
 */
import { ensureBundles, mainBundle } from '../../build/bundles.ts';
import { launchBrowserHost } from '../../build/browser-host/launch.ts';
import { findElectron } from '../../build/electron-binary.ts';
import { ensureChromium } from '../../build/ensure-chromium.ts';
import { launchElectron } from './launch-electron.ts';
import type { DeskOptions, OpenDesk } from './open-desk.ts';

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
      answerMessageBox: async (button) => dialogs.answerMessageBox(button),
      askedTitles: async () => dialogs.asked.map(({ options }) => options.title ?? ''),
    },
    output: () => host.output(),
    close: () => host.close(),
    clickClose: async () => void (await host.app.closeWindow()),
    startAgain: (...again) => host.app.secondInstance([process.execPath, mainBundle, ...again]),
    ended: host.exited.then(() => host.close()),
    kill: () => host.kill(),
  };
}
