/** What Chromium says after printing: done, given up by the officer, or failed and why. */
import { AppError } from '../shared/errors.ts';

/** By what Chromium's reason contains; it is English and not for the screen. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/no printer/iu, '没有可用的打印机'],
  [/settings/iu, '打印机的设置不能用'],
];

/** @returns false when the officer closed the print dialog. @throws AppError paper.print-failed */
export function printOutcome(done: boolean, reason: string): boolean {
  if (done) return true;
  if (/cancel/iu.test(reason)) return false;
  const known = reasons.find(([pattern]) => pattern.test(reason));
  throw new AppError('paper.print-failed', { reason: known?.[1] ?? '打印机没有接收' });
}
