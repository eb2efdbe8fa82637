/** The bundles in out/, made again when a source is newer. */
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, runStep } from './steps.ts';

const bundled = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];
const sources = ['{shared,db,electron,renderer}/**/*', 'electron.vite.config.ts', 'package.json'];

/** The main bundle's path. */
export const mainBundle = join(projectRoot, 'out/main/main.js');

/** Makes the bundles when one is missing or older than a source. Throws with the bundler's output. */
export function ensureBundles(): void {
  if (areFresh()) return;
  const { ok, output } = runStep({
    name: 'bundles',
    command: ['electron-vite', 'build', '--logLevel', 'error'],
  });
  if (!ok) throw new Error(`The bundles could not be made:\n${output}`);
}

function areFresh(): boolean {
  const times = bundled
    .map((path) => join(projectRoot, path))
    .map((path) => (existsSync(path) ? modified(path) : 0));
  const newest = globSync(sources, { cwd: projectRoot })
    .map((path) => modified(join(projectRoot, path)))
    .reduce((latest, time) => Math.max(latest, time), 0);
  return Math.min(...times) > newest;
}

function modified(path: string): number {
  const stats = statSync(path);
  return stats.isFile() ? stats.mtimeMs : 0;
}
