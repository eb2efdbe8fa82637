/** What a month is narrowed to, and which year is looked at, as it stands in the address. */
import { firstYear, lastYear } from '../../../shared/calendar/contract.ts';
import { type CalendarKind, calendarKinds } from '../../../shared/calendar/entry.ts';

export interface Chosen {
  /** Undefined for all. */
  readonly kinds?: CalendarKind[] | undefined;
  /** Ids of towns; '' for what is the city's own. */
  readonly towns?: string[] | undefined;
}

const cityMark = '-';

/** What the address does not name, or names wrongly, is not narrowed. */
export function chosenIn(search: URLSearchParams): Chosen {
  const listed = (name: string): string[] | undefined => search.get(name)?.split(',');
  const kinds = listed('kinds');
  return {
    kinds: kinds && calendarKinds.filter((kind) => kinds.includes(kind)),
    towns: listed('towns')?.map((id) => (id === cityMark ? '' : id)),
  };
}

/** For the address; '' for what is not narrowed. */
export function narrowed({ kinds, towns }: Chosen): { readonly kinds: string; readonly towns: string } {
  return {
    kinds: kinds?.join(',') ?? '',
    towns: towns?.map((id) => id || cityMark).join(',') ?? '',
  };
}

/** What the paper's page is asked for: the month, narrowed as the screen is. */
export function paperSearch(month: string, chosen: Chosen): string {
  const { kinds, towns } = narrowed(chosen);
  return new URLSearchParams({
    month,
    ...(kinds === '' ? {} : { kinds }),
    ...(towns === '' ? {} : { towns }),
  }).toString();
}

/** The year that the address names, where a calendar can show it. */
export function yearIn(search: URLSearchParams, thisYear: number): number {
  const year = Number(search.get('year') ?? '');
  return Number.isInteger(year) && year >= firstYear && year <= lastYear ? year : thisYear;
}

/** Where 年历 of an enterprise or a leader stands. */
export function yearPath(of: 'enterprise' | 'leader', id: string, year: number): string {
  const place = of === 'enterprise' ? 'enterprises' : 'people';
  return `/${place}/${encodeURIComponent(id)}?section=calendar&year=${year}`;
}

/** Where its paper is looked at. */
export function yearPaperPath(of: 'enterprise' | 'leader', id: string, year: number): string {
  return `/calendar/paper?${new URLSearchParams({ year: String(year), [of]: id }).toString()}`;
}
