/** Shares as the tables tell them. Pure. */

/** 0–100 with one decimal; null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}

/** 83.3%; '' of nothing. */
export function percentText(part: number, whole: number): string {
  const percent = percentOf(part, whole);
  return percent === null ? '' : `${percent}%`;
}
