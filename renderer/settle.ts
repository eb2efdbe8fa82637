/** Stores what was typed when the main process asks: before the window closes, the desk is locked, the laptop sleeps. */
import { call } from './api.ts';
import { storeAllDrafts } from './ui/draftKeeper.ts';

export function settleWhenAsked(): void {
  window.desk.onSettle(() => void settle());
}

async function settle(): Promise<void> {
  await call('session.settled', { stored: await storeAllTyped() });
}

/** Whatever stands in the field that has the focus, too. @returns whether everything typed is on disk. */
export async function storeAllTyped(): Promise<boolean> {
  // Some fields take over their text only when they are left.
  const field = document.activeElement;
  if (field instanceof HTMLElement) {
    field.blur();
    field.focus({ preventScroll: true });
  }
  return storeAllDrafts();
}
