/**
 * 月历 or 年历 as it will be printed, at /calendar/paper?month=…&kinds=…&towns=…, or ?year=…&enterprise=… (&leader=… of a
 * leader).
 */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { CalendarPaper } from '../../../shared/calendar/contract.ts';
import { isMonth, localMonth } from '../../../shared/clock.ts';
import { PaperOf } from '../../paper-of.tsx';
import { chosenIn, paperSearch, yearIn, yearPath } from './chosen.ts';

export function CalendarPaperPage(): ReactNode {
  const [search] = useSearchParams();
  const [thisMonth] = useState(() => localMonth(Date.now()));
  const { paper, title, back } = askedIn(search, thisMonth);
  return (
    <PaperOf
      preview="calendar.paperPreview"
      exported="calendar.exportPaper"
      printed="calendar.printPaper"
      of={{ paper }}
      back={back}
      title={title}
      sheets={2}
      isLandscape={'month' in paper}
    />
  );
}

interface Asked {
  readonly paper: CalendarPaper;
  readonly title: string;
  readonly back: { readonly to: string; readonly label: string };
}

function askedIn(search: URLSearchParams, thisMonth: string): Asked {
  for (const whose of ['enterprise', 'leader'] as const) {
    const id = search.get(whose);
    if (id === null) continue;
    const year = yearIn(search, Number(thisMonth.slice(0, 4)));
    return {
      paper: { of: whose, id, year },
      title: '打印年历',
      back: { to: yearPath(whose, id, year), label: '年历' },
    };
  }
  const asked = search.get('month') ?? '';
  const month = isMonth(asked) ? asked : thisMonth;
  const chosen = chosenIn(search);
  return {
    paper: { month, ...chosen },
    title: '打印月历',
    back: { to: `/calendar?${paperSearch(month, chosen)}`, label: '月历' },
  };
}
