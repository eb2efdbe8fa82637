/**
 * The preload's narrow world: `require('electron')` with contextBridge and ipcRenderer, and nothing of Node.
 * Sent as text: nothing outside the body and the arguments may be used.
 */
import type { BridgePeer, createBridgePeer } from './bridge-peer.ts';
import type { WorldNames } from './page-world.ts';
import type { createWire } from './wire.ts';

/** First line of a message between this world and Node; the encoded value follows on the second. */
export type PreloadHeader =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string }
  | { readonly kind: 'send'; readonly channel: string }
  | { readonly kind: 'preload-error' }
  | { readonly kind: 'window-open' }
  | { readonly kind: 'ready' };

export type MainHeader =
  | { readonly kind: 'reply'; readonly id: number; readonly error?: string }
  | { readonly kind: 'event'; readonly channel: string };

type Preload = (require: (name: string) => unknown, module: object, exports: object) => void;
type Listener = (event: object, ...args: readonly unknown[]) => void;

export function installPreloadWorld(
  makeWire: typeof createWire,
  makePeer: typeof createBridgePeer,
  names: WorldNames,
  runPreload: Preload,
): void {
  const globals = globalThis as unknown as Record<string, unknown>;
  const toNode = globals[names.binding] as (message: string) => void;
  delete globals[names.binding];
  if (window.top !== window || !location.href.startsWith(`${names.origin}/`)) return;

  const wire = makeWire();
  const post = (header: PreloadHeader, value: unknown): void => {
    const message = `${JSON.stringify(header)}\n${wire.encode(value)}`;
    let at = 0;
    do {
      let end = Math.min(at + names.partLength, message.length);
      // A character outside the basic plane is two units; half of one would not survive the way.
      const unit = message.charCodeAt(end - 1);
      if (end < message.length && unit >= 0xd800 && unit <= 0xdbff) end -= 1;
      toNode((end < message.length ? names.morePartsMark : names.lastPartMark) + message.slice(at, end));
      at = end;
    } while (at < message.length);
  };

  /** Fails at once on what the browser host does not have, instead of being undefined. */
  const strict = <Target extends object>(target: Target, name: string): Target =>
    new Proxy(target, {
      get: (object, key) => {
        if (key in object || typeof key === 'symbol' || key === 'then') return Reflect.get(object, key);
        throw new Error(`The browser host has no ${name}.${key}`);
      },
    });

  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>();
  let lastId = 0;

  const listen = (channel: string, listener: Listener, once: boolean): object => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const forget = (channel: string, listener: Listener): object => {
    const kept = [...(listeners.get(channel) ?? [])];
    const at = kept.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) kept.splice(at, 1);
    listeners.set(channel, kept);
    return ipcRenderer;
  };

  const ipcRenderer = strict(
    {
      invoke: async (channel: string, ...args: readonly unknown[]): Promise<unknown> => {
        lastId += 1;
        const id = lastId;
        return await new Promise((resolve, reject) => {
          pending.set(id, { resolve, reject });
          post({ kind: 'invoke', id, channel }, args);
        });
      },
      send: (channel: string, ...args: readonly unknown[]): void => post({ kind: 'send', channel }, args),
      on: (channel: string, listener: Listener) => listen(channel, listener, false),
      addListener: (channel: string, listener: Listener) => listen(channel, listener, false),
      once: (channel: string, listener: Listener) => listen(channel, listener, true),
      off: forget,
      removeListener: forget,
      removeAllListeners: (channel?: string): object => {
        if (channel === undefined) listeners.clear();
        else listeners.delete(channel);
        return ipcRenderer;
      },
      listenerCount: (channel: string): number => listeners.get(channel)?.length ?? 0,
    },
    'ipcRenderer',
  );

  const emit = (channel: string, args: readonly unknown[]): void => {
    for (const { listener, once } of listeners.get(channel) ?? []) {
      if (once) forget(channel, listener);
      try {
        listener({ sender: ipcRenderer, ports: [] }, ...args);
      } catch (error) {
        // As a listener that throws in Electron: the page's console hears of it, the others are called.
        reportError(error);
      }
    }
  };

  const receive = (message: string): void => {
    const cut = message.indexOf('\n');
    const header = JSON.parse(message.slice(0, cut)) as MainHeader;
    const value = wire.decode(message.slice(cut + 1));
    if (header.kind === 'event') {
      emit(header.channel, value as readonly unknown[]);
      return;
    }
    const waiting = pending.get(header.id);
    pending.delete(header.id);
    if (header.error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(header.error));
  };

  // Read chunk by chunk: `Response.text()` over the same stream takes ten times as long.
  const inflate = async (packed: string): Promise<string> => {
    const inflater = new DecompressionStream('deflate-raw');
    const writer = inflater.writable.getWriter();
    const written = Promise.all([writer.write(wire.toBytes(packed)), writer.close()]);
    const reader = inflater.readable.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    await written;
    return text;
  };

  // Big messages come deflated; what follows one waits for it, so that the order stays.
  let queue: Promise<void> | undefined;
  let begun = '';
  const receiveInOrder = (part: string, isLast: boolean, packed: boolean): void => {
    const message = begun + part;
    begun = isLast ? '' : message;
    if (!isLast) return;
    if (!packed && !queue) {
      receive(message);
      return;
    }
    const text = packed ? inflate(message) : Promise.resolve(message);
    const turn: Promise<void> = Promise.all([text, queue])
      .then(([whole]) => receive(whole))
      .finally(() => {
        if (queue === turn) queue = undefined;
      });
    queue = turn;
  };
  Object.defineProperty(globals, names.receiver, { value: receiveInOrder });

  const unheard: { readonly key: string; readonly api: unknown }[] = [];
  const peer: BridgePeer = makePeer(wire, names.toPreload, names.toPage, (kind, value) => {
    if (kind === 'window-open') post({ kind: 'window-open' }, value);
    // The page's world came second: say again what it missed.
    if (kind === 'hello') for (const exposed of unheard.splice(0)) peer.tell('expose', exposed);
  });
  const contextBridge = strict(
    {
      exposeInMainWorld: (key: string, api: unknown): void => {
        if (peer.tell('expose', { key, api }) !== true) unheard.push({ key, api });
      },
    },
    'contextBridge',
  );

  const electron = strict({ contextBridge, ipcRenderer }, 'electron (in the preload)');
  const requireNarrow = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };

  // A link that asks for a new window or tab: nothing opens, the program hears of it.
  const refuseNewWindow = (event: MouseEvent): void => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link?.href) return;
    const asksForWindow = link.target !== '' && link.target !== '_self' && link.target !== '_top';
    if (!asksForWindow && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button !== 1) return;
    event.preventDefault();
    post({ kind: 'window-open' }, { url: link.href, frameName: link.target });
  };
  addEventListener('click', refuseNewWindow, true);
  addEventListener('auxclick', refuseNewWindow, true);

  // The close button of Chromium's window asks the program, as Electron's does. Chromium itself asks only where
  // somebody has clicked or typed; an untouched page has nothing to lose. Going to another document is not closing.
  let isNavigating = false;
  navigation.addEventListener('navigate', () => {
    isNavigating = true;
    setTimeout(() => {
      isNavigating = false;
    });
  });
  addEventListener('beforeunload', (event) => {
    if (!isNavigating) event.preventDefault();
  });

  // The program takes Electron's menu away, and with it the keys that reload the page.
  addEventListener(
    'keydown',
    (event) => {
      const isReload = event.key === 'F5' || (event.ctrlKey && event.key.toLowerCase() === 'r');
      if (isReload) event.preventDefault();
    },
    true,
  );

  post({ kind: 'ready' }, null);
  try {
    const exported = {};
    runPreload(requireNarrow, { exports: exported }, exported);
  } catch (error) {
    post({ kind: 'preload-error' }, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
