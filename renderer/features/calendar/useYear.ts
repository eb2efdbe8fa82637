/** The year that a 年历 shows, in the address: back from its paper it is as it was. */
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import { yearIn } from './chosen.ts';

export function useYear(): readonly [number, (year: number) => void] {
  const [search, setSearch] = useSearchParams();
  const [thisYear] = useState(() => Number(localDate(Date.now()).slice(0, 4)));
  const setYear = (year: number): void =>
    setSearch({ ...Object.fromEntries(search), year: String(year) }, { replace: true });
  return [yearIn(search, thisYear), setYear];
}
