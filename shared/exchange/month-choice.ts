/** Which month a hand-over is for. */
import { localDate } from '../clock.ts';

export interface MonthChoice {
  /** YYYY-MM, the running month first, then the two before it. */
  readonly months: readonly string[];
  readonly usual: string;
}

/** In the first ten days the hand-over is as a rule still the one of the month that has ended. */
export function monthChoice(nowMs: number): MonthChoice {
  const today = localDate(nowMs);
  const running = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  const months = [0, 1, 2].map((back) => {
    const index = running - back;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
  const usual = months[Number(today.slice(8)) <= 10 ? 1 : 0] ?? today.slice(0, 7);
  return { months, usual };
}
