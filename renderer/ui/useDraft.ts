import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormValues } from '../../shared/form.ts';
import { createDraftKeeper, type DraftKeeper, type DraftStatus } from './draftKeeper.ts';
import { storedContent, type Typed, typedIn, typedOf } from './draftSeen.ts';
import { useKitServices } from './kitServices.tsx';
import { useShownForm } from './openForm.ts';
import { formThatGoesOn, noteOpenForm } from './returning.ts';

export interface Draft<Values extends FormValues, Seen = undefined> {
  readonly formKey: string;
  readonly values: Values;
  /** Changes some fields and saves the draft after a pause of 400 ms. Hand it to FormView's `onPatch`. */
  readonly patch: (change: Partial<Values>) => void;
  /** The fields that were typed in, and nothing else: what an update sends, so that it claims nothing it did not change. */
  readonly touched: Partial<Values>;
  /** `seen` as it was when the typing began: also for a draft of last week. For a form that is written as one. */
  readonly seen: Seen;
  /** By touched field: `seen` as it was in the opening in which that field was first typed in. Goes with the update. */
  readonly typedSeen: Readonly<Record<string, Seen>>;
  /** `seen` as it was when the form was opened: what the fields that were not typed in were shown with. */
  readonly seenAtOpening: Seen;
  readonly status: DraftStatus;
  /** False until it is known whether an earlier draft exists: draw the form only when true. */
  readonly ready: boolean;
  /** The draft comes from an earlier sitting, not from before the desk was locked; when it was last typed in. */
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
 * `formKey` names the form and the record (`filing:new`, `filing:<id>`). `initial` fills what was not typed in; it and
 * `seen` (the heads of the record being changed) count as they were when the form was opened.
 */
export function useDraft<Values extends FormValues, Seen = undefined>(
  formKey: string,
  initial: Values,
  seen?: Seen,
): Draft<Values, Seen> {
  const { drafts } = useKitServices();
  const [opened] = useState(() => {
    const typed: Typed<Values, Seen> = { touched: {}, typedSeen: {} };
    return { initial, seen: seen as Seen, typed };
  });
  const [typed, setTyped] = useState(opened.typed);
  const [status, setStatus] = useState<DraftStatus>({ kind: 'clean' });
  const [loadedKey, setLoadedKey] = useState<string | null>(null);
  const [restoredAtMs, setRestoredAtMs] = useState<number | null>(null);
  const keeper = useRef<DraftKeeper | null>(null);
  const current = useRef(opened.typed);

  const show = useCallback((next: Typed<Values, Seen>) => {
    current.current = next;
    setTyped(next);
  }, []);

  useEffect(() => {
    let stale = false;
    const own = createDraftKeeper(drafts, formKey, (next) => {
      if (!stale) setStatus(next);
    });
    keeper.current = own;
    const goesOn = formThatGoesOn(formKey);
    own.load().then(
      (stored) => {
        if (stale) return;
        show(stored === null ? opened.typed : typedOf(stored));
        setRestoredAtMs(stored === null ? null : (goesOn ?? { restoredAtMs: stored.savedAtMs }).restoredAtMs);
        setLoadedKey(formKey);
      },
      () => {
        if (!stale) setLoadedKey(formKey);
      },
    );
    const stopWatching = watchForLeaving(() => void own.flush());
    return () => {
      stale = true;
      stopWatching();
      own.dispose();
    };
  }, [drafts, formKey, show, opened]);

  useShownForm(formKey);
  const ready = loadedKey === formKey;
  useEffect(() => (ready ? noteOpenForm(formKey, restoredAtMs) : undefined), [ready, formKey, restoredAtMs]);

  const patch = useCallback(
    (change: Partial<Values>) => {
      show(typedIn(current.current, change, opened.seen));
      keeper.current?.schedule(storedContent(current.current));
    },
    [show, opened],
  );
  const flush = useCallback(async () => keeper.current?.flush(), []);
  const finish = useCallback(async () => keeper.current?.remove(), []);
  const discard = useCallback(async () => {
    await keeper.current?.remove();
    setRestoredAtMs(null);
    show(opened.typed);
  }, [show, opened]);
  return {
    formKey,
    values: { ...opened.initial, ...typed.touched },
    patch,
    touched: typed.touched,
    seen: Object.values(typed.typedSeen)[0] ?? opened.seen,
    typedSeen: typed.typedSeen,
    seenAtOpening: opened.seen,
    // Its notice says so above the form.
    status: status.kind === 'restored' && restoredAtMs !== null ? { kind: 'clean' } : status,
    ready,
    restoredAtMs,
    flush,
    finish,
    discard,
  };
}

/** Calls `leave` whenever the officer may be about to turn away: a field or the window is left, or hidden, or closed. */
function watchForLeaving(leave: () => void): () => void {
  const leaveWhenHidden = (): void => {
    if (document.visibilityState === 'hidden') leave();
  };
  window.addEventListener('pagehide', leave);
  window.addEventListener('blur', leave);
  document.addEventListener('focusout', leave);
  document.addEventListener('visibilitychange', leaveWhenHidden);
  return () => {
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('blur', leave);
    document.removeEventListener('focusout', leave);
    document.removeEventListener('visibilitychange', leaveWhenHidden);
  };
}
