/** Connects the kit to the contract: where drafts and this laptop's preferences are kept, and the one search. */
import type { QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import type { InputOf, OutputOf } from '../shared/contract.ts';
import { call } from './api.ts';
import { queryClient } from './queries.ts';
import type { DraftStore, KitServices, SettingStore } from './ui/kitServices.tsx';
import type { Search } from './ui/SearchPalette.tsx';

const draftContent = z.object({ values: z.record(z.string(), z.unknown()), seen: z.unknown() });

/** `client` is the cache that lists them. */
function draftStore(client: QueryClient): DraftStore {
  // Drafts are no part of the ledger and have no topic: whoever asked for them must ask again.
  const askAnew = (): void =>
    void client.invalidateQueries({
      predicate: ({ queryKey: [name] }) => name === 'draft.list' || name === 'draft.get',
    });
  return {
    get: async (key) => {
      const draft = await call('draft.get', { key });
      const content = draftContent.safeParse(draft?.value);
      // A draft that is not a form's content (another version's) is left alone and the form starts empty.
      return draft === null || !content.success ? null : { ...content.data, savedAtMs: draft.savedAtMs };
    },
    put: async (key, { values, seen }) => {
      const stored = await call('draft.put', { key, value: toJson({ values, seen: seen ?? null }) });
      askAnew();
      return stored;
    },
    remove: async (key) => {
      await call('draft.delete', { key });
      askAnew();
    },
  };
}

/** A field that was never set is no JSON: it is left out here, for a refusal would cost the text beside it. */
function toJson(value: unknown): InputOf<'draft.put'>['value'] {
  return JSON.parse(JSON.stringify(value)) as InputOf<'draft.put'>['value'];
}

const settings: SettingStore = {
  get: (key) => call('preference.get', { key }),
  put: async (key, value) =>
    void (await call('preference.put', { key, value: value as InputOf<'preference.put'>['value'] })),
};

export const servicesOf = (client: QueryClient): KitServices => ({ drafts: draftStore(client), settings });

export const services = servicesOf(queryClient);

type Hit = OutputOf<'search.query'>[number];

const kinds: Readonly<Record<Hit['kind'], { readonly label: string; readonly path: string }>> = {
  enterprise: { label: '企业', path: '/enterprises' },
  person: { label: '人员', path: '/people' },
  problem: { label: '问题诉求', path: '/problems' },
  filing: { label: '检查处置报备', path: '/filings' },
  visit: { label: '走访', path: '/visits' },
};

/** The one search, each hit with the screen it opens. */
export const search: Search = async (text) => {
  const hits = await call('search.query', { text });
  return hits.map(({ kind, id, title, detail }) => ({
    key: `${kind}/${id}`,
    kind: kinds[kind].label,
    title,
    detail,
    path: `${kinds[kind].path}/${encodeURIComponent(id)}`,
  }));
};
