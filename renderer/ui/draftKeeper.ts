/** Keeps one form's unfinished text on disk: saves after a pause, one write at a time, and forgets nothing on failure. */
import type { DraftContent, DraftStore, StoredDraft } from './kitServices.tsx';
import { noteSaved, noteSaveFailed, noteSaving } from './saveState.ts';

export type DraftStatus =
  | { readonly kind: 'clean' }
  /** Typed, not yet on disk. */
  | { readonly kind: 'typing' }
  | { readonly kind: 'saved'; readonly savedAtMs: number }
  | { readonly kind: 'failed' };

export interface DraftKeeper {
  /** The stored draft, or what an earlier write could not store. */
  load(): Promise<StoredDraft | null>;
  /** Saves this after the pause. */
  schedule(content: DraftContent): void;
  /** Saves now whatever waits. Never rejects: a failure shows in the status and is tried again. */
  flush(): Promise<void>;
  /** Deletes the draft, after the record itself was saved or when the officer discards it. */
  remove(): Promise<void>;
  /** Saves what waits and lets go. */
  dispose(): void;
}

const pauseMs = 400;
const retryMs = 5_000;

/** Text that could not be stored (disk full, desk locked meanwhile): offered again when the form is next opened. */
const unstored = new Map<string, DraftContent>();
const keepers = new Set<DraftKeeper>();

/** Before locking or closing: every open form is brought to disk. */
export async function flushAllDrafts(): Promise<void> {
  await Promise.all([...keepers].map((keeper) => keeper.flush()));
}

export function createDraftKeeper(
  store: DraftStore,
  formKey: string,
  onStatus: (status: DraftStatus) => void,
): DraftKeeper {
  let waiting: DraftContent | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<boolean> | null = null;

  const write = async (content: DraftContent): Promise<boolean> => {
    noteSaving();
    try {
      const { savedAtMs } = await store.put(formKey, content);
      if (unstored.get(formKey) === content) unstored.delete(formKey);
      noteSaved('草稿', savedAtMs);
      onStatus({ kind: 'saved', savedAtMs });
      return true;
    } catch {
      waiting ??= content;
      noteSaveFailed();
      onStatus({ kind: 'failed' });
      return false;
    }
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    // A write in flight is followed by the newest values only: what lies between need not be stored.
    for (;;) {
      if (writing !== null) {
        await writing;
      } else if (waiting !== null) {
        const content = waiting;
        waiting = null;
        writing = write(content);
        const stored = await writing;
        writing = null;
        if (!stored) {
          timer = setTimeout(() => void flush(), retryMs);
          return;
        }
      } else {
        return;
      }
    }
  };

  const keeper: DraftKeeper = {
    load: async () => {
      const kept = unstored.get(formKey);
      return kept === undefined ? store.get(formKey) : { ...kept, savedAtMs: Date.now() };
    },
    schedule: (content) => {
      waiting = content;
      unstored.set(formKey, content);
      onStatus({ kind: 'typing' });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), pauseMs);
    },
    flush,
    remove: async () => {
      clearTimeout(timer);
      waiting = null;
      unstored.delete(formKey);
      if (writing !== null) await writing;
      waiting = null;
      clearTimeout(timer);
      await store.remove(formKey);
      onStatus({ kind: 'clean' });
    },
    dispose: () => {
      keepers.delete(keeper);
      void flush().finally(() => clearTimeout(timer));
    },
  };
  keepers.add(keeper);
  return keeper;
}
