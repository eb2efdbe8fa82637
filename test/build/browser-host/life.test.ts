import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowserHost } from '../../../build/browser-host/launch.ts';
import { type Fixture, fixtureMain, launchTimeoutMs, startFixture } from '../../support/host-fixture.ts';

describe('a program that runs', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture(['--quit-with-last-window', '--desk-clock=2026-11-02T09:00:00+08:00']);
  }, launchTimeoutMs);
  afterAll(() => fixture.dispose(), launchTimeoutMs);

  test('hears ready first, then shows its window once it has loaded', () => {
    expect(fixture.events().slice(0, 5)).toEqual([
      'app ready',
      'start ready=true',
      'window ready-to-show',
      'window show',
      'loaded',
    ]);
  });

  test('may not use windows, sessions, keyring or files of the page before ready', async () => {
    expect(await fixture.ask('early')).toEqual({
      ready: false,
      window: { error: 'Cannot create BrowserWindow before app is ready' },
      handle: { error: 'protocol.handle can only be called after app is ready' },
      session: { error: 'Session can only be received when app is ready' },
      encryption: { error: 'safeStorage cannot be used before app is ready' },
      otherScheme: { error: 'The browser host serves app:// only, not other://' },
      again: { error: 'protocol.registerSchemesAsPrivileged can be called only once' },
      twice: { error: "Attempted to register a second handler for 'echo'" },
    });
  });

  test('finds its folders, its name and its arguments', async () => {
    expect(await fixture.ask('paths')).toEqual({
      userData: fixture.userDataDir,
      appPath: fixtureMain().appPath,
      name: 'host-fixture',
      version: '1.2.3',
      packaged: false,
      unknown: { error: "The browser host has no path 'nowhere'" },
    });
    expect(await fixture.ask('argv')).toContain('--desk-clock=2026-11-02T09:00:00+08:00');
    expect(await fixture.ask('environment', 'FIXTURE_MARK')).toBe('from the test');
    expect(await fixture.ask('environment', 'BROWSER_HOST_START')).toBeUndefined();
  });

  test('gets the same electron from import, import() and require', async () => {
    expect(await fixture.ask('required')).toBe(true);
    expect(await fixture.ask('imported')).toBe(true);
  });

  test('is told at once about a member the host does not have', async () => {
    const names = [
      'app.getPath',
      'app.dock',
      'Tray.name',
      'nothing',
      'ipcMain.handle',
      'shell.readShortcutLink',
    ];
    expect(await fixture.ask('members', names)).toEqual([
      { value: 'function' },
      { error: 'The browser host has no electron.app.dock' },
      { error: 'The browser host has no electron.Tray.name' },
      { error: expect.stringContaining('The browser host has no electron') as string },
      { value: 'function' },
      { error: 'The browser host has no electron.shell.readShortcutLink' },
    ]);
    expect(await fixture.ask('construct', 'Notification')).toEqual({
      error: 'The browser host has no electron.Notification',
    });
    expect(await fixture.ask('unknownEvent')).toEqual({
      error: "The browser host never emits 'no-such-event' on electron.app",
    });
    expect(await fixture.ask('insecureWindow')).toMatchObject({
      error: expect.stringContaining('sandbox') as string,
    });
  });

  test('hears of the lid, the lock screen and a second start', async () => {
    await fixture.host.app.power('lock-screen');
    await fixture.host.app.power('suspend');
    await fixture.host.app.secondInstance(['node', 'second', '--open'], '/elsewhere');
    expect(fixture.events()).toEqual(
      expect.arrayContaining([
        'power lock-screen',
        'power suspend',
        'second-instance second --open in /elsewhere',
      ]),
    );
  });

  test(
    'is told when it is really started twice in one folder, and the second start leaves',
    async () => {
      const second = await launchBrowserHost({
        ...fixtureMain(),
        userDataDir: fixture.userDataDir,
        args: ['--second'],
        headless: true,
      });
      expect(await second.exited).toEqual({ code: 0, signal: null });
      expect(fixture.events().findLast((event) => event.startsWith('second-instance'))).toContain('--second');
    },
    launchTimeoutMs,
  );

  test('keeps its window when it prevents closing', async () => {
    await fixture.ask('keepWindow', true);
    expect(await fixture.host.app.closeWindow()).toBe(false);
    await expect(fixture.host.app.quit()).resolves.toBeUndefined();
    expect(fixture.host.windows()).toHaveLength(1);
    expect(await fixture.ask('echo', 1)).toEqual([1]);
    await fixture.ask('keepWindow', false);
    expect(fixture.events().filter((event) => event === 'app will-quit')).toEqual([]);
  });

  test('keeps its window when the close button of Chromium’s window is clicked and it prevents closing', async () => {
    await fixture.ask('keepWindow', true);
    const closes = (): number => fixture.events().filter((event) => event === 'window close').length;
    const before = closes();
    await fixture.page.mouse.click(50, 50);
    await fixture.page.close({ runBeforeUnload: true });
    await expect.poll(closes).toBe(before + 1);
    expect(fixture.host.windows()).toHaveLength(1);
    expect(await fixture.ask('echo', 1)).toEqual([1]);
    await fixture.ask('keepWindow', false);
  });

  test('goes to another document without being asked whether it may close', async () => {
    await fixture.ask('allowNavigation', true);
    const closes = (): number => fixture.events().filter((event) => event === 'window close').length;
    const before = closes();
    await fixture.page.mouse.click(50, 50);
    await fixture.page.evaluate(() => location.assign('/other.html'));
    await fixture.page.waitForURL('**/other.html');
    await fixture.page.mouse.click(50, 50);
    const reloaded = fixture.page.waitForEvent('load');
    await fixture.page.evaluate(() => location.reload());
    await reloaded;
    expect(await fixture.ask('echo', 2)).toEqual([2]);
    expect(closes()).toBe(before);
  });

  test.each(['F5', 'Control+r', 'Control+Shift+r'])(
    'has no menu, and so no reload behind %s',
    async (keys) => {
      await fixture.page.evaluate(() => {
        addEventListener('keydown', (event) => {
          document.title = `${event.key} ${event.defaultPrevented}`;
        });
      });
      await fixture.page.keyboard.press(keys);
      expect(await fixture.page.title()).toMatch(/^(F5|r|R) true$/);
    },
  );

  // Last: it ends the program.
  test('leaves in Electron’s order when its last window is closed', async () => {
    const before = fixture.events().length;
    expect(await fixture.host.app.closeWindow()).toBe(true);
    expect(await fixture.host.exited).toEqual({ code: 0, signal: null });
    expect(fixture.events().slice(before)).toEqual([
      'window close',
      'window closed',
      'app window-all-closed',
      'app before-quit',
      'app will-quit',
      'app quit',
    ]);
    await fixture.host.close();
  });
});

