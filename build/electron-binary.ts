/** Finds Electron's program, or fetches it, without ever waiting for long. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
const releases = 'https://github.com/electron/electron/releases/';

export const electronVersion = version;

/** The path of Electron's program; undefined when it is not on this machine. */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : defaultName();
  const path = join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : undefined;
}

function defaultName(): string {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** Fetches Electron's program the way its package does. Undefined when it cannot be had. */
export async function fetchElectron(): Promise<string | undefined> {
  const known = findElectron();
  if (known || !(await isReachable())) return known;
  console.error(`正在获取 Electron ${version}（约 120 MB，最多等三分钟）…`);
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: 180_000 });
  return findElectron();
}

/** A closed network is noticed in four seconds instead of after the download's own patience. */
async function isReachable(): Promise<boolean> {
  const { env } = process;
  if (env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return false;
  // The download knows proxies; this question does not.
  if (env['https_proxy'] ?? env['HTTPS_PROXY'] ?? env['ELECTRON_GET_USE_PROXY']) return true;
  const mirror = env['ELECTRON_MIRROR'] ?? env['npm_config_electron_mirror'] ?? releases;
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(4000) });
    return true;
  } catch {
    return false;
  }
}
