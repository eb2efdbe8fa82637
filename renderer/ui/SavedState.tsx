import type { ReactNode } from 'react';
import { localDateTime } from '../../shared/clock.ts';
import { type SaveState, useSaveState } from './saveState.ts';

/** 已保存 14:32, in the bar: whatever the officer did last is on disk. */
export function SavedState(): ReactNode {
  const state = useSaveState((store) => store.state);
  return (
    <span
      className={state.kind === 'failed' ? 'desk-saved desk-saved-failed' : 'desk-saved'}
      aria-live="polite"
    >
      {stateText(state)}
    </span>
  );
}

function stateText(state: SaveState): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'saving':
      return '正在保存…';
    case 'saved':
      return `${state.what}已保存 ${localDateTime(state.atMs).slice(11)}`;
    case 'failed':
      return '草稿尚未写入磁盘，正在重试';
  }
}
