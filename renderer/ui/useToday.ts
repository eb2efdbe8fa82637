/** Today, as long as a screen is open: it follows the day. */
import { useSyncExternalStore } from 'react';
import { localDate } from '../../shared/clock.ts';

const lookEveryMs = 60_000;

/** YYYY-MM-DD */
export function useToday(): string {
  return useSyncExternalStore(watchDay, () => localDate(Date.now()));
}

/** A computer that slept over midnight is looked at as soon as its window is. */
function watchDay(onLook: () => void): () => void {
  const timer = setInterval(onLook, lookEveryMs);
  document.addEventListener('visibilitychange', onLook);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onLook);
  };
}
