/** Stores what was typed when the main process asks: before the window closes, the desk is locked, the laptop sleeps. */
import { call } from './api.ts';
import { storeAllDrafts } from './ui/draftKeeper.ts';

export function settleWhenAsked(): void {
  window.desk.onSettle(() => void settle());
}

async function settle(): Promise<void> {
  // Some fields take over their text only when they are left.
  const field = document.activeElement;
  if (field instanceof HTMLElement) {
    field.blur();
    field.focus({ preventScroll: true });
  }
  await call('session.settled', { stored: await storeAllDrafts() });
}
