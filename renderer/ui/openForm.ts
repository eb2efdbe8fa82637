import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useSearchParams } from 'react-router';

const parameter = 'form';

/**
 * Which drawer or dialog of a page is open, by the key of its draft; '' for none. It stands in the address, so that it is
 * open again once a locked desk is opened, and so that a list of drafts can lead to it.
 */
export function useOpenForm(): readonly [string, (formKey: string) => void] {
  const [search, setSearch] = useSearchParams();
  const shown = search.get(parameter) ?? '';
  // A save may come back late: after its page was left, or when another form is open already.
  const now = useRef<URLSearchParams | null>(null);
  useLayoutEffect(() => {
    now.current = search;
    return () => {
      now.current = null;
    };
  }, [search]);
  const open = (formKey: string): void => {
    const next = new URLSearchParams(now.current ?? '');
    if (now.current === null || (formKey === '' && next.get(parameter) !== shown)) return;
    if (formKey === '') next.delete(parameter);
    else next.set(parameter, formKey);
    setSearch(next, { replace: true });
  };
  return [shown, open];
}

/** The form that an address opens; '' for none. */
export function formOf(address: string): string {
  return new URLSearchParams(address.split('?')[1] ?? '').get(parameter) ?? '';
}

/** The forms on the screen, by the keys of their drafts, whatever the address says. A new set with every change. */
let shownForms: readonly string[] = [];
const watchers = new Set<() => void>();

/** This form is on the screen for as long as the caller is mounted; none for ''. useDraft says so of its own. */
export function useShownForm(formKey: string): void {
  useLayoutEffect(() => {
    if (formKey === '') return;
    showForms([...shownForms, formKey]);
    return () => showForms(shownForms.toSpliced(shownForms.indexOf(formKey), 1));
  }, [formKey]);
}

export function useShownForms(): readonly string[] {
  return useSyncExternalStore(watch, () => shownForms);
}

function showForms(next: readonly string[]): void {
  shownForms = next;
  for (const each of watchers) each();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
