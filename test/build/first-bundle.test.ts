import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ensureBundles, mainBundle } from '../../build/bundles.ts';

it('the lock screen waits for neither antd nor the schemas: what it loads first is small', () => {
  ensureBundles();
  const folder = join(mainBundle, '../../renderer');
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  );
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.reduce((sum, script) => sum + statSync(join(folder, script)).size, 0);
  // React and the query cache; antd would add 370 KB.
  expect(bytes).toBeLessThan(400_000);
});
