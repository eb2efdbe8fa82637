/** Whether the computer's date can be right. Pure. */
import { localDate, localDateTime } from '../clock.ts';

/** The program did not exist before. */
export const firstProgramYear = 2026;

/** A clock that was heard may be ahead of ours by as much. */
const toleratedMs = 24 * 60 * 60 * 1000;

/**
 * What the computer's date lies before, in words, with that date; null while it can be right. `latestMs` is the latest time
 * that a record known here was written at (0 while there is none).
 */
export function clockBehind(
  nowMs: number,
  latestMs: number,
): { readonly today: string; readonly than: string } | null {
  const today = localDate(nowMs);
  if (latestMs - nowMs > toleratedMs) return { today, than: `已有记录的时间（${localDateTime(latestMs)}）` };
  return Number(today.slice(0, 4)) < firstProgramYear
    ? { today, than: `本程序投入使用的 ${firstProgramYear} 年` }
    : null;
}
