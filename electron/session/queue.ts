export interface Queue {
  /** Runs `work` after everything handed in before it, whether that succeeded or not. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (work) => {
      const next = last.then(work);
      last = next.catch(() => undefined);
      return next;
    },
  };
}
