/** What a test opened is closed after it (run-cleanups.ts). */
const cleanups: (() => void)[] = [];

/** Runs after the test, latest first. */
export function closeAfterTest(close: () => void): void {
  cleanups.push(close);
}

export function runCleanups(): void {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
}
