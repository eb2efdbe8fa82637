/** What a list is asked for. The main process answers with one page of rows and the total. */
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { create } from 'zustand';

export interface TableSort {
  /** Column key. */
  readonly key: string;
  readonly order: 'asc' | 'desc';
}

export interface TableQuery {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly sort: TableSort | null;
  /** Column key → accepted values (choices) or one text that must occur. Only filters that are set. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** The box above the list. */
  readonly text: string;
}

export const firstQuery: TableQuery = { page: 1, pageSize: 100, sort: null, filters: {}, text: '' };

/** Filters, sort and page of each list for as long as the window is open: back from a record, the list is as it was. */
const useQueries = create<{ readonly byTable: Readonly<Record<string, Partial<TableQuery>>> }>(() => ({
  byTable: {},
}));

export function useTableQuery(
  tableId: string,
  initial: Partial<TableQuery> = {},
): readonly [TableQuery, (next: TableQuery) => void] {
  const stored = useQueries((state) => state.byTable[tableId]);
  const [untouched] = useState(() => ({ ...firstQuery, ...initial }));
  const setQuery = (next: TableQuery): void =>
    useQueries.setState((state) => ({ byTable: { ...state.byTable, [tableId]: next } }));
  const query = useMemo(() => ({ ...untouched, ...stored }), [untouched, stored]);
  return [query, setQuery];
}

/**
 * Who asks for a list anew, by its entry in the navigation, does not look for what he looked for before: it begins with the
 * filters it began with, or with those that lead to it. A list is named like its page (`/problems`: problems).
 */
export function askAnew(path: string, filters?: TableQuery['filters']): void {
  const tableId = path.slice(1).replace(/\?.*/u, '');
  useQueries.setState(({ byTable }) => {
    const { [tableId]: query, ...others } = byTable;
    const { page: _page, text: _text, filters: _before, ...kept } = query ?? {};
    return { byTable: { ...others, [tableId]: filters ? { ...kept, filters } : kept } };
  });
}

/** A page that is no more, because its last rows went elsewhere, must not look like an empty list. */
export function useLastPage(
  total: number | undefined,
  query: TableQuery,
  onQuery: (next: TableQuery) => void,
): void {
  const last = Math.max(1, Math.ceil((total ?? 0) / query.pageSize));
  const isGone = total !== undefined && query.page > last;
  const goBack = useEffectEvent(() => onQuery({ ...query, page: last }));
  useEffect(() => {
    if (isGone) goBack();
  }, [isGone]);
}

export function isFiltered(query: TableQuery): boolean {
  return query.text !== '' || Object.keys(query.filters).length > 0;
}

/** Another filter, from the first page. An empty list of values removes it. */
export function withFilter(query: TableQuery, key: string, values: readonly string[]): TableQuery {
  const { [key]: _removed, ...others } = query.filters;
  return { ...query, page: 1, filters: values.length === 0 ? others : { ...others, [key]: values } };
}
