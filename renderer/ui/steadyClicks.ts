/** Clicks meant for what stood there a moment ago. */
import { type MouseEvent, useEffect, useRef } from 'react';

/** ms: longer than the second click of a double click takes. */
export const settling = 600;

/**
 * For a list whose rows go when they are dealt with, or a panel that then shows the next one: the second click of a double
 * click must not deal with what took the place. Keys are never held back.
 * @param rows names what is shown, in its order; a list that grows at its end keeps its rows in place.
 * @returns for the element around the rows, as `onClickCapture`.
 */
export function useSteadyClicks(rows: readonly string[]): (event: MouseEvent) => void {
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  const before = useRef(rows);
  useEffect(() => {
    if (before.current.some((row, index) => row !== rows[index])) changedAt.current = performance.now();
    before.current = rows;
  });
  return (event) => {
    // A click made by a key has no count.
    if (event.detail === 0 || performance.now() - changedAt.current > settling) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
