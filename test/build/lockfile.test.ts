import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = resolve(import.meta.dirname, '../..');
const { packages } = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};

test('the lockfile holds every package it names, those of other systems too: npm ci refuses it otherwise', () => {
  const missing = Object.entries(packages).flatMap(([from, locked]) =>
    Object.keys({ ...locked.dependencies, ...locked.devDependencies, ...locked.optionalDependencies })
      .filter((name) => !places(from, name).some((place) => place in packages))
      .map((name) => `${from || 'package.json'} → ${name}`),
  );
  expect(missing).toEqual([]);
});

test('the lockfile names no registry and vouches for every package', () => {
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  expect(installed.filter(([, locked]) => locked.resolved !== undefined)).toEqual([]);
  expect(installed.filter(([, locked]) => !locked.integrity?.startsWith('sha512-'))).toEqual([]);
});

test('the lockfile agrees with package.json, whose versions are exact', () => {
  const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as LockedPackage;
  const { dependencies, devDependencies, optionalDependencies } = packages['']!;
  expect({ dependencies, devDependencies, optionalDependencies }).toEqual({
    dependencies: manifest.dependencies,
    devDependencies: manifest.devDependencies,
    optionalDependencies: manifest.optionalDependencies,
  });
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
  expect(
    Object.entries(all).filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version)),
  ).toEqual([]);
});

/** Where Node would look for `name` from the package at `from`, nearest first. */
function places(from: string, name: string): string[] {
  const found = [`${from === '' ? '' : `${from}/`}node_modules/${name}`];
  for (let at = from.lastIndexOf('node_modules/'); at >= 0; at = from.lastIndexOf('node_modules/', at - 1)) {
    found.push(`${from.slice(0, at)}node_modules/${name}`);
    if (at === 0) break;
  }
  return found;
}
