/** `WebFrameMain` and the event an IPC listener receives. */
import type { WebFrameMain } from 'electron';
import { programOrigin, toProgramUrl } from '../urls.ts';
import { strict } from './strict.ts';

type Members = Pick<
  WebFrameMain,
  'url' | 'origin' | 'parent' | 'top' | 'frames' | 'framesInSubtree' | 'name' | 'detached' | 'isDestroyed'
>;

/** One document of the top frame. The preload runs in no other frame, so no other frame can send. */
export interface FrameHandle {
  readonly frame: WebFrameMain;
  readonly document: string;
  /** Chromium's address, as it was last reported. */
  url: string;
  alive: boolean;
}

export function createFrame(document: string, chromiumUrl: string): FrameHandle {
  const members: Members = {
    get url() {
      return toProgramUrl(handle.url);
    },
    get origin() {
      return programOrigin(handle.url);
    },
    parent: null,
    get top() {
      return handle.frame;
    },
    get frames() {
      return [];
    },
    get framesInSubtree() {
      return [handle.frame];
    },
    name: '',
    get detached() {
      return !handle.alive;
    },
    isDestroyed: () => !handle.alive,
  };
  const handle: FrameHandle = {
    frame: strict(members, 'WebFrameMain') as WebFrameMain,
    document,
    url: chromiumUrl,
    alive: true,
  };
  return handle;
}
