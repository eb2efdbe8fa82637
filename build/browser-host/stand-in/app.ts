/** `electron.app`: the life of the program, from ready to quit. */
import type { App } from 'electron';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commandLine } from './command-line.ts';
import { demandReady, isReady, program, readManifest } from './program.ts';
import { holdInstanceLock, type InstanceLock } from './single-instance.ts';
import { createEmitter, emitCancelable, strict } from './strict.ts';
import { openWindows } from './windows.ts';

type PathName = Parameters<App['getPath']>[0];

type Members = Pick<
  App,
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'focus'
  | 'getPath'
  | 'setPath'
  | 'getAppPath'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getAppMetrics'
  | 'getLocale'
  | 'getSystemLocale'
  | 'isPackaged'
  | 'name'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'disableHardwareAcceleration'
  | 'enableSandbox'
  | 'setAppUserModelId'
  | 'setAboutPanelOptions'
>;

export const appEvents = createEmitter(
  'app',
  [
    'will-finish-launching',
    'ready',
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit',
    'activate',
    'second-instance',
    'browser-window-created',
    'browser-window-focus',
    'browser-window-blur',
    'web-contents-created',
    'render-process-gone',
  ],
  ['child-process-gone', 'certificate-error', 'open-file', 'open-url', 'session-created', 'gpu-info-update'],
);

const paths = new Map<string, string>();
let name: string | undefined;
let lock: InstanceLock | undefined;

/** The same folders as Electron's on each system. */
function defaultPath(wanted: PathName): string {
  const home = homedir();
  switch (wanted) {
    case 'home':
      return home;
    case 'appData':
      if (process.platform === 'win32') return process.env['APPDATA'] ?? join(home, 'AppData/Roaming');
      if (process.platform === 'darwin') return join(home, 'Library/Application Support');
      return process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');
    case 'userData':
    case 'sessionData':
      return userDataFolder();
    case 'temp':
      return tmpdir();
    case 'desktop':
      return join(home, 'Desktop');
    case 'documents':
      return join(home, 'Documents');
    case 'downloads':
      return join(home, 'Downloads');
    case 'pictures':
      return join(home, 'Pictures');
    case 'logs':
      return join(app.getPath('userData'), 'logs');
    case 'exe':
      return process.execPath;
    default:
      throw new Error(`The browser host has no path '${wanted}'`);
  }
}

function userDataFolder(): string {
  const chosen = program().start.userDataDir ?? commandLine.getSwitchValue('user-data-dir');
  return chosen === '' ? join(app.getPath('appData'), app.getName()) : resolve(chosen);
}

const members = {
  isPackaged: false,
  get name(): string {
    return app.getName();
  },
  set name(value: string) {
    name = value;
  },
  whenReady: () =>
    isReady()
      ? Promise.resolve()
      : new Promise<void>((done) => {
          appEvents.once('ready', () => done());
        }),
  isReady,
  quit: () => {
    const { stage } = program();
    if (stage === 'quitting' || emitCancelable(appEvents, 'before-quit')) return;
    program().stage = 'quitting';
    const stays = openWindows().some((window) => !window.requestClose());
    if (stays || emitCancelable(appEvents, 'will-quit')) program().stage = stage;
    else leave(0);
  },
  exit: (code = 0) => {
    for (const window of openWindows()) window.vanish();
    leave(code);
  },
  focus: () => {},
  getPath: (wanted) => {
    const path = paths.get(wanted) ?? defaultPath(wanted);
    if (wanted === 'userData') mkdirSync(path, { recursive: true });
    return path;
  },
  setPath: (changed, path) => {
    paths.set(changed, path);
  },
  getAppPath: () => program().start.appPath,
  getName: () => name ?? readManifest().name,
  setName: (changed) => {
    name = changed;
  },
  getVersion: () => readManifest().version,
  // Nothing is known of the processes: the self-test then claims nothing.
  getAppMetrics: () => [],
  getLocale: () => {
    demandReady('app.getLocale() can only be called after app is ready');
    return 'zh-CN';
  },
  getSystemLocale: () => 'zh-CN',
  requestSingleInstanceLock: (additionalData) => {
    lock ??= holdInstanceLock(app.getPath('userData'), additionalData, (other) => {
      appEvents.emit('second-instance', {}, other.argv, other.workingDirectory, other.additionalData);
    });
    return lock.held;
  },
  hasSingleInstanceLock: () => lock?.held ?? false,
  releaseSingleInstanceLock: () => {
    lock?.release();
    lock = undefined;
  },
  disableHardwareAcceleration: () => {
    if (isReady())
      throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  },
  enableSandbox: () => {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready');
  },
  setAppUserModelId: () => {},
  setAboutPanelOptions: () => {},
} satisfies Members;

export const app = strict(
  Object.defineProperties(appEvents, {
    ...Object.getOwnPropertyDescriptors(members),
    commandLine: { value: commandLine, enumerable: true },
  }) as typeof appEvents & typeof members & { readonly commandLine: typeof commandLine },
  'app',
);

/** The main bundle is loaded and Chromium is there. */
export function becomeReady(): void {
  if (program().stage !== 'loading') return;
  program().stage = 'ready';
  appEvents.emit('will-finish-launching');
  appEvents.emit('ready', {}, {});
}

/** After the last window: `window-all-closed`, or the default, which is to quit. */
export function noteWindowClosed(): void {
  if (openWindows().length > 0 || program().stage !== 'ready') return;
  if (appEvents.listenerCount('window-all-closed') > 0) appEvents.emit('window-all-closed');
  else app.quit();
}

function leave(code: number): void {
  program().stage = 'quitting';
  appEvents.emit('quit', {}, code);
  const told = lock?.told ?? Promise.resolve();
  lock?.release();
  // A second instance leaves only when the first has heard of it.
  void told.then(() => program().browser.drained()).finally(() => process.exit(code));
}
