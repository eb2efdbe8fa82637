/** Which fields an officer had to touch: counted in the window itself, by what was focused or changed. */
import type { Page } from '@playwright/test';

/** From now on, until the window goes. */
export async function noteTouched(page: Page): Promise<void> {
  await page.evaluate(() => {
    const touched = new Set<string>();
    const note = ({ target }: Event): void => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
      const place =
        target.closest('[role="dialog"]')?.querySelector('.ant-modal-title') ?? document.querySelector('h1');
      const name = target.labels?.[0]?.textContent ?? target.getAttribute('aria-label') ?? target.placeholder;
      touched.add(`${place?.textContent ?? ''}：${name}`);
    };
    for (const kind of ['focusin', 'input', 'change']) document.addEventListener(kind, note, true);
    Object.assign(globalThis, { touchedFields: touched });
  });
}

/** Each once, with the form or the dialog it stands in. */
export async function touchedFields(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [...(Reflect.get(globalThis, 'touchedFields') as Set<string>)]);
}
