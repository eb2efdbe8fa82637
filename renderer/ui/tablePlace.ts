/** The active row of each list and how far it was scrolled, for as long as the window is open: back from a record. */
import { type RefObject, useEffect, useEffectEvent, useRef, useState, type UIEvent } from 'react';
import type { TableRef } from 'antd';
import type { TableQuery } from './tableQuery.ts';

interface Place {
  /** The query as text: another filter or page starts again at the top. */
  readonly query: string;
  readonly activeKey: string | null;
  /** px */
  readonly scrollTop: number;
}

const places = new Map<string, Place>();

export interface TablePlace {
  /** Key of the active row, which another page may not have. */
  readonly activeKey: string | null;
  readonly setActiveKey: (key: string | null) => void;
  /** For the frame around the rows, as `onScrollCapture`. */
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

/** How often a list that is still being laid out is asked to go back to its place. */
const mostTries = 10;

/**
 * @param placeKey names the list and whose it is; null for one that is another list every time it is opened.
 * @param marked key of the row that he came for, and is led to.
 * @param isLaidOut whether the rows are there and have their room.
 * @param frame holds the rows and takes the keys.
 */
export function useTablePlace(
  placeKey: string | null,
  query: TableQuery,
  table: RefObject<TableRef | null>,
  frame: RefObject<HTMLElement | null>,
  marked: string | undefined,
  isLaidOut: boolean,
): TablePlace {
  const [found] = useState(() =>
    marked === undefined
      ? placeOf(placeKey, query)
      : { query: JSON.stringify(query), activeKey: marked, scrollTop: 0 },
  );
  const [chosen, setChosen] = useState({ query, key: found?.activeKey ?? null });
  const activeKey = chosen.query === query ? chosen.key : null;

  /** Once: rows that come anew later are not where he came back to. */
  const hasGoneBack = useRef(false);
  const goBack = useEffectEvent((): (() => void) | undefined => {
    if (found === undefined || hasGoneBack.current) return undefined;
    hasGoneBack.current = true;
    // Whoever came by a link of the page that is gone goes on with the keys where he was.
    if (found.activeKey !== null && document.activeElement === document.body) {
      frame.current?.focus({ preventScroll: true });
    }
    let next = 0;
    if (marked !== undefined) {
      next = requestAnimationFrame(() => table.current?.scrollTo({ key: marked }));
      return () => cancelAnimationFrame(next);
    }
    if (found.scrollTop === 0) return undefined;
    let tries = 0;
    const scroll = (): void => {
      table.current?.scrollTo({ top: found.scrollTop });
      const { scrollTop } = placeOf(placeKey, query) ?? found;
      tries += 1;
      if (tries < mostTries && scrollTop !== found.scrollTop) next = requestAnimationFrame(scroll);
    };
    next = requestAnimationFrame(scroll);
    return () => cancelAnimationFrame(next);
  });
  useEffect(() => (isLaidOut ? goBack() : undefined), [isLaidOut]);

  const keep = (change: Partial<Place>): void => {
    if (placeKey === null) return;
    const before = placeOf(placeKey, query) ?? { activeKey: null, scrollTop: 0 };
    places.set(placeKey, { ...before, query: JSON.stringify(query), ...change });
  };
  return {
    activeKey,
    setActiveKey: (key) => {
      setChosen({ query, key });
      keep({ activeKey: key });
    },
    onScroll: ({ target }) => {
      if (target instanceof HTMLElement && target.matches(scrolled)) keep({ scrollTop: target.scrollTop });
    },
  };
}

const scrolled = '.ant-table-tbody-virtual-holder';

function placeOf(placeKey: string | null, query: TableQuery): Place | undefined {
  const place = placeKey === null ? undefined : places.get(placeKey);
  return place?.query === JSON.stringify(query) ? place : undefined;
}
