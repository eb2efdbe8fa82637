import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormValues } from '../../shared/form.ts';
import { createDraftKeeper, type DraftKeeper, type DraftStatus } from './draftKeeper.ts';
import { useKitServices } from './kitServices.tsx';

export interface Draft<Values extends FormValues> {
  readonly values: Values;
  /** Changes some fields and saves the draft after a pause of 400 ms. Hand it to FormView's `onPatch`. */
  readonly patch: (change: Partial<Values>) => void;
  readonly status: DraftStatus;
  /** False until it is known whether an earlier draft exists: draw the form only when true. */
  readonly ready: boolean;
  /** The values come from an earlier sitting; when it was saved. */
  readonly restoredAtMs: number | null;
  /** Saves now. Await it before anything that reads the draft elsewhere. */
  readonly flush: () => Promise<void>;
  /** Call after the record was saved: the draft is no longer needed. */
  readonly finish: () => Promise<void>;
  /** Throws the draft away and goes back to `initial`. Ask first (ConfirmAction). */
  readonly discard: () => Promise<void>;
}

/**
 * A form's values that survive everything: closing the lid, killing the program, locking, leaving the page.
 * `formKey` names the form and the record (`filing:new`, `filing:<id>`); `initial` counts when there is no draft.
 */
export function useDraft<Values extends FormValues>(formKey: string, initial: Values): Draft<Values> {
  const { drafts } = useKitServices();
  const [values, setValues] = useState(initial);
  const [status, setStatus] = useState<DraftStatus>({ kind: 'clean' });
  const [loadedKey, setLoadedKey] = useState<string | null>(null);
  const [restoredAtMs, setRestoredAtMs] = useState<number | null>(null);
  const keeper = useRef<DraftKeeper | null>(null);
  const current = useRef(initial);
  const first = useRef(initial);

  const show = useCallback((next: Values) => {
    current.current = next;
    setValues(next);
  }, []);

  useEffect(() => {
    let stale = false;
    const own = createDraftKeeper(drafts, formKey, (next) => {
      if (!stale) setStatus(next);
    });
    keeper.current = own;
    own.load().then(
      (stored) => {
        if (stale) return;
        // Fields added by a newer version are missing in an old draft: `initial` fills them.
        show(stored === null ? first.current : { ...first.current, ...(stored.values as Partial<Values>) });
        setRestoredAtMs(stored?.savedAtMs ?? null);
        if (stored !== null) setStatus({ kind: 'saved', savedAtMs: stored.savedAtMs });
        setLoadedKey(formKey);
      },
      () => {
        if (!stale) setLoadedKey(formKey);
      },
    );
    const flush = (): void => void own.flush();
    const flushWhenHidden = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    window.addEventListener('pagehide', flush);
    window.addEventListener('blur', flush);
    document.addEventListener('focusout', flush);
    document.addEventListener('visibilitychange', flushWhenHidden);
    return () => {
      stale = true;
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('blur', flush);
      document.removeEventListener('focusout', flush);
      document.removeEventListener('visibilitychange', flushWhenHidden);
      own.dispose();
    };
  }, [drafts, formKey, show]);

  const patch = useCallback(
    (change: Partial<Values>) => {
      show({ ...current.current, ...change });
      keeper.current?.schedule(current.current);
    },
    [show],
  );
  const flush = useCallback(async () => keeper.current?.flush(), []);
  const finish = useCallback(async () => keeper.current?.remove(), []);
  const discard = useCallback(async () => {
    await keeper.current?.remove();
    setRestoredAtMs(null);
    show(first.current);
  }, [show]);
  return { values, patch, status, ready: loadedKey === formKey, restoredAtMs, flush, finish, discard };
}
