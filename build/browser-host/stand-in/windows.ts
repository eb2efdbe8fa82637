/** The windows of the program, by id, for those who act on windows they did not make. */
import type { BrowserWindow } from 'electron';
import type { EventEmitter } from 'node:events';
import type { WindowState } from '../protocol.ts';
import type { ContentsHandle } from './web-contents.ts';

export interface WindowHandle {
  readonly windowId: number;
  /** What the program holds. */
  readonly window: BrowserWindow;
  readonly events: EventEmitter;
  readonly contents: ContentsHandle;
  /** Asks as a click on the window's close button does; false when the program keeps it open. */
  requestClose(): boolean;
  /** Gone at once: `closed` without `close`. */
  vanish(): void;
  /** Chromium's window is gone already. */
  goneInChromium(): void;
  state(): WindowState;
}

const windows = new Map<number, WindowHandle>();

export function openWindows(): readonly WindowHandle[] {
  return [...windows.values()];
}

export function findWindow(windowId: number): WindowHandle | undefined {
  return windows.get(windowId);
}

export function addWindow(handle: WindowHandle): void {
  windows.set(handle.windowId, handle);
}

export function removeWindow(windowId: number): void {
  windows.delete(windowId);
}
