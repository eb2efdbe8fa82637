/**
 * The browser host: the program's own main and preload bundles in plain Node with a stand-in for `electron`,
 * and Debian's Chromium for the window. For development and tests; it is never shipped.
 *
 * The program's main process is a process of its own, so that several desks live side by side, each with its
 * own arguments and handles, and so that `kill` is a real death: nothing is flushed, nothing is closed.
 */
import type { Page } from '@playwright/test';
import { type ChildProcess, fork } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { createBrowserSide } from './browser-side.ts';
import { connectPeer } from './channel.ts';
import { findChromium } from './chromium.ts';
import { createAskPerson } from './ask-person.ts';
import { createDialogs, type DialogQueue } from './dialogs.ts';
import type {
  BrowserCalls,
  ControlRequest,
  HostRecord,
  PowerEvent,
  ProgramCalls,
  StartOptions,
  WindowState,
} from './protocol.ts';

export interface LaunchOptions {
  /** The main bundle, as `electron-vite build` makes it. */
  readonly mainEntry: string;
  /** Folder of the program's package.json; the one two folders above the bundle when left out. */
  readonly appPath?: string;
  /** `app.getPath('userData')`; Electron's own place when left out. */
  readonly userDataDir?: string;
  /** What stands behind the bundle on the program's command line. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly headless: boolean;
  readonly executablePath?: string;
  /** Dialogs that have no answer in the queue are asked in the window. */
  readonly interactive?: boolean;
  /** Shows what the program writes to its output; it is kept in any case. */
  readonly showOutput?: boolean;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What happens around the program, made to happen. */
export interface AppControls {
  /** Somebody starts the program again. */
  secondInstance(argv: readonly string[], workingDirectory?: string): Promise<void>;
  activate(): Promise<void>;
  power(event: PowerEvent): Promise<void>;
  /** A click on the close button; false when the program keeps its window. */
  closeWindow(index?: number): Promise<boolean>;
  /** `app.quit()`; the program may refuse. */
  quit(): Promise<void>;
  /** What the program's permission handlers answer. */
  askPermission(permission: string): Promise<{ readonly request: boolean; readonly check: boolean }>;
  windowState(index?: number): Promise<WindowState>;
}

export interface BrowserHost {
  windows(): Page[];
  firstWindow(): Promise<Page>;
  readonly app: AppControls;
  readonly dialogs: DialogQueue;
  /** What the program asked of the system, and every request that was refused. */
  readonly records: readonly HostRecord[];
  /** Everything the main process wrote so far. */
  output(): string;
  readonly exited: Promise<Exit>;
  /** Dies at once: no event, no flush, as in a power cut. */
  kill(): Promise<void>;
  /** Quits as a user does; rejects when the program refuses. */
  close(): Promise<void>;
}

/** How long a bundle may take to load, and a program to quit. */
const patienceMs = 30_000;

/** Starts the program. Rejects with its own error when its bundle cannot be loaded. */
export async function launchBrowserHost(options: LaunchOptions): Promise<BrowserHost> {
  const executablePath = options.executablePath ?? findChromium();
  const records: HostRecord[] = [];
  const dialogs = createDialogs(options.interactive ? createAskPerson(() => side.firstPage()) : undefined);
  const child = startProgram(options);
  const output = collectOutput(child, options.showOutput ?? false);
  const exited = new Promise<Exit>((done) => {
    child.once('exit', (code, signal) => done({ code, signal }));
  });

  const side = createBrowserSide({
    executablePath,
    headless: options.headless,
    record: (record) => records.push(record),
    program: () => program,
  });
  const { promise: loaded, resolve: noteLoaded, reject: noteFailed } = Promise.withResolvers<void>();
  const calls: BrowserCalls = {
    ...side.calls,
    askDialog: ({ kind, options: asked }) => dialogs.ask(kind, asked),
    record: (record) => void records.push(record),
    loaded: () => noteLoaded(),
    failed: ({ message }) => noteFailed(new Error(`The program could not be loaded:\n${message}`)),
  };
  const program = connectPeer<ProgramCalls>(
    {
      send: (message, done) => {
        child.send(message, done);
      },
      onMessage: (listener) => child.on('message', listener),
      onClose: (listener) => child.on('disconnect', listener),
    },
    calls,
  );

  const chromiumGone = exited.then(() => side.close());
  const endEarly = async (): Promise<void> => {
    child.kill('SIGKILL');
    await chromiumGone;
  };
  try {
    await Promise.all([withinPatience(loaded, exited, output), side.started()]);
  } catch (error) {
    await endEarly();
    throw error;
  }
  program.post('browserReady', null);

  const control = (request: ControlRequest): Promise<unknown> => program.call('control', request);
  return {
    windows: side.pages,
    firstWindow: side.firstPage,
    app: createControls(control),
    dialogs: dialogs.queue,
    records,
    output,
    exited,
    kill: async () => {
      child.kill('SIGKILL');
      await side.kill();
      await chromiumGone;
    },
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        await control({ what: 'quit' }).catch(() => undefined);
      }
      const refused = new Error('The program refused to quit');
      await Promise.race([exited, rejectAfter(patienceMs, refused)]);
      await chromiumGone;
    },
  };
}

function startProgram({ mainEntry, appPath, userDataDir, args = [], env = {} }: LaunchOptions): ChildProcess {
  const entry = resolve(mainEntry);
  const start: StartOptions = {
    mainEntry: entry,
    appPath: resolve(appPath ?? join(dirname(entry), '../..')),
    userDataDir: userDataDir === undefined ? null : resolve(userDataDir),
  };
  const { NODE_OPTIONS: _ours, ...inherited } = process.env;
  return fork(join(import.meta.dirname, 'main-process.ts'), args, {
    serialization: 'advanced',
    execArgv: ['--enable-source-maps'],
    env: { ...inherited, ...env, BROWSER_HOST_START: JSON.stringify(start) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

function collectOutput(child: ChildProcess, show: boolean): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (part: string) => {
      text += part;
      if (show) process.stdout.write(part);
    });
  }
  return () => text;
}

/** A bundle that awaits `app.whenReady()` at its top level never loads: Electron waits for it as well. */
async function withinPatience(
  loaded: Promise<void>,
  exited: Promise<Exit>,
  output: () => string,
): Promise<void> {
  const early = exited.then(({ code, signal }) => {
    // Quitting before ready is no failure: a second instance does it.
    if (code !== 0) throw new Error(`The program ended at once (${signal ?? code}):\n${output()}`);
  });
  const stuck = new Error(
    'The main bundle did not finish loading; does it await app.whenReady() at its top level?',
  );
  await Promise.race([loaded, early, rejectAfter(patienceMs, stuck)]);
}

function rejectAfter(milliseconds: number, error: Error): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(error), milliseconds).unref();
  });
}

function createControls(control: (request: ControlRequest) => Promise<unknown>): AppControls {
  const act = async (request: ControlRequest): Promise<void> => {
    await control(request);
  };
  return {
    secondInstance: (argv, workingDirectory = process.cwd()) =>
      act({ what: 'second-instance', argv, workingDirectory }),
    activate: () => act({ what: 'activate' }),
    power: (event) => act({ what: 'power', event }),
    closeWindow: async (index = 0) => (await control({ what: 'close-window', index })) === true,
    quit: () => act({ what: 'quit' }),
    askPermission: async (permission) =>
      (await control({ what: 'ask-permission', permission })) as { request: boolean; check: boolean },
    windowState: async (index = 0) => (await control({ what: 'window-state', index })) as WindowState,
  };
}
