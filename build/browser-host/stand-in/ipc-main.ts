/** `electron.ipcMain`: who answers what the preload asks. */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { MainHeader, PreloadHeader } from '../worlds/preload-world.ts';
import type { FrameHandle } from './frame.ts';
import { createEmitter, strict } from './strict.ts';
import { type ContentsHandle, wire } from './web-contents.ts';
import { findWindow } from './windows.ts';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();
const channels = createChannelEmitter();

function createChannelEmitter() {
  // Channels are the program's own names: any may be listened to.
  const emitter = createEmitter('ipcMain', []);
  emitter.removeAllListeners('newListener');
  return emitter;
}

const members = {
  handle: (channel, handler) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') throw new TypeError(`Expected handler to be a function`);
    handlers.set(channel, handler as Handler);
  },
  handleOnce: (channel, handler) => {
    ipcMain.handle(channel, (event, ...args) => {
      handlers.delete(channel);
      return (handler as Handler)(event, ...args);
    });
  },
  removeHandler: (channel) => {
    handlers.delete(channel);
  },
} satisfies Pick<IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;

export const ipcMain = strict<typeof channels & typeof members>(Object.assign(channels, members), 'ipcMain');

/** A message of the preload's world of `windowId`. */
export function receiveMessage(
  windowId: number,
  document: string,
  chromiumUrl: string,
  message: string,
): void {
  const contents = findWindow(windowId)?.contents;
  if (!contents) return;
  const cut = message.indexOf('\n');
  const header = JSON.parse(message.slice(0, cut)) as PreloadHeader;
  const value = wire.decode(message.slice(cut + 1));
  const frame = contents.frameOf(document, chromiumUrl);
  switch (header.kind) {
    case 'invoke':
      void answerInvoke(contents, frame, header.id, header.channel, value as readonly unknown[]);
      return;
    case 'send':
      channels.emit(
        header.channel,
        toEvent(contents, frame, header.channel),
        ...(value as readonly unknown[]),
      );
      return;
    case 'window-open': {
      const { url, frameName } = value as { url: string; frameName: string };
      contents.askForWindow(url, frameName);
      return;
    }
    case 'preload-error':
      console.error(`Unable to load preload script:\n${String(value)}`);
      contents.events.emit('preload-error', {}, 'preload', new Error(String(value)));
      return;
    case 'ready':
  }
}

async function answerInvoke(
  contents: ContentsHandle,
  frame: FrameHandle,
  id: number,
  channel: string,
  args: readonly unknown[],
): Promise<void> {
  const reply = (header: MainHeader, value: unknown): void => contents.answer(frame, header, value);
  const refuse = (error: unknown): void =>
    reply({ kind: 'reply', id, error: `Error invoking remote method '${channel}': ${String(error)}` }, null);
  const handler = handlers.get(channel);
  if (!handler) {
    refuse(new Error(`No handler registered for '${channel}'`));
    return;
  }
  try {
    const value = await handler(toEvent(contents, frame, channel), ...args);
    reply({ kind: 'reply', id }, value);
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    refuse(error);
  }
}

/** `senderFrame` is read when the listener looks: null once the document is gone. */
function toEvent(contents: ContentsHandle, frame: FrameHandle, channel: string) {
  return strict(
    {
      type: 'frame' as const,
      frameId: contents.webContents.id,
      processId: contents.webContents.id,
      sender: contents.webContents,
      get senderFrame() {
        return frame.alive ? frame.frame : null;
      },
      reply: (to: string, ...args: readonly unknown[]) =>
        contents.answer(frame, { kind: 'event', channel: to }, args),
      defaultPrevented: false,
      preventDefault: () => {},
    },
    `ipcMain event of '${channel}'`,
  );
}
