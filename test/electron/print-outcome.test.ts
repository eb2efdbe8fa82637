import { expect, it } from 'vitest';
import { printOutcome } from '../../electron/print-outcome.ts';
import { AppError } from '../../shared/errors.ts';

it('tells done from given up', () => {
  expect(printOutcome(true, '')).toBe(true);
  expect(printOutcome(false, 'Print job canceled')).toBe(false);
  expect(printOutcome(false, 'cancelled')).toBe(false);
});

it.each([
  ['Invalid printer settings', '打印机的设置不能用'],
  ['No printers available on the network', '没有可用的打印机'],
  ['The browser host has no printer', '没有可用的打印机'],
  ['Print job failed', '打印机没有接收'],
  ['', '打印机没有接收'],
])('says why it failed: %s', (said, reason) => {
  expect(() => printOutcome(false, said)).toThrow(new AppError('paper.print-failed', { reason }));
});
