import { expect, it } from 'vitest';
import { leftText } from '../../../shared/draft/left.ts';

const names = { town: (id: string) => id, person: (id: string) => id };

it('tells all that was typed of a delivery, a receipt of figures too', () => {
  const values = {
    date: '2026-11-23',
    time: '09:00',
    way: 'paper',
    handledBy: '王经办',
    receiptNumber: '2026-128',
    note: '',
  };
  const { label, text } = leftText('delivery:report-head:f1', { values }, names);
  expect(label).toBe('报送与签收');
  for (const typed of ['2026-11-23', '09:00', '经办人：王经办', '收文或回执号：2026-128'])
    expect(text).toContain(typed);
});
