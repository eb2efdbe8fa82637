import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../build/browser-host/chromium.ts';
import { electronVersion, findElectron } from '../../build/electron-binary.ts';
import { installByHand } from '../../build/ensure-tools.ts';
import { electronLine, hostLine } from '../../build/start-lines.ts';
import { projectRoot } from '../../build/steps.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  // Stands in for Electron's program: says how it was started.
  const program = join(folder, 'electron');
  writeFileSync(program, '#!/bin/sh\necho "started with $*"\nexit 7\n');
  chmodSync(program, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(env: Record<string, string>, args: readonly string[] = []) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(projectRoot, 'build/start.ts'), ...args],
    {
      encoding: 'utf8',
      env: { ...rest, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', ...env },
    },
  );
  return { status, stdout, stderr: stderr.trim().split('\n') };
}

describe.runIf(process.platform === 'linux')('npm start', () => {
  test('without a display says so in one line that points to npm run demo', () => {
    const { status, stdout, stderr } = start({});
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toHaveLength(1);
    expect(stderr[0]).toMatch(/没有显示器.*npm run demo.*No display/);
  });

  test('takes Electron where its binary is, says so, and passes on arguments and exit code', () => {
    const { status, stdout } = start({ DISPLAY: ':9', ELECTRON_OVERRIDE_DIST_PATH: folder }, [
      '--desk-clock=x',
    ]);
    expect(status).toBe(7);
    expect(stdout).toContain(`用 Electron ${electronVersion} 打开`);
    expect(stdout).toMatch(new RegExp(`started with .*${projectRoot} --desk-clock=x`));
    expect(stdout.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });
});

describe('what is told at the start', () => {
  test('names the browser host as what it is, and a sandbox that is off', () => {
    const line = hostLine('/usr/bin/chromium', { isRoot: false, platform: 'linux' });
    expect(line).toBe('没有 Electron，改用浏览器宿主（/usr/bin/chromium，只供开发和试用）打开。');
    expect(hostLine('/usr/bin/chromium', { isRoot: true, platform: 'linux' })).toContain('沙箱关闭');
    expect(electronLine('45.0.0', { isRoot: true, platform: 'linux' })).toContain('沙箱关闭');
    expect(electronLine('45.0.0', { isRoot: false, platform: 'linux' })).toBe('用 Electron 45.0.0 打开。');
  });

  test('what is missing is told in one Chinese sentence with the command that installs it', () => {
    expect(installByHand(['chromium', 'fonts-noto-cjk'])).toBe(
      '缺少浏览器 Chromium、中文字体，请先安装再重试：sudo apt-get update && sudo apt-get install chromium fonts-noto-cjk',
    );
  });
});

describe('the programs a window needs', () => {
  test('Electron is found where the environment says, and nowhere else then', () => {
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(join(folder, 'electron'));
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none') })).toBeUndefined();
  });

  test('a Chromium named by the environment must exist', () => {
    const program = join(folder, 'electron');
    expect(findChromium({ CHROMIUM_PATH: program })).toBe(program);
    expect(() => findChromium({ CHROMIUM_PATH: join(folder, 'none') })).toThrow(/CHROMIUM_PATH names .*none/);
  });
});
