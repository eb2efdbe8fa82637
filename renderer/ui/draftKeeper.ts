/** Keeps one form's unfinished text on disk: saves after a pause, one write at a time, and forgets nothing on failure. */
import type { DraftContent, DraftStore, StoredDraft } from './kitServices.tsx';
import { noteDraftGone, noteDraftSaved, noteSaveFailed, noteSaving } from './saveState.ts';

export type DraftStatus =
  | { readonly kind: 'clean' }
  /** Typed, not yet on disk. */
  | { readonly kind: 'typing' }
  /** On disk since before the form was opened. */
  | { readonly kind: 'restored'; readonly savedAtMs: number }
  | { readonly kind: 'saved'; readonly savedAtMs: number }
  | { readonly kind: 'failed' };

export interface DraftKeeper {
  /** The stored draft, or what an earlier write could not store (then with the time it was typed, and written now). */
  load(): Promise<StoredDraft | null>;
  /** Saves this after the pause. */
  schedule(content: DraftContent): void;
  /** Saves now whatever waits. Never rejects: a failure shows in the status and is tried again. */
  flush(): Promise<void>;
  /** Deletes the draft, after the record itself was saved or when the officer discards it. */
  remove(): Promise<void>;
  /** Whether the form holds something typed that is on disk. */
  isKept(): boolean;
  /** The form is gone: saves what waits, however long that takes, and lets go. */
  dispose(): void;
}

const pauseMs = 400;
const retryMs = 5_000;

/** Text that could not be stored (disk full, desk locked meanwhile): offered again when the form is next opened. */
interface Unstored {
  readonly store: DraftStore;
  readonly content: DraftContent;
  readonly typedAtMs: number;
}
const unstored = new Map<string, Unstored>();
const keepers = new Set<DraftKeeper>();
/** By form: how to stop a keeper whose form is gone while its text is not on disk. It tries on until somebody takes over. */
const leftBehind = new Map<string, () => void>();

/** Drafts that are no longer wanted and could not be deleted yet: the desk was locked just after the record was saved. */
const unwanted = new Map<string, DraftStore>();
let deleting: ReturnType<typeof setTimeout> | undefined;

/**
 * Deletes a draft and whatever of it is not stored yet. What cannot be deleted now is from here on no draft any more, and
 * is tried again: offered anew, a saved record would be saved a second time.
 */
export async function removeDraft(store: DraftStore, formKey: string): Promise<void> {
  leftBehind.get(formKey)?.();
  unstored.delete(formKey);
  unwanted.set(formKey, store);
  if (!(await deleteUnwanted(formKey, store))) deleteLater();
  noteDraftGone();
}

/** Whether this draft only waits to be deleted: no list may offer it. */
export function isUnwanted(formKey: string): boolean {
  return unwanted.has(formKey);
}

async function deleteUnwanted(formKey: string, store: DraftStore): Promise<boolean> {
  try {
    await store.remove(formKey);
    unwanted.delete(formKey);
    return true;
  } catch {
    return false;
  }
}

async function deleteAllUnwanted(): Promise<boolean> {
  const tries = [...unwanted].map(async ([formKey, store]) => deleteUnwanted(formKey, store));
  return !(await Promise.all(tries)).includes(false);
}

function deleteLater(): void {
  clearTimeout(deleting);
  deleting = setTimeout(() => {
    void deleteAllUnwanted().then((isDone) => {
      if (!isDone) deleteLater();
    });
  }, retryMs);
}

/**
 * Before locking or closing: every open form is brought to disk, and so is what a form that was left could not store.
 * @returns whether everything typed is stored now.
 */
export async function storeAllDrafts(): Promise<boolean> {
  await Promise.all([...keepers].map((keeper) => keeper.flush()));
  await deleteAllUnwanted();
  for (const [formKey, { store, content }] of unstored) {
    try {
      await store.put(formKey, content);
      forget(formKey, content);
    } catch {
      // Kept: the caller is told by the answer.
    }
  }
  return unstored.size === 0;
}

/** Whether a form holds something typed, and whether all of it is on disk. */
export function howTyped(): 'none' | 'kept' | 'unstored' {
  if (unstored.size > 0) return 'unstored';
  return [...keepers].some((keeper) => keeper.isKept()) ? 'kept' : 'none';
}

/** Unless something newer was typed meanwhile. */
function forget(formKey: string, stored: DraftContent): void {
  if (unstored.get(formKey)?.content === stored) unstored.delete(formKey);
}

export function createDraftKeeper(
  store: DraftStore,
  formKey: string,
  onStatus: (status: DraftStatus) => void,
): DraftKeeper {
  let waiting: DraftContent | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<boolean> | null = null;
  let disposed = false;
  let replaced = false;
  let status: DraftStatus['kind'] = 'clean';

  const tell = (next: DraftStatus): void => {
    status = next.kind;
    onStatus(next);
  };

  const write = async (content: DraftContent): Promise<boolean> => {
    noteSaving();
    try {
      const { savedAtMs } = await store.put(formKey, content);
      forget(formKey, content);
      // Newer keys came while this was written: not saved yet, and nobody may be told so.
      if (waiting === null) {
        noteDraftSaved(savedAtMs);
        tell({ kind: 'saved', savedAtMs });
      }
      return true;
    } catch {
      waiting ??= content;
      noteSaveFailed();
      tell({ kind: 'failed' });
      return false;
    }
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    // A write in flight is followed by the newest values only: what lies between need not be stored.
    for (;;) {
      if (writing !== null) {
        await writing;
      } else if (waiting !== null && !replaced) {
        const content = waiting;
        waiting = null;
        writing = write(content);
        const stored = await writing;
        writing = null;
        if (!stored) {
          if (!replaced) timer = setTimeout(() => void flush(), retryMs);
          return;
        }
      } else {
        if (disposed) letGo();
        return;
      }
    }
  };

  const letGo = (): void => {
    clearTimeout(timer);
    keepers.delete(keeper);
    if (leftBehind.get(formKey) === giveWay) leftBehind.delete(formKey);
  };

  const giveWay = (): void => {
    replaced = true;
    letGo();
  };

  const keeper: DraftKeeper = {
    load: async () => {
      leftBehind.get(formKey)?.();
      const kept = unstored.get(formKey);
      if (kept === undefined) {
        if (unwanted.has(formKey)) {
          await deleteUnwanted(formKey, store);
          return null;
        }
        const stored = await store.get(formKey);
        if (stored !== null) tell({ kind: 'restored', savedAtMs: stored.savedAtMs });
        return stored;
      }
      waiting = kept.content;
      tell({ kind: 'typing' });
      void flush();
      return { ...kept.content, savedAtMs: kept.typedAtMs };
    },
    schedule: (content) => {
      waiting = content;
      unwanted.delete(formKey);
      unstored.set(formKey, { store, content, typedAtMs: Date.now() });
      tell({ kind: 'typing' });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), pauseMs);
    },
    flush,
    isKept: () => status === 'saved' || status === 'restored',
    remove: async () => {
      clearTimeout(timer);
      waiting = null;
      unstored.delete(formKey);
      if (writing !== null) await writing;
      waiting = null;
      clearTimeout(timer);
      // Not once it is deleted: locked meanwhile, the desk would speak of a form that is done with.
      tell({ kind: 'clean' });
      await removeDraft(store, formKey);
    },
    dispose: () => {
      disposed = true;
      leftBehind.set(formKey, giveWay);
      void flush();
    },
  };
  keepers.add(keeper);
  return keeper;
}
