import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorMessages } from '../../shared/errors.ts';

it('no sentence sends the officer to a place that does not exist', () => {
  const screens = readFileSync('renderer/routes.tsx', 'utf8');
  const features = globSync('renderer/features/**/*.tsx').map((file) => readFileSync(file, 'utf8'));
  const places = Object.values(errorMessages).flatMap((text) => [...text.matchAll(/“([^”—]+)—([^”]+)”/gu)]);
  expect(places.length).toBeGreaterThan(0);
  for (const [place, screen = '', panel = ''] of places) {
    expect(screens, place).toContain(`label: '${screen}'`);
    expect(
      features.some((text) => text.includes(`title="${panel}"`)),
      place,
    ).toBe(true);
  }
});
