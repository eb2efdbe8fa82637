import type { Page } from '@playwright/test';

/**
 * Moves the window's own "today" to where `--desk-clock` put the program's (ISO 8601 with the time zone). Time runs on
 * from there. Before the first screen that shows a date; a reload would undo it.
 */
export async function moveWindowClock(page: Page, clock: string): Promise<void> {
  await page.evaluate((offset) => {
    const Real = Date;
    globalThis.Date = new Proxy(Real, {
      construct: (target, args) =>
        args.length === 0 ? new target(target.now() + offset) : Reflect.construct(target, args),
      get: (target, key) => (key === 'now' ? () => target.now() + offset : Reflect.get(target, key)),
    });
  }, Date.parse(clock) - Date.now());
}
