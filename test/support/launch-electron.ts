/** Opens the program in real Electron, with the controls of test/support/launch-desk.ts. */
import { _electron, type ElectronApplication } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRoot } from '../../build/browser-host/chromium.ts';
import { projectRoot } from '../../build/steps.ts';
import type { DeskDialogs, DeskOptions, OpenDesk } from './open-desk.ts';

/** Where the queue lies inside Electron's main process. */
interface Queues {
  readonly save: (string | null)[];
  readonly open: (readonly string[])[];
  readonly buttons: number[];
  readonly titles: string[];
}

type WithQueues = typeof globalThis & { deskDialogs: Queues };

export async function launchElectron(
  executablePath: string,
  { userDataDir, args = [] }: DeskOptions,
): Promise<OpenDesk> {
  const own = [...(isRoot() ? ['--no-sandbox'] : []), projectRoot, `--user-data-dir=${userDataDir}`];
  const app = await _electron.launch({ executablePath, args: [...own, ...args] });
  await queueDialogs(app);
  const ended = once(app.process(), 'exit').then(() => undefined);
  let written = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (part: Buffer) => {
      written += part.toString();
    });
  }
  return {
    kind: 'electron',
    page: await app.firstWindow(),
    dialogs: createDialogs(app),
    output: () => written,
    close: () => app.close(),
    clickClose: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    startAgain: async (...again) => {
      const second = spawn(executablePath, [...own, ...again], { stdio: 'ignore' });
      await once(second, 'exit');
    },
    ended,
    kill: async () => {
      app.process().kill('SIGKILL');
      await ended;
    },
  };
}

/** Puts a queue in the place of the system's dialogs; they would wait for a hand. */
async function queueDialogs(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    const queues: Queues = { save: [], open: [], buttons: [], titles: [] };
    (globalThis as WithQueues).deskDialogs = queues;
    const note = (args: readonly unknown[]): void => {
      queues.titles.push((args.at(-1) as { title?: string }).title ?? '');
    };
    Object.assign(dialog, {
      showSaveDialog: async (...args: readonly unknown[]) => {
        note(args);
        const path = queues.save.shift();
        if (path === undefined) throw new Error('No answer is queued for showSaveDialog');
        return { canceled: path === null, filePath: path ?? '' };
      },
      showOpenDialog: async (...args: readonly unknown[]) => {
        note(args);
        const paths = queues.open.shift();
        if (paths === undefined) throw new Error('No answer is queued for showOpenDialog');
        return { canceled: paths.length === 0, filePaths: [...paths] };
      },
      showMessageBox: async (...args: readonly unknown[]) => {
        note(args);
        const response = queues.buttons.shift();
        if (response === undefined) throw new Error('No answer is queued for showMessageBox');
        return { response, checkboxChecked: false };
      },
    });
  });
}

function createDialogs(app: ElectronApplication): DeskDialogs {
  return {
    answerSave: (path) =>
      app.evaluate((_electron, path) => {
        (globalThis as WithQueues).deskDialogs.save.push(path);
      }, path),
    answerOpen: (...paths) =>
      app.evaluate((_electron, paths) => {
        (globalThis as WithQueues).deskDialogs.open.push(paths);
      }, paths),
    answerMessageBox: (button) =>
      app.evaluate((_electron, button) => {
        (globalThis as WithQueues).deskDialogs.buttons.push(button);
      }, button),
    askedTitles: () => app.evaluate(() => (globalThis as WithQueues).deskDialogs.titles),
  };
}
