/**
 * How long an officer takes, by the keystroke-level model (Card, Moran, Newell 1980) and never by a clock: what was
 * typed, pressed and thought is counted in the window itself. A Chinese character is three keys.
 */
import type { Page } from '@playwright/test';

const seconds = {
  /** A key, of an average typist. */
  key: 0.28,
  /** Hand to the mouse, pointing, pressing. */
  press: 0.4 + 1.1 + 0.2,
  /** Thinking what to do next: once for every field and every press. */
  think: 1.35,
} as const;

/** From now on, until the window goes. */
export async function noteEffort(page: Page): Promise<void> {
  await page.evaluate(() => {
    const effort = { presses: 0, fields: 0, keys: 0 };
    const before = new WeakMap<EventTarget, string>();
    const fields = new WeakSet<EventTarget>();
    document.addEventListener('click', (event) => void (event.detail > 0 && (effort.presses += 1)), true);
    document.addEventListener(
      'input',
      ({ target }) => {
        if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
        const known = before.get(target) ?? '';
        const typed = target.value.startsWith(known) ? target.value.slice(known.length) : target.value;
        before.set(target, target.value);
        for (const character of typed) effort.keys += /\p{Script=Han}/u.test(character) ? 3 : 1;
        if (!fields.has(target)) effort.fields += 1;
        fields.add(target);
      },
      true,
    );
    document.addEventListener(
      'keydown',
      ({ key }) => {
        // Enter, Tab, arrows: what is no character.
        if (key.length > 1) effort.keys += 1;
      },
      true,
    );
    Object.assign(globalThis, { effort });
  });
}

export interface Effort {
  readonly presses: number;
  readonly fields: number;
  readonly keys: number;
  readonly seconds: number;
}

export async function effortSoFar(page: Page): Promise<Effort> {
  const effort = await page.evaluate(() => ({
    ...(Reflect.get(globalThis, 'effort') as { presses: number; fields: number; keys: number }),
  }));
  const { presses, fields, keys } = effort;
  return {
    ...effort,
    seconds: presses * (seconds.press + seconds.think) + fields * seconds.think + keys * seconds.key,
  };
}
