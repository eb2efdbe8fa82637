import { useEffect, useEffectEvent } from 'react';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
const lookEveryMs = 10_000;

/**
 * Calls `onIdle` once after so many minutes without a key, a click or a movement. Time asleep counts: a laptop that is
 * opened again after lunch locks at once.
 */
export function useIdleLock(minutes: number | null, onIdle: () => void): void {
  const lock = useEffectEvent(onIdle);
  useEffect(() => {
    if (minutes === null) return;
    let lastSignMs = Date.now();
    let done = false;
    const look = (): void => {
      if (done || Date.now() - lastSignMs < minutes * 60_000) return;
      done = true;
      lock();
    };
    const note = (): void => {
      // First the look: the click that wakes a laptop up must not count as presence during its sleep.
      look();
      lastSignMs = Date.now();
    };
    for (const sign of signs) window.addEventListener(sign, note, { capture: true, passive: true });
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, note, { capture: true });
    };
  }, [minutes]);
}
