/** The program's life: one instance, one window, one channel. */
import type { BrowserWindow } from 'electron';
import { app, dialog, ipcMain, Menu, powerMonitor, protocol, session, shell } from 'electron';
import { mkdtempSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callChannel, changedChannel, progressChannel, type Reply, settleChannel } from '../shared/rpc.ts';
import { createClock } from './clock.ts';
import { createDeskHolder } from './desk-holder.ts';
import { loadPaperFonts } from './documents/fonts/paper-fonts.ts';
import { createHandedFiles } from './handed-files.ts';
import { handlers } from './handlers.ts';
import { keyringName, systemKeyring } from './keyring.ts';
import { readMachineId } from './machine-id.ts';
import { createPrintingHost, type PrintingHost } from './printing.ts';
import { serveRendererFile } from './renderer-files.ts';
import { createRpc } from './rpc.ts';
import { type FuseReading, readFuses } from './self-test/fuses.ts';
import { type HostFacts, hostChecks, pageProbe } from './self-test/host-checks.ts';
import { runSelfTest } from './self-test/report.ts';
import { reportText, unsigned } from './self-test/signature.ts';
import { writeUntilKilled } from './self-test/writer.ts';
import { flushAnchor } from './session/anchor.ts';
import { backupsEnded } from './session/backups.ts';
import { createSessionMemory } from './session/memory.ts';
import type { ProgramFacts, Services } from './services.ts';
import { createSettling } from './settling.ts';
import { endTasks } from './tasks.ts';
import { isTrustedFrame } from './trusted-frame.ts';
import { createMainWindow, denyPermissions } from './window.ts';

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

const selfTestSwitch = 'self-test';
const writerSwitch = 'self-test-writer';
const pagePatienceMs = 30_000;

const untrusted: Reply<never> = { ok: false, error: { code: 'rpc.untrusted-sender', details: {} } };

const handedFiles = createHandedFiles();
let mainWindow: BrowserWindow | null = null;

function send(channel: string, payload: unknown): void {
  if (mainWindow && !mainWindow.isDestroyed()) mainWindow.webContents.send(channel, payload);
}

/** False when there is no page that could answer. */
function askToSettle(): boolean {
  if (!mainWindow || mainWindow.isDestroyed()) return false;
  const { webContents } = mainWindow;
  if (webContents.isCrashed() || webContents.isLoading()) return false;
  webContents.send(settleChannel, null);
  return true;
}

function createServices(printingHost: PrintingHost): Services {
  const folder = join(app.getPath('userData'), 'desk');
  const uptimeMs = (): number => performance.now();
  return {
    desk: createDeskHolder(),
    session: createSessionMemory(folder, uptimeMs),
    program: programFacts(),
    folder,
    keyring: systemKeyring,
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
        const handed = handedFiles.answer(filters.flatMap(({ extensions }) => extensions));
        if (handed !== null) return handed;
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
    handedFiles,
    paperFonts: lazily(() => loadPaperFonts(fontsFolder())),
    settling: createSettling(askToSettle),
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
  const contents = mainWindow?.webContents;
  const isThere = contents !== undefined && !contents.isCrashed() && !contents.isLoading();
  const page = isThere ? ((await contents.executeJavaScript(pageProbe)) as HostFacts['page']) : null;
  return {
    page,
    sandboxed: app
      .getAppMetrics()
      .filter(({ type }) => type === 'Tab')
      .flatMap(({ sandboxed }) => sandboxed ?? []),
    keyring: { name: keyringName(), seals: (await systemKeyring.backend()) !== null },
    fuses: await ownFuses(),
    isPackaged: app.isPackaged,
  };
}

async function ownFuses(): Promise<FuseReading> {
  if (!process.versions['electron']) return null;
  try {
    return await readFuses(process.execPath);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
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

function start({ isHidden }: { readonly isHidden: boolean }): Services {
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
  powerMonitor.on('lock-screen', () => {
    void services.settling
      .settle()
      .then((settled) => rpc('session.lock', settled === 'unstored' ? { typing: 'unstored' } : {}));
  });
  powerMonitor.on('suspend', () => void services.settling.settle());
  powerMonitor.on('shutdown', () => app.quit());
  app.on('will-quit', () => {
    flushAnchor(services);
    services.desk.close();
  });
  const window = createMainWindow({
    mayClose: async () => {
      const may = (await services.settling.settle()) !== 'unstored' || (await isLossAccepted(window));
      // An export leaves no half file on the stick, an import is whole.
      if (may) await endTasks(services);
      if (may) await backupsEnded(services);
      return may;
    },
    sessionEnds: () => void services.settling.settle(),
    isHidden,
  });
  mainWindow = window;
  return services;
}

/** A bundle or an invitation was opened with the program: the page is told that it waits. */
function takeHanded(args: readonly string[], workingDirectory: string): void {
  if (handedFiles.note(args, workingDirectory)) send(changedChannel, ['handed']);
}

/** Something typed could not be stored (a full disk, a locked desk): the officer decides whether to leave without it. */
async function isLossAccepted(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: '还有内容没有保存',
    message: '刚才填写的内容没能保存到磁盘。',
    detail: '它仍在窗口里，之前保存的内容都在。建议返回，清理磁盘空间或解锁后再关闭。',
    buttons: ['返回', '不保存，关闭'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/**
 * `--self-test` prints one JSON and ends; `--self-test=<path>` writes it there too (a Windows program has no console).
 * It answers while the program runs as well: it asks for no lock, and has a profile of its own, because two processes
 * must not share one. The desk is not in it.
 */
function startSelfTest(): void {
  const profile = mkdtempSync(join(tmpdir(), 'desk-self-test-profile-'));
  app.setPath('userData', profile);
  void app.whenReady().then(async () => {
    const services = start({ isHidden: true });
    await pageShown();
    const report = unsigned(
      await runSelfTest({ ...services.program, nowMs: services.nowMs(), isDeskOpen: false }),
      '命令行自检不打开台账，没有本机密钥可用；需要签名的报告请打开台账，在“设置”的自检里保存',
    );
    const path = app.commandLine.getSwitchValue(selfTestSwitch);
    if (path !== '') writeFileSync(path, reportText(report));
    writeSync(1, reportText(report));
    try {
      rmSync(profile, { recursive: true, force: true });
    } catch {
      // Windows keeps what Chromium has open; there is nothing of the desk in it.
    }
    app.exit(report.ok ? 0 : 1);
  });
}

/** A page that does not come is what the report is for: it is then found wanting, not waited for. */
function pageShown(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pagePatienceMs);
    mainWindow?.webContents.once('did-finish-load', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

if (app.commandLine.hasSwitch(writerSwitch)) {
  writeUntilKilled(app.commandLine.getSwitchValue(writerSwitch));
} else if (app.commandLine.hasSwitch(selfTestSwitch)) {
  startSelfTest();
} else if (app.requestSingleInstanceLock()) {
  takeHanded(process.argv, process.cwd());
  // macOS hands files over this way.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    takeHanded([path], '/');
  });
  app.on('second-instance', (_event, args, workingDirectory) => {
    takeHanded(args, workingDirectory);
    if (!mainWindow) return;
    if (mainWindow.isMinimized()) mainWindow.restore();
    mainWindow.focus();
  });
  app.on('window-all-closed', () => app.quit());
  // Electron's own menu is English, and its reload and zoom have no place here.
  Menu.setApplicationMenu(null);
  void app.whenReady().then(() => start({ isHidden: false }));
} else {
  app.quit();
}