describe('the end of a program', () => {
  test(
    'by quitting closes the window first and says nothing of the last window',
    async () => {
      const fixture = await startFixture(['--quit-with-last-window']);
      try {
        const before = fixture.events().length;
        await fixture.host.close();
        expect(fixture.events().slice(before)).toEqual([
          'app before-quit',
          'window close',
          'window closed',
          'app will-quit',
          'app quit',
        ]);
      } finally {
        await fixture.dispose();
      }
    },
    launchTimeoutMs,
  );

  test(
    'by a kill says nothing at all, and the folder can be used again at once',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'host-kill-'));
      const first = await startFixture([], folder);
      try {
        const before = first.events();
        await first.host.kill();
        expect(await first.host.exited).toEqual({ code: null, signal: 'SIGKILL' });
        expect(first.events()).toEqual(before);
        const again = await startFixture([], folder);
        expect(await again.ask('echo', 'again')).toEqual(['again']);
        await again.dispose();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    launchTimeoutMs,
  );

  test(
    'comes at once when its bundle cannot be loaded, with the bundle’s own error',
    async () => {
      await expect(launchBrowserHost({ ...fixtureMain('broken.js'), headless: true })).rejects.toThrow(
        /could not be loaded:\n.*no good/s,
      );
    },
    launchTimeoutMs,
  );
});
