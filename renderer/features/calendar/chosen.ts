/** What a month is narrowed to, as it stands in the address. */
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
