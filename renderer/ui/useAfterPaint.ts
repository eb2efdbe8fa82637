import { useEffect, useState } from 'react';

/** The browser may be busy all the time: then it is not waited for longer. */
const patienceMs = 500;

/** True once what is `ready` has been drawn and the window is idle: for what may wait until the rest can be seen. */
export function useAfterPaint(ready: boolean): boolean {
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    if (!ready || isDrawn) return;
    const id = requestIdleCallback(() => setDrawn(true), { timeout: patienceMs });
    return () => cancelIdleCallback(id);
  }, [ready, isDrawn]);
  return isDrawn;
}
