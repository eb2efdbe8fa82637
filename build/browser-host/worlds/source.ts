/** The two worlds of a window as text for Chromium. */
import { createBridgePeer } from './bridge-peer.ts';
import { installPageWorld, type WorldNames } from './page-world.ts';
import { installPreloadWorld } from './preload-world.ts';
import { createWire } from './wire.ts';

/** Runs in the page's own world before its first script. */
export function pageWorldSource({ toPage, toPreload, origin }: WorldNames): string {
  const names = JSON.stringify({ toPage, toPreload, origin });
  return call(String(installPageWorld), String(createWire), String(createBridgePeer), names);
}

/** Runs in the preload's isolated world. `preload` is the text of a CommonJS bundle. */
export function preloadWorldSource(names: WorldNames, preload: string): string {
  const wrapped = `function (require, module, exports) {\n${preload}\n}`;
  return call(
    String(installPreloadWorld),
    String(createWire),
    String(createBridgePeer),
    JSON.stringify(names),
    wrapped,
  );
}

/** The text of a call of `installed`: functions are sent as their own text. */
function call(installed: string, ...args: readonly string[]): string {
  return `(${installed})(${args.join(', ')});`;
}
