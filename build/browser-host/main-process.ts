/** Started by the browser host: becomes the program's main process. */
import { pathToFileURL } from 'node:url';
import { connectPeer } from './channel.ts';
import { provideElectron } from './module-hooks.ts';
import type { BrowserCalls, ControlRequest, ProgramCalls, StartOptions } from './protocol.ts';
import { app, appEvents, becomeReady } from './stand-in/app.ts';
import { electron } from './stand-in/electron.ts';
import { receiveMessage } from './stand-in/ipc-main.ts';
import { setProgram } from './stand-in/program.ts';
import { serveRequest } from './stand-in/protocol.ts';
import { askPermission } from './stand-in/session.ts';
import { powerEvents } from './stand-in/system.ts';
import { findWindow, openWindows } from './stand-in/windows.ts';

const start = JSON.parse(process.env['BROWSER_HOST_START'] ?? '{}') as StartOptions;
delete process.env['BROWSER_HOST_START'];
process.argv[1] = start.mainEntry;
Object.defineProperty(process, 'type', { value: 'browser' });

const calls: ProgramCalls = {
  browserReady: () => {
    browserIsReady = true;
    becomeReadyWhenBoth();
  },
  request: serveRequest,
  message: ({ windowId, document, url, message }) => receiveMessage(windowId, document, url, message),
  mayNavigate: ({ windowId, url, isMainFrame }) =>
    findWindow(windowId)?.contents.mayNavigate(url, isMainFrame) ?? false,
  navigated: ({ windowId, url, sameDocument }) => findWindow(windowId)?.contents.navigated(url, sameDocument),
  documentGone: ({ windowId, document }) => findWindow(windowId)?.contents.documentGone(document),
  titleChanged: ({ windowId, title }) => findWindow(windowId)?.contents.setTitle(title),
  domReady: ({ windowId }) => {
    findWindow(windowId)?.contents.events.emit('dom-ready');
  },
  rendererGone: ({ windowId }) => {
    const contents = findWindow(windowId)?.contents;
    contents?.events.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  },
  closeAsked: ({ windowId }) => void findWindow(windowId)?.requestClose(),
  windowGone: ({ windowId }) => findWindow(windowId)?.goneInChromium(),
  control,
};

const browser = connectPeer<BrowserCalls>(
  {
    send: (message, done) => {
      process.send?.(message, undefined, undefined, done);
    },
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.on('disconnect', listener),
  },
  calls,
);
// Whoever started the host is gone: as if the machine's power had been cut.
process.on('disconnect', () => process.exit(1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
setProgram({ browser, start, stage: 'loading' });
provideElectron(electron);

let browserIsReady = false;
let bundleIsLoaded = false;

try {
  await import(pathToFileURL(start.mainEntry).href);
  bundleIsLoaded = true;
  browser.post('loaded', null);
  becomeReadyWhenBoth();
} catch (error) {
  await browser.call('failed', {
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  process.exit(1);
}

/** Electron emits `ready` when the bundle has loaded, top-level awaits included. */
function becomeReadyWhenBoth(): void {
  if (browserIsReady && bundleIsLoaded) becomeReady();
}

function control(request: ControlRequest): unknown {
  switch (request.what) {
    case 'quit':
      app.quit();
      return undefined;
    case 'close-window':
      return openWindows()[request.index]?.requestClose();
    case 'second-instance':
      return appEvents.emit('second-instance', {}, request.argv, request.workingDirectory, null);
    case 'activate':
      return appEvents.emit('activate', {}, openWindows().length > 0);
    case 'power':
      return powerEvents.emit(request.event);
    case 'ask-permission':
      return askPermission(request.permission);
    case 'window-state':
      return openWindows()[request.index]?.state();
  }
}
