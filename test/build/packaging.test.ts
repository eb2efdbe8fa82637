import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neededGlibc, type PackedProgram, packages, rehearsePackaging } from '../../build/check-packaging.ts';
import { toIco } from '../../build/ico.ts';
import { loadPaperFonts } from '../../electron/documents/fonts/paper-fonts.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'packaging-'));
let programs: Awaited<ReturnType<typeof rehearsePackaging>>;

beforeAll(async () => {
  programs = await rehearsePackaging(join(folder, 'sound'));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(packages)('the package for %s', (name) => {
  const packed = (): PackedProgram => programs.get(name)!;
  const names = (): string[] => [...packed().archive.keys()];

  test('holds the three bundles, package.json and the SQLite driver, nothing else', () => {
    const others = names().filter((file) => !file.startsWith('node_modules/better-sqlite3/'));
    expect(others.sort()).toEqual([
      'out/main/main.js',
      'out/preload/preload.cjs',
      'out/renderer/assets/font.woff2',
      'out/renderer/index.html',
      'package.json',
    ]);
    const driver = names().filter((file) => /better-sqlite3\/(src|deps|binding.gyp)/.test(file));
    expect(driver).toEqual([]);
  });

  test('holds one compiled addon, that of its own system and processor, outside the archive', () => {
    const addon = `node_modules/better-sqlite3/prebuilds/${name.replace('win-', 'win32-')}.node`;
    expect(names().filter((file) => file.endsWith('.node'))).toEqual([addon]);
    const unpacked = [...packed().archive].filter(([, content]) => content === 'unpacked');
    expect(unpacked.map(([file]) => file)).toEqual([addon]);
    expect(packed().beside).toContain(`resources/app.asar.unpacked/${addon}`);
  });

  test('carries no Node binary', () => {
    expect(
      [...names(), ...packed().beside].filter((file) => /node-(linux|win|darwin|bin)/.test(file)),
    ).toEqual([]);
  });

  test('names the program but neither scripts nor development packages', () => {
    const manifest = JSON.parse(String(packed().archive.get('package.json'))) as Record<string, unknown>;
    expect(manifest).toMatchObject({ productName: '专精特新培育工作台', main: 'out/main/main.js' });
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('scripts');
  });

  test('has its fuses set: nothing but its own, checked archive can be run', () => {
    expect(packed().fusesOn).toEqual(
      expect.arrayContaining([
        'EnableCookieEncryption',
        'EnableEmbeddedAsarIntegrityValidation',
        'OnlyLoadAppFromAsar',
      ]),
    );
    for (const fuse of [
      'RunAsNode',
      'EnableNodeOptionsEnvironmentVariable',
      'EnableNodeCliInspectArguments',
      'GrantFileProtocolExtraPrivileges',
    ]) {
      expect(packed().fusesOn).not.toContain(fuse);
    }
  });

  test('brings the fonts of the papers, with their licences', () => {
    const resources = join(packed().folder, 'resources/paper-fonts');
    expect(
      loadPaperFonts(resources).unsupportedCharacters('如皋市专精特新“小巨人”企业𬭎〔2021〕87号'),
    ).toEqual([]);
    for (const family of ['lxgw-wenkai', 'noto-sans-sc', 'noto-serif-sc']) {
      expect(packed().beside).toContain(`resources/paper-fonts/${family}/LICENSE`);
    }
  });

  test('brings its licence and only the languages it speaks', () => {
    expect(packed().beside).toContain('LICENSE.little-giant-desk.txt');
    const languages = packed().beside.filter((file) => file.endsWith('.pak'));
    expect(languages).toEqual(['locales/en-US.pak', 'locales/zh-CN.pak']);
  });
});

test('the builder refuses a configuration with a misspelt option', async () => {
  const wrong = readFileSync(resolve(root, 'electron-builder.yml'), 'utf8').replace('oneClick', 'oneKlick');
  await expect(rehearsePackaging(join(folder, 'wrong'), wrong)).rejects.toThrow(/configuration\.nsis/);
}, 120_000);

test('the Linux addons need the glibc that docs/packaging.md names', () => {
  const said = readFileSync(resolve(root, 'docs/packaging.md'), 'utf8');
  for (const arch of ['x64', 'arm64']) {
    const addon = resolve(root, `node_modules/better-sqlite3/prebuilds/linux-${arch}.node`);
    expect(said).toContain(`glibc ${neededGlibc(addon)}`);
  }
});

test('the Windows icon is made of the checked-in pictures', () => {
  const sizes = [16, 24, 32, 48, 64, 128, 256];
  const pictures = sizes.map(
    (size) => [size, readFileSync(resolve(root, `build/icons/${size}x${size}.png`))] as const,
  );
  expect(toIco(pictures).equals(readFileSync(resolve(root, 'build/icons/icon.ico')))).toBe(true);
});
