/** Refusals that still have to be read: shown where the officer works, never over the buttons. */
import { useEffect, useId } from 'react';
import { create } from 'zustand';

/** A place that shows refusals. A form's foot is nearer to what was pressed than the page's head. */
type HostKind = 'page' | 'actions';

interface Host {
  readonly id: string;
  readonly kind: HostKind;
}

export const useFailures = create<{
  readonly sentences: readonly string[];
  readonly hosts: readonly Host[];
}>(() => ({ sentences: [], hosts: [] }));

/** The same sentence twice is shown once: a second press must not pile them up. False when no place can show it. */
export function showFailure(sentence: string): boolean {
  const { hosts, sentences } = useFailures.getState();
  if (hosts.length === 0) return false;
  useFailures.setState({ sentences: [...sentences.filter((shown) => shown !== sentence), sentence] });
  return true;
}

export function closeFailure(sentence: string): void {
  const { sentences } = useFailures.getState();
  useFailures.setState({ sentences: sentences.filter((shown) => shown !== sentence) });
}

/** When the officer goes elsewhere or tries again: what was refused before is past. */
export function clearFailures(): void {
  if (useFailures.getState().sentences.length > 0) useFailures.setState({ sentences: [] });
}

/** Whether this place is the one to show refusals: the last opened foot of a form, else the last opened page. */
export function useFailureHost(kind: HostKind): boolean {
  const id = useId();
  useEffect(() => {
    useFailures.setState(({ hosts }) => ({ hosts: [...hosts, { id, kind }] }));
    return () => useFailures.setState(({ hosts }) => ({ hosts: hosts.filter((host) => host.id !== id) }));
  }, [id, kind]);
  return useFailures(({ hosts }) => {
    const chosen = hosts.findLast((host) => host.kind === 'actions') ?? hosts.at(-1);
    return chosen?.id === id;
  });
}
