/** The program's life: one instance, one window, one channel. */
import type { BrowserWindow } from 'electron';
import { app, dialog, ipcMain, powerMonitor, protocol, session, shell } from 'electron';
import { join } from 'node:path';
import { callChannel, changedChannel, progressChannel, type Reply } from '../shared/rpc.ts';
import { createClock } from './clock.ts';
import { createDeskHolder } from './desk-holder.ts';
import { loadPaperFonts } from './documents/fonts/paper-fonts.ts';
import { handlers } from './handlers.ts';
import { createPrintingHost, type PrintingHost } from './printing.ts';
import { serveRendererFile } from './renderer-files.ts';
import { createRpc } from './rpc.ts';
import { createSessionMemory } from './session/memory.ts';
import type { Services } from './services.ts';
import { isTrustedFrame } from './trusted-frame.ts';
import { createMainWindow, denyPermissions } from './window.ts';

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

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
    program: { version: app.getVersion(), host: process.versions.electron ? 'electron' : 'browser-host' },
    folder,
    uptimeMs,
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
}

if (app.requestSingleInstanceLock()) {
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
