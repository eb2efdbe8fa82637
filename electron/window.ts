/** The one window factory. design/security.md rule 7. */
import { BrowserWindow, type BrowserWindowConstructorOptions, type Session } from 'electron';
import { join } from 'node:path';
import { rendererUrl } from './renderer-files.ts';

const secured = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
} as const;

function create(options: BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow(options);
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  return window;
}

export interface MainWindowOptions {
  /** Whether the window may close now; asked each time somebody wants to close it or to quit. */
  readonly mayClose: () => Promise<boolean>;
  /** Windows is shutting down or logging off and does not wait for an answer. */
  readonly sessionEnds: () => void;
  /** Never shown: nobody is to work in it. */
  readonly isHidden: boolean;
}

/** The program's window; shown once it has something to show. */
export function createMainWindow({ mayClose, sessionEnds, isHidden }: MainWindowOptions): BrowserWindow {
  const window = create({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#f4f6f8',
    title: '专精特新培育工作台',
    webPreferences: { ...secured, preload: join(import.meta.dirname, '../preload/preload.cjs') },
  });
  if (!isHidden) window.once('ready-to-show', () => window.show());
  let asking = false;
  window.on('close', (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    void mayClose()
      .then((may) => {
        // Prevented, a quit is over too: the last window that goes starts it again (window-all-closed).
        if (may) window.destroy();
      })
      .finally(() => {
        asking = false;
      });
  });
  window.on('query-session-end', sessionEnds);
  void window.loadURL(rendererUrl);
  return window;
}

/** A window nobody sees, for printing; it has no bridge to the program. */
export function createPrintWindow(): BrowserWindow {
  return create({ show: false, webPreferences: { ...secured, javascript: false } });
}

/** Nothing the page could ask for is granted. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
}
