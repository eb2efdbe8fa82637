/** `electron.webContents`: the page of one window as the program sees it. */
import type { PrintToPDFOptions, WebContents, WindowOpenHandlerResponse } from 'electron';
import type { EventEmitter } from 'node:events';
import { deflateRawSync } from 'node:zlib';
import { toChromiumUrl, toProgramUrl } from '../urls.ts';
import type { MainHeader } from '../worlds/preload-world.ts';
import { createWire } from '../worlds/wire.ts';
import { createFrame, type FrameHandle } from './frame.ts';
import { program, record } from './program.ts';
import { defaultSession } from './session.ts';
import { createEmitter, emitCancelable, strict } from './strict.ts';

type Members = Pick<
  WebContents,
  | 'id'
  | 'session'
  | 'mainFrame'
  | 'send'
  | 'loadURL'
  | 'getURL'
  | 'getTitle'
  | 'isLoading'
  | 'isDestroyed'
  | 'isCrashed'
  | 'isDevToolsOpened'
  | 'close'
  | 'focus'
  | 'reload'
  | 'executeJavaScript'
  | 'setWindowOpenHandler'
  | 'printToPDF'
  | 'print'
>;

export interface ContentsHandle {
  readonly webContents: WebContents;
  readonly events: EventEmitter;
  /** Loads an address of the program; rejects as Electron does. */
  load(url: string): Promise<void>;
  /** The document a message came from; a new one takes the place of the former. */
  frameOf(document: string, chromiumUrl: string): FrameHandle;
  documentGone(document: string): void;
  navigated(chromiumUrl: string, sameDocument: boolean): void;
  mayNavigate(url: string, isMainFrame: boolean): boolean;
  askForWindow(url: string, frameName: string): void;
  answer(frame: FrameHandle, header: MainHeader, value: unknown): void;
  setTitle(title: string): void;
  destroy(): void;
}

/** Beyond this many characters a message is deflated: Chromium's pipe takes about 0.1 ms for each kB. */
const packAbove = 16_384;

export const wire = createWire();

