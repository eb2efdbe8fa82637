/** `electron.BrowserWindow`: a window of Chromium that the program opens, shows and closes. */
import type { BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { readFileSync } from 'node:fs';
import { appEvents, noteWindowClosed } from './app.ts';
import { demandReady, program } from './program.ts';
import { createEmitter, emitCancelable, strict } from './strict.ts';
import { createWebContents } from './web-contents.ts';
import { addWindow, openWindows, removeWindow, type WindowHandle } from './windows.ts';

type Members = Pick<
  ElectronWindow,
  | 'id'
  | 'webContents'
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'close'
  | 'destroy'
  | 'focus'
  | 'blur'
  | 'isDestroyed'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'unmaximize'
  | 'setFullScreen'
  | 'getTitle'
  | 'setTitle'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'getSize'
  | 'setSize'
  | 'center'
  | 'setMenu'
  | 'removeMenu'
  | 'setMenuBarVisibility'
  | 'setMinimumSize'
  | 'setBackgroundColor'
>;

let lastId = 0;

function createWindow(options: BrowserWindowConstructorOptions = {}): ElectronWindow {
  demandReady('Cannot create BrowserWindow before app is ready');
  checkPreferences(options);
  lastId += 1;
  const windowId = lastId;
  const { browser } = program();
  const events = createEmitter(
    'BrowserWindow',
    [
      'ready-to-show',
      'show',
      'hide',
      'close',
      'closed',
      'focus',
      'blur',
      'minimize',
      'maximize',
      'unmaximize',
      'restore',
      'resize',
      'resized',
      'move',
      'moved',
      'page-title-updated',
      'enter-full-screen',
      'leave-full-screen',
    ],
    [
      'unresponsive',
      'responsive',
      'session-end',
      'query-session-end',
      'will-resize',
      'will-move',
      'system-context-menu',
      'app-command',
    ],
  );
  const bounds: Rectangle = {
    x: options.x ?? 0,
    y: options.y ?? 0,
    width: options.width ?? 800,
    height: options.height ?? 600,
  };
  let title = options.title ?? program().start.appPath;
  let visible = options.show !== false;
  let state: 'normal' | 'minimized' | 'maximized' | 'fullscreen' = 'normal';
  let destroyed = false;

  const opened = browser.call('openWindow', {
    windowId,
    width: bounds.width,
    height: bounds.height,
    title,
    hidden: !visible,
    javascript: options.webPreferences?.javascript !== false,
    preload: options.webPreferences?.preload ? readFileSync(options.webPreferences.preload, 'utf8') : null,
  });
  const contents = createWebContents(windowId, opened, () => window.close());

  const gone = (): void => {
    if (destroyed) return;
    destroyed = true;
    visible = false;
    removeWindow(windowId);
    contents.destroy();
    events.emit('closed');
    // After the code that closed the window, as in Electron.
    setImmediate(noteWindowClosed);
  };
  const closeChromium = (): void => {
    void opened.then(() => browser.call('closeWindow', { windowId })).catch(() => undefined);
  };
  const setState = (wanted: typeof state, event: string): void => {
    if (state === wanted) return;
    state = wanted;
    browser.post('setBounds', { windowId, bounds: { state: wanted } });
    events.emit(event);
  };
  const resize = (changed: Partial<Rectangle>): void => {
    Object.assign(bounds, changed);
    browser.post('setBounds', { windowId, bounds: { width: bounds.width, height: bounds.height } });
    events.emit('resize');
  };
  const setVisible = (wanted: boolean): void => {
    if (visible === wanted || destroyed) return;
    visible = wanted;
    if (wanted) void opened.then(() => browser.call('showWindow', { windowId }));
    events.emit(wanted ? 'show' : 'hide');
  };

  const members = {
    id: windowId,
    webContents: contents.webContents,
    loadURL: (url) => contents.load(url),
    show: () => {
      setVisible(true);
      members.focus();
    },
    showInactive: () => setVisible(true),
    hide: () => setVisible(false),
    close: () => {
      handle.requestClose();
    },
    destroy: () => handle.vanish(),
    focus: () => {
      if (focusedId === windowId || destroyed) return;
      focusedId = windowId;
      events.emit('focus');
      appEvents.emit('browser-window-focus', {}, window);
    },
    blur: () => {
      if (focusedId !== windowId) return;
      focusedId = undefined;
      events.emit('blur');
      appEvents.emit('browser-window-blur', {}, window);
    },
    isDestroyed: () => destroyed,
    isVisible: () => visible,
    isFocused: () => focusedId === windowId,
    isMinimized: () => state === 'minimized',
    isMaximized: () => state === 'maximized',
    isFullScreen: () => state === 'fullscreen',
    minimize: () => setState('minimized', 'minimize'),
    restore: () => setState('normal', 'restore'),
    maximize: () => setState('maximized', 'maximize'),
    unmaximize: () => setState('normal', 'unmaximize'),
    setFullScreen: (full) =>
      setState(full ? 'fullscreen' : 'normal', full ? 'enter-full-screen' : 'leave-full-screen'),
    getTitle: () => title,
    setTitle: (changed) => {
      title = changed;
    },
    getBounds: () => ({ ...bounds }),
    getNormalBounds: () => ({ ...bounds }),
    setBounds: (changed) => resize(changed),
    getSize: () => [bounds.width, bounds.height],
    setSize: (width, height) => resize({ width, height }),
    center: () => {},
    setMenu: () => {},
    removeMenu: () => {},
    setMenuBarVisibility: () => {},
    setMinimumSize: () => {},
    setBackgroundColor: () => {},
  } satisfies Members;

  const window = strict(
    Object.defineProperties(events, Object.getOwnPropertyDescriptors(members)),
    'BrowserWindow',
  ) as unknown as ElectronWindow;

  const handle: WindowHandle = {
    windowId,
    window,
    events,
    contents,
    requestClose: () => {
      if (destroyed) return true;
      if (emitCancelable(events, 'close')) return false;
      handle.vanish();
      return true;
    },
    vanish: () => {
      if (destroyed) return;
      closeChromium();
      gone();
    },
    goneInChromium: () => {
      if (destroyed) return;
      // Too late to keep it: Chromium has closed it. The program hears both events in their order.
      emitCancelable(events, 'close');
      gone();
    },
    state: () => ({
      title,
      visible,
      focused: focusedId === windowId,
      minimized: state === 'minimized',
      url: contents.webContents.getURL(),
    }),
  };
  addWindow(handle);
  contents.events.on('page-title-updated', (_event, changed: string) => {
    if (!emitCancelable(events, 'page-title-updated', {}, changed, true)) title = changed;
  });
  contents.events.once('did-finish-load', () => {
    if (!destroyed) events.emit('ready-to-show');
  });
  appEvents.emit('web-contents-created', {}, contents.webContents);
  appEvents.emit('browser-window-created', {}, window);
  if (visible) members.focus();
  return window;
}

let focusedId: number | undefined;

/** The host runs the sandboxed, isolated kind of window only; any other wish is a mistake in the program. */
function checkPreferences({ webPreferences = {} }: BrowserWindowConstructorOptions): void {
  const {
    sandbox = true,
    contextIsolation = true,
    nodeIntegration = false,
    webviewTag = false,
  } = webPreferences;
  if (!sandbox || !contextIsolation || nodeIntegration || webviewTag) {
    throw new Error(
      'The browser host needs sandbox and contextIsolation on, nodeIntegration and webviewTag off',
    );
  }
}

const statics = {
  getAllWindows: () => openWindows().map(({ window }) => window),
  getFocusedWindow: () => openWindows().find(({ windowId }) => windowId === focusedId)?.window ?? null,
  fromWebContents: (contents) =>
    openWindows().find(({ window }) => window.webContents === contents)?.window ?? null,
  fromId: (id) => openWindows().find(({ windowId }) => windowId === id)?.window ?? null,
} satisfies Pick<typeof ElectronWindow, 'getAllWindows' | 'getFocusedWindow' | 'fromWebContents' | 'fromId'>;

/** Called with `new`, it returns the window that `createWindow` makes. */
function construct(options?: BrowserWindowConstructorOptions): ElectronWindow {
  return createWindow(options);
}

export const BrowserWindow = strict(Object.assign(construct, statics), 'BrowserWindow');
