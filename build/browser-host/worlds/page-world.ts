/**
 * What the page's own world gets before its first script: the receiving end of contextBridge, and a
 * `window.open` that opens nothing. Sent as text: nothing outside the body and the arguments may be used.
 */
import type { createBridgePeer } from './bridge-peer.ts';
import type { createWire } from './wire.ts';

export interface WorldNames {
  /** Events from the preload's world to the page's world, and back. Random: the page cannot guess them. */
  readonly toPage: string;
  readonly toPreload: string;
  /** The function through which the preload's world reaches Node; removed from its globals at once. */
  readonly binding: string;
  /** The function through which Node reaches the preload's world. */
  readonly receiver: string;
  /** Pages of other origins get neither world. */
  readonly origin: string;
  /** How a long message leaves the preload's world: see parts.ts. */
  readonly partLength: number;
  readonly morePartsMark: string;
  readonly lastPartMark: string;
}

export function installPageWorld(
  makeWire: typeof createWire,
  makePeer: typeof createBridgePeer,
  names: Pick<WorldNames, 'toPage' | 'toPreload' | 'origin'>,
): void {
  if (window.top !== window || !location.href.startsWith(`${names.origin}/`)) return;

  const freezeDeep = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    for (const key of Object.keys(value)) freezeDeep((value as Record<string, unknown>)[key]);
    return Object.freeze(value);
  };

  const expose = (key: string, api: unknown): boolean => {
    if (Object.hasOwn(window, key)) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    Object.defineProperty(window, key, {
      value: freezeDeep(api),
      writable: false,
      enumerable: true,
      configurable: false,
    });
    return true;
  };

  const peer = makePeer(makeWire(), names.toPage, names.toPreload, (kind, value) => {
    const { key, api } = value as { key: string; api: unknown };
    return kind === 'expose' ? expose(key, api) : undefined;
  });

  window.open = (url, target): null => {
    peer.tell('window-open', { url: new URL(`${url ?? ''}`, location.href).href, frameName: target ?? '' });
    return null;
  };
  peer.tell('hello', null);
}
