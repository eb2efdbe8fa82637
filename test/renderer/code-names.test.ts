import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('whoever is asked to compare a code reads which of the two it is: 市级识别码 or 电脑识别码', () => {
  const files = globSync('{shared,renderer,electron,build}/**/*.{ts,tsx}');
  expect(files.length).toBeGreaterThan(500);
  const unnamed = (file: string): boolean => /(?<!市级|电脑)识别码/u.test(readFileSync(file, 'utf8'));
  expect(files.filter(unnamed)).toEqual([]);
});
