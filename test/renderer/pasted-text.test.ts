import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('cuts pasted text nowhere but in passphrases, longer than anybody has one, and in the search', () => {
  const cutting = globSync('renderer/**/*.tsx').filter((path) =>
    /^\s+maxLength=\{\d+\}$/mu.test(readFileSync(path, 'utf8')),
  );
  expect(cutting.map((path) => path.replace(/^.*[\\/]/u, '')).toSorted()).toEqual([
    'ChangePassphrase.tsx',
    'LockScreen.tsx',
    'PassphraseFields.tsx',
    'ReturnSteps.tsx',
    'SearchPalette.tsx',
  ]);
});
