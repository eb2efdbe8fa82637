/** What the top bar says about saving: one truth for drafts and commands. */
import { create } from 'zustand';

export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly what: string; readonly atMs: number }
  | { readonly kind: 'failed' };

export const useSaveState = create<{ readonly state: SaveState }>(() => ({ state: { kind: 'idle' } }));

export function noteSaving(): void {
  useSaveState.setState({ state: { kind: 'saving' } });
}

const draftWord = '草稿';

export function noteDraftSaved(atMs: number): void {
  noteSaved(draftWord, atMs);
}

/** The draft is no more, discarded or become a record: the bar must not go on speaking of it. */
export function noteDraftGone(): void {
  const { state } = useSaveState.getState();
  const speaksOfDraft = state.kind === 'failed' || (state.kind === 'saved' && state.what === draftWord);
  if (speaksOfDraft) noteNothing();
}

/** The desk is locked: what was saved before is no news to whoever opens it. What is not on disk yet still is. */
export function noteLocked(): void {
  if (useSaveState.getState().state.kind === 'saved') noteNothing();
}

/** `what` is empty for records. */
export function noteSaved(what = '', atMs = Date.now()): void {
  useSaveState.setState({ state: { kind: 'saved', what, atMs } });
}

export function noteSaveFailed(): void {
  useSaveState.setState({ state: { kind: 'failed' } });
}

export function noteNothing(): void {
  useSaveState.setState({ state: { kind: 'idle' } });
}