/** @param opened resolves when Chromium has the window */
export function createWebContents(
  windowId: number,
  opened: Promise<void>,
  closeWindow: () => void,
): ContentsHandle {
  const { browser } = program();
  const events = createEmitter(
    `WebContents`,
    [
      'did-start-loading',
      'did-stop-loading',
      'did-finish-load',
      'did-fail-load',
      'dom-ready',
      'did-navigate',
      'did-navigate-in-page',
      'will-navigate',
      'will-frame-navigate',
      'page-title-updated',
      'preload-error',
      'render-process-gone',
      'destroyed',
    ],
    [
      'will-redirect',
      'will-attach-webview',
      'did-attach-webview',
      'did-create-window',
      'context-menu',
      'before-input-event',
      'console-message',
      'unresponsive',
      'responsive',
      'certificate-error',
      'login',
    ],
  );
  let frame: FrameHandle | undefined;
  let url = '';
  let title = '';
  let loading = false;
  let destroyed = false;
  let openHandler: ((details: never) => WindowOpenHandlerResponse) | undefined;

  const deliver = (to: FrameHandle, header: MainHeader, value: unknown): void => {
    const message = `${JSON.stringify(header)}\n${wire.encode(value)}`;
    const packed = message.length > packAbove;
    void browser
      .call('deliver', {
        windowId,
        document: to.document,
        message: packed ? deflateRawSync(message, { level: 1 }).toString('base64') : message,
        packed,
      })
      .catch((error: unknown) => {
        // The document went away meanwhile; nobody waits for the message.
        if (to.alive && !destroyed) throw error;
      });
  };

  const load = async (target: string): Promise<void> => {
    const chromiumUrl = toChromiumUrl(target) ?? (target.startsWith('data:') ? target : undefined);
    if (chromiumUrl === undefined) {
      throw new Error(`The browser host loads app:// and data: addresses only, not ${target}`);
    }
    await opened;
    loading = true;
    events.emit('did-start-loading');
    try {
      await browser.call('navigate', { windowId, url: chromiumUrl });
    } catch (error) {
      const reason = /net::(ERR_\w+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? 'ERR_FAILED';
      if (!destroyed) events.emit('did-fail-load', {}, -2, reason, target, true, 0, 0);
      throw new Error(`${reason} (-2) loading '${target}'`, { cause: error });
    } finally {
      loading = false;
    }
    if (destroyed) return;
    events.emit('did-finish-load');
    events.emit('did-stop-loading');
  };

  const alive = (): FrameHandle | undefined => (frame?.alive ? frame : undefined);

  const members = {
    id: windowId,
    session: defaultSession,
    get mainFrame() {
      frame ??= createFrame('', url);
      return frame.frame;
    },
    send: (channel, ...args: unknown[]) => {
      const to = alive();
      // Encoded even when nobody listens: what cannot be cloned throws, as in Electron.
      if (to) deliver(to, { kind: 'event', channel }, args);
      else wire.encode(args);
    },
    loadURL: (target) => load(target),
    getURL: () => toProgramUrl(url),
    getTitle: () => title,
    isLoading: () => loading,
    isDestroyed: () => destroyed,
    isCrashed: () => false,
    isDevToolsOpened: () => false,
    close: () => closeWindow(),
    focus: () => {},
    reload: () => void load(toProgramUrl(url)),
    executeJavaScript: async (code) => {
      await opened;
      return await browser.call('evaluate', { windowId, code });
    },
    setWindowOpenHandler: (handler) => {
      openHandler = handler as typeof openHandler;
    },
    printToPDF: async (options: PrintToPDFOptions) => {
      await opened;
      return Buffer.from(await browser.call('printToPdf', { windowId, options }));
    },
    print: (_options, done) => {
      record('print', toProgramUrl(url));
      setImmediate(() => done?.(false, 'The browser host has no printer'));
    },
  } satisfies Members;

  const webContents = strict(
    Object.defineProperties(events, Object.getOwnPropertyDescriptors(members)),
    'WebContents',
  ) as unknown as WebContents;

  return {
    webContents,
    events,
    load,
    frameOf: (document, chromiumUrl) => {
      if (frame?.document !== document) {
        if (frame) frame.alive = false;
        frame = createFrame(document, chromiumUrl);
      }
      frame.url = chromiumUrl;
      return frame;
    },
    documentGone: (document) => {
      if (frame?.document === document) frame.alive = false;
    },
    navigated: (chromiumUrl, sameDocument) => {
      url = chromiumUrl;
      if (sameDocument) {
        if (frame) frame.url = chromiumUrl;
        events.emit('did-navigate-in-page', {}, toProgramUrl(url), true, 1, windowId);
      } else {
        events.emit('did-navigate', {}, toProgramUrl(url), 200, 'OK');
      }
    },
    mayNavigate: (target, isMainFrame) => {
      const details = { url: target, isSameDocument: false, isMainFrame, frame: alive()?.frame ?? null };
      const stops = emitCancelable(events, 'will-frame-navigate', details);
      if (!isMainFrame) return !stops;
      return !emitCancelable(events, 'will-navigate', details, target) && !stops;
    },
    askForWindow: (target, frameName) => {
      record('refused-window', target);
      const details = { url: target, frameName, features: '', disposition: 'foreground-tab' };
      const answer = openHandler?.(details as never);
      if (answer?.action === 'allow') {
        throw new Error('The browser host never opens a window for the page; deny it');
      }
    },
    answer: (to, header, value) => {
      if (to.alive && !destroyed) deliver(to, header, value);
    },
    setTitle: (changed) => {
      title = changed;
      events.emit('page-title-updated', { preventDefault: () => {} }, title, true);
    },
    destroy: () => {
      if (destroyed) return;
      destroyed = true;
      if (frame) frame.alive = false;
      events.emit('destroyed');
    },
  };
}
