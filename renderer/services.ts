/** Connects the kit to the contract: where drafts and this laptop's settings are kept, and the one search. */
import { z } from 'zod';
import { call } from './api.ts';
import { createMemoryServices, type DraftStore, type KitServices } from './ui/kitServices.tsx';
import type { Search } from './ui/SearchPalette.tsx';

type DraftValue = Parameters<typeof call<'draft.put'>>[1]['value'];

const drafts: DraftStore = {
  get: async (key) => {
    const draft = await call('draft.get', { key });
    const values = z.record(z.string(), z.unknown()).safeParse(draft?.value);
    // A draft that is not a form's values (another version's) is left alone and the form starts empty.
    return draft === null || !values.success ? null : { values: values.data, savedAtMs: draft.savedAtMs };
  },
  put: (key, values) => call('draft.put', { key, value: values as DraftValue }),
  remove: async (key) => void (await call('draft.delete', { key })),
};

export const services: KitServices = { ...createMemoryServices(), drafts };

/** Set as soon as the contract has a search; the shell draws no box without it. */
export const search: Search | undefined = undefined;
