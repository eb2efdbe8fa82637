/** What the kit needs from outside: where drafts and this laptop's settings are kept. The kit itself knows no procedure. */
import { createContext, useContext, useEffect, useEffectEvent, useState } from 'react';
import type { FormValues } from '../../shared/form.ts';

export interface DraftContent {
  /** Only the fields that were typed in. */
  readonly values: FormValues;
  /** What the officer had before their eyes when the typing began, such as the record's heads. */
  readonly seen: unknown;
}

export interface StoredDraft extends DraftContent {
  readonly savedAtMs: number;
}

export interface DraftStore {
  get(formKey: string): Promise<StoredDraft | null>;
  /** Resolves when the draft is on disk. */
  put(formKey: string, content: DraftContent): Promise<{ readonly savedAtMs: number }>;
  remove(formKey: string): Promise<void>;
}

/** Small choices of this laptop: shown columns, page sizes. Values are JSON. */
export interface SettingStore {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
}

export interface KitServices {
  readonly drafts: DraftStore;
  readonly settings: SettingStore;
}

const KitServicesContext = createContext<KitServices>(createMemoryServices());

export const KitServicesProvider = KitServicesContext.Provider;

export function useKitServices(): KitServices {
  return useContext(KitServicesContext);
}

/** Keeps everything in this window's memory: for tests and for screens before the desk is open. */
export function createMemoryServices(): KitServices {
  const drafts = new Map<string, StoredDraft>();
  const settings = new Map<string, unknown>();
  return {
    drafts: {
      get: async (formKey) => drafts.get(formKey) ?? null,
      put: async (formKey, content) => {
        const savedAtMs = Date.now();
        drafts.set(formKey, { ...content, savedAtMs });
        return { savedAtMs };
      },
      remove: async (formKey) => void drafts.delete(formKey),
    },
    settings: {
      get: async (key) => settings.get(key),
      put: async (key, value) => void settings.set(key, value),
    },
  };
}

/**
 * A choice kept on this laptop. `read` turns what was stored (unknown, possibly by an older version) into a value or
 * null. Losing such a choice is harmless, so a failure to store it is not shown.
 */
export function useLocalSetting<Value>(
  key: string,
  initial: Value,
  read: (stored: unknown) => Value | null,
): readonly [Value, (next: Value) => void] {
  const { settings } = useKitServices();
  const [value, setValue] = useState(initial);
  const take = useEffectEvent((stored: unknown) => {
    const known = stored === undefined || stored === null ? null : read(stored);
    if (known !== null) setValue(known);
  });
  useEffect(() => {
    let stale = false;
    settings.get(key).then(
      (stored) => {
        if (!stale) take(stored);
      },
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [settings, key]);
  return [
    value,
    (next) => {
      setValue(next);
      settings.put(key, next).catch(() => undefined);
    },
  ];
}
