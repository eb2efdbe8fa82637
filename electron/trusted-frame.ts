import { rendererOrigin } from './renderer-files.ts';

/** Whether a frame may call us: the top frame of our own page. A null frame is gone, which means no. */
export function isTrustedFrame(
  frame: { readonly url: string; readonly parent: unknown } | null | undefined,
): boolean {
  return frame != null && frame.parent === null && frame.url.startsWith(`${rendererOrigin}/`);
}
