/** The program's life: one instance, one window, one channel. */
import type { BrowserWindow } from 'electron';
import { app, dialog, ipcMain, powerMonitor, protocol, safeStorage, session, shell } from 'electron';
import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { callChannel, changedChannel, progressChannel, type Reply } from '../shared/rpc.ts';
import { createClock } from './clock.ts';
import { createDeskHolder } from './desk-holder.ts';
import { loadPaperFonts } from './documents/fonts/paper-fonts.ts';
import { handlers } from './handlers.ts';
import { readMachineId } from './machine-id.ts';
import { createPrintingHost, type PrintingHost } from './printing.ts';
import { serveRendererFile } from './renderer-files.ts';
import { createRpc } from './rpc.ts';
import { type HostFacts, hostChecks, pageProbe } from './self-test/host-checks.ts';
import { runSelfTest } from './self-test/report.ts';
import { writeUntilKilled } from './self-test/writer.ts';
import { createSessionMemory } from './session/memory.ts';
import type { ProgramFacts, Services } from './services.ts';
import { isTrustedFrame } from './trusted-frame.ts';
import { createMainWindow, denyPermissions } from './window.ts';

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

const selfTestSwitch = 'self-test';
const writerSwitch = 'self-test-writer';

const untrusted: Reply<never> = { ok: false, error: { code: 'rpc.untrusted-sender', details: {} } };

let mainWindow: BrowserWindow | null = null;

function send(channel: string, payload: unknown): void {
  if (mainWindow && !mainWindow.isDestroyed()) mainWindow.webContents.send(channel, payload);
}

function createServices(printingHost: PrintingHost): Services {
  const folder = join(app.getPath('userData'), 'desk');
  const uptimeMs = (): number => performance.now();
  return {
    desk: createDeskHolder(),
    session: createSessionMemory(folder, uptimeMs),
    program: programFacts(),
    folder,
    uptimeMs,
    machineId: lazily(() => readMachineId()),
    nowMs: createClock(app.isPackaged ? '' : app.commandLine.getSwitchValue('desk-clock')),
    dialogs: {
      saveFile: async ({ title, defaultName, filters }) => {
        const defaultPath = join(app.getPath('documents'), defaultName);
        const answer = await dialog.showSaveDialog({ title, defaultPath, filters: toFilters(filters) });
        return answer.canceled || !answer.filePath ? null : answer.filePath;
      },
      openFile: async ({ title, filters }) => {
        const answer = await dialog.showOpenDialog({
          title,
          filters: toFilters(filters),
          properties: ['openFile'],
        });
        return answer.canceled ? null : (answer.filePaths[0] ?? null);
      },
      openFiles: async ({ title, filters }) => {
        const answer = await dialog.showOpenDialog({
          title,
          filters: toFilters(filters),
          properties: ['openFile', 'multiSelections'],
        });
        return answer.canceled ? [] : answer.filePaths;
      },
      openFolder: async ({ title }) => {
        const answer = await dialog.showOpenDialog({ title, properties: ['openDirectory'] });
        return answer.canceled ? null : (answer.filePaths[0] ?? null);
      },
    },
    printing: printingHost.printing,
    paperFonts: lazily(() => loadPaperFonts(fontsFolder())),
    progress: (progress) => send(progressChannel, progress),
    broadcast: (topics) => send(changedChannel, topics),
    openPath: async (path) => {
      await shell.openPath(path);
    },
    showInFolder: (path) => shell.showItemInFolder(path),
  };
}

function programFacts(): ProgramFacts {
  const host = process.versions['electron'] ? 'electron' : 'browser-host';
  const ownCode = app.isPackaged ? [] : [app.getAppPath()];
  return {
    version: app.getVersion(),
    host,
    hostChecks: async () => hostChecks({ host, ...(await whatTheHostKnows()) }),
    ...(host === 'electron'
      ? { writer: { program: process.execPath, args: [...ownCode, `--${writerSwitch}={file}`] } }
      : {}),
  };
}

/** Asked of the running page and of Chromium's own process table. */
async function whatTheHostKnows(): Promise<Omit<HostFacts, 'host'>> {
  const page = mainWindow
    ? ((await mainWindow.webContents.executeJavaScript(pageProbe)) as HostFacts['page'])
    : { nodeNames: [], bridge: [] };
  return {
    page,
    sandboxed: app
      .getAppMetrics()
      .filter(({ type }) => type === 'Tab')
      .flatMap(({ sandboxed }) => sandboxed ?? []),
    keyring: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform,
  };
}

/** Shipped beside the program, or where npm put them. */
function fontsFolder(): string {
  return app.isPackaged
    ? join(process.resourcesPath, 'paper-fonts')
    : join(app.getAppPath(), 'node_modules/@fontsource');
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function toFilters(
  filters: readonly { name: string; extensions: readonly string[] }[],
): Electron.FileFilter[] {
  return filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] }));
}

function start(): void {
  const printingHost = createPrintingHost();
  const services = createServices(printingHost);
  const rpc = createRpc({
    handlers,
    services,
    broadcast: services.broadcast,
    checkOutputs: !app.isPackaged,
    report: (error, name) =>
      process.stderr.write(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : '?'}\n`),
  });
  protocol.handle('app', (request) =>
    new URL(request.url).host === 'print'
      ? printingHost.serve(request.url)
      : serveRendererFile(join(import.meta.dirname, '../renderer'), request.url),
  );
  denyPermissions(session.defaultSession);
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) =>
    isTrustedFrame(event.senderFrame) && typeof name === 'string' ? rpc(name, input) : untrusted,
  );
  powerMonitor.on('lock-screen', () => void rpc('session.lock', {}));
  app.on('will-quit', () => services.desk.close());
  mainWindow = createMainWindow();
  if (app.commandLine.hasSwitch(selfTestSwitch)) void selfTest(services, mainWindow);
}

/** `--self-test` prints one JSON and ends; `--self-test=<path>` writes it there too (a Windows program has no console). */
async function selfTest({ program, nowMs }: Services, window: BrowserWindow): Promise<void> {
  await new Promise<void>((resolve) => {
    window.webContents.once('did-finish-load', () => resolve());
  });
  const report = await runSelfTest({ ...program, nowMs: nowMs() });
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const path = app.commandLine.getSwitchValue(selfTestSwitch);
  if (path !== '') writeFileSync(path, text);
  writeSync(1, text);
  app.exit(report.ok ? 0 : 1);
}

if (app.commandLine.hasSwitch(writerSwitch)) {
  writeUntilKilled(app.commandLine.getSwitchValue(writerSwitch));
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (!mainWindow) return;
    if (mainWindow.isMinimized()) mainWindow.restore();
    mainWindow.focus();
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
} else {
  app.quit();
}
