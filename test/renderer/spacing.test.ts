import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('no text of a screen ends its line in an ideographic space: the compiler drops it, and what follows stands glued', () => {
  const files = globSync('renderer/**/*.tsx');
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => /\u3000$/mu.test(readFileSync(file, 'utf8')))).toEqual([]);
});
