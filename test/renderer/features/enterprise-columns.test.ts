import { expect, it } from 'vitest';
import { listColumns } from '../../../renderer/features/enterprise/listColumns.tsx';

/** At 1366 × 768: the window without navigation, margins, borders, tick boxes and the scrollbar. */
const room = { city: 1152 - 48 - 10, town: 1152 - 48 - 10 } as const;

it.each(['city', 'town'] as const)(
  'the ledger of the %s shows its columns whole on a small laptop',
  (side) => {
    const shown = listColumns(side, [], []).filter((column) => column.hidden !== true);
    expect(shown.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(room[side]);
  },
);

it('keeps every column to be chosen', () => {
  const keys = (side: 'city' | 'town'): string[] => listColumns(side, [], []).map(({ key }) => key);
  expect(keys('town')).toEqual(keys('city'));
});
