import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBundles, mainBundle } from '../../build/bundles.ts';

const out = dirname(dirname(mainBundle));

beforeAll(() => ensureBundles());

test('the main bundles import nothing that is not packed with them', () => {
  const packed = ['electron', 'better-sqlite3'];
  const files = globSync('main/**/*.js', { cwd: out });
  const strays = files.flatMap((file) =>
    importsOf(join(out, file))
      .filter((name) => !name.startsWith('./') && !packed.includes(name) && !isBuiltin(name))
      .map((name) => `${file} → ${name}`),
  );
  expect(files).toContain('main/main.js');
  expect(strays).toEqual([]);
});

test('the preload asks the sandbox for electron alone', () => {
  const text = readFileSync(join(out, 'preload/preload.cjs'), 'utf8');
  expect([...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
});

test('the window asks for nothing outside its own folder', () => {
  const page = readFileSync(join(out, 'renderer/index.html'), 'utf8');
  const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !address?.startsWith('./assets/'))).toEqual([]);
});

/** The bundler writes every import as a statement at the start of a line. */
function importsOf(file: string): string[] {
  const statements = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;\n]*?"([^"\n]+)";?$/gm);
  return [...statements].flatMap(([, name]) => name ?? []);
}
