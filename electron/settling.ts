/** Before the window closes or the desk is locked, the page stores what was typed and says so. */

/** `silent`: there was no page to ask, or it no longer answers. */
export type Settled = 'stored' | 'unstored' | 'silent';

export interface Settling {
  /** Asks the page and waits for its answer. A second caller waits for the same answer. */
  settle(): Promise<Settled>;
  /** The page's answer; nothing when nobody asked. */
  answered(stored: boolean): void;
}

/** A page that says nothing for three seconds has stopped: its drafts are on disk up to its last pause. */
const ticks = 30;
const tickMs = 100;

/** @param ask sends the question; false when there is no page that could answer. */
export function createSettling(ask: () => boolean): Settling {
  let asked: PromiseWithResolvers<Settled> | undefined;

  // Counted in ticks, because a long transaction blocks this process: when it ends, one tick has passed and the answer,
  // which waited behind it, comes before the next.
  const waitFor = (mine: PromiseWithResolvers<Settled>, ticksLeft: number): void => {
    if (asked !== mine) return;
    if (ticksLeft === 0) end(mine, 'silent');
    else setTimeout(() => waitFor(mine, ticksLeft - 1), tickMs);
  };
  const end = (mine: PromiseWithResolvers<Settled>, outcome: Settled): void => {
    if (asked !== mine) return;
    asked = undefined;
    mine.resolve(outcome);
  };

  return {
    settle: () => {
      if (asked) return asked.promise;
      const mine = Promise.withResolvers<Settled>();
      asked = mine;
      if (ask()) waitFor(mine, ticks);
      else end(mine, 'silent');
      return mine.promise;
    },
    answered: (stored) => {
      if (asked) end(asked, stored ? 'stored' : 'unstored');
    },
  };
}
