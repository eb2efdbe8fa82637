/**
 * The program's clock. `startAt` (ISO 8601, only honoured outside the packaged program) lets tests and the
 * demo live in another month: time then runs on from there.
 */
export function createClock(startAt: string): () => number {
  if (startAt === '') return () => Date.now();
  const offsetMs = Date.parse(startAt) - Date.now();
  if (Number.isNaN(offsetMs)) throw new Error(`not a time: ${startAt}`);
  return () => Date.now() + offsetMs;
}
