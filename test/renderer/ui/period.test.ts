import { expect, it } from 'vitest';
import { lastYears, periodDays, periodText, recently } from '../../../renderer/ui/period.ts';

it('covers the last year with all that is to come, all days, or those from the first to the last', () => {
  expect(periodDays([recently], '2026-11-24')).toEqual({ fromDate: '2025-11-24' });
  expect(periodDays(undefined, '2026-11-24')).toEqual({});
  const chosen = ['2024-01-05', '2024-02-28'];
  expect(periodDays(chosen, '2026-11-24')).toEqual({ fromDate: '2024-01-05', toDate: '2024-02-28' });
});

it('is told in words, a whole year by its number', () => {
  expect(periodText([recently])).toBe('近一年');
  expect(periodText(['2024-01-01', '2024-12-31'])).toBe('2024 年');
  expect(periodText(['2024-01-01', '2025-12-31'])).toBe('2024-01-01至2025-12-31');
});

it('offers the same years wherever one is chosen, this one first', () => {
  expect(lastYears('2027-01-01')).toHaveLength(10);
  expect(lastYears('2027-01-01').slice(0, 2)).toEqual(['2027', '2026']);
});
