/** Towns that have not joined the exchange: what is not known of them is not told as nought. Pure. */

/** What the city wrote down itself stands; of what the town would have to hand in nothing is known. */
export function toldOf(absent: boolean | undefined, count: number): string {
  return absent === true && count === 0 ? '—' : String(count);
}
