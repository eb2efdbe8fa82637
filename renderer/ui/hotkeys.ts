import { useEffect, useEffectEvent } from 'react';

interface Binding {
  readonly combo: Hotkey;
  readonly run: () => void;
}

/** `mod` is Ctrl, or Command on a Mac. */
export type Hotkey = 'mod+k' | 'mod+l' | 'mod+s' | 'mod+enter' | 'f1';

/** The last mounted binding wins: a dialog's Ctrl+S is not the page's. */
const bindings: Binding[] = [];

/** Binds a key for as long as the component is mounted and `run` is given. Works wherever the focus is. */
export function useHotkey(combo: Hotkey, run: (() => void) | undefined): void {
  const press = useEffectEvent(() => run?.());
  const active = run !== undefined;
  useEffect(() => {
    if (!active) return;
    const binding: Binding = { combo, run: () => press() };
    if (bindings.length === 0) window.addEventListener('keydown', onKeyDown);
    bindings.push(binding);
    return () => {
      bindings.splice(bindings.indexOf(binding), 1);
      if (bindings.length === 0) window.removeEventListener('keydown', onKeyDown);
    };
  }, [combo, active]);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.altKey || isComposing(event)) return;
  const key = event.key.toLowerCase();
  const combo = event.ctrlKey || event.metaKey ? `mod+${key}` : key;
  const binding = bindings.findLast((candidate) => candidate.combo === combo);
  if (binding === undefined) return;
  event.preventDefault();
  // A key that is held down asks once.
  if (!event.repeat) binding.run();
}

/** True while a Chinese input method is still choosing characters: its Enter and Esc are not ours. */
export function isComposing(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}
