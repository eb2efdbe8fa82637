/** Finds and starts Chromium. It is driven over a pipe: no port is opened. */
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const elsewhere = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** `CHROMIUM_PATH`, the system's Chromium, or Playwright's own. Throws one sentence that says what to install. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env['CHROMIUM_PATH'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH names ${chosen}, and there is no such file.`);
  }
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => programs.map((name) => join(folder, name)));
  const found = [...elsewhere, ...onPath, chromium.executablePath()].find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    '缺少浏览器 Chromium，请先安装再重试：sudo apt-get update && sudo apt-get install chromium fonts-noto-cjk',
  );
}

export interface Surface {
  /** A new blank page; the first one is the window Chromium started with. */
  openPage(): Promise<Page>;
  /** Rejects when Chromium cannot be started. */
  started(): Promise<void>;
  close(): Promise<void>;
  /** Chromium dies at once. */
  kill(): Promise<void>;
}

export interface SurfaceOptions {
  readonly executablePath: string;
  readonly headless: boolean;
  /** Called for every Chromium this surface starts, before a page of it is used. */
  readonly prepare: (context: BrowserContext) => Promise<void>;
  /** A page nobody asked for: it is being closed. */
  readonly onStrayPage: (page: Page) => void;
}

const flags = [
  '--app=data:text/html,',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--no-pings',
  // Whatever slips past the interception ends at a proxy that is not there.
  '--proxy-server=127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  // No bars across the window about the flags above.
  '--test-type',
];

/** By their names in the Permissions API. */
const refusedPermissions = [
  'geolocation',
  'notifications',
  'midi',
  'camera',
  'microphone',
  'clipboard-read',
  'clipboard-write',
  'persistent-storage',
  'idle-detection',
  'local-fonts',
  'storage-access',
  'screen-wake-lock',
  'window-management',
  'display-capture',
];

interface Running {
  readonly context: BrowserContext;
  readonly pid: number | undefined;
  /** Resolves when Chromium has ended, however it ended. */
  readonly gone: Promise<void>;
}

/** Root may not use Chromium's own sandbox. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** One Chromium, started when its first page is wanted, and again when somebody closed it. */
export function createSurface({ executablePath, headless, prepare, onStrayPage }: SurfaceOptions): Surface {
  let running: Promise<Running> | undefined;
  let unused: Page | undefined;
  let opening = 0;

  const start = async (): Promise<Running> => {
    const profile = await mkdtemp(join(tmpdir(), 'browser-host-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless,
      chromiumSandbox: !isRoot(),
      viewport: null,
      locale: 'zh-CN',
      serviceWorkers: 'block',
      acceptDownloads: false,
      // Signals are for whoever started the host.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ignoreDefaultArgs: ['--enable-automation'],
      // Chinese choosers, and no offer to translate the page.
      env: { ...process.env, LANGUAGE: 'zh_CN:zh' },
      args: headless ? [...flags, '--disable-gpu'] : flags,
    });
    const gone = new Promise<void>((resolve) => {
      context.once('close', () => {
        running = undefined;
        // What a dying Chromium still holds stays in the temporary folder.
        rm(profile, { recursive: true, force: true, maxRetries: 5 }).then(resolve, () => resolve());
      });
    });
    unused = context.pages()[0];
    context.on('page', (page) => {
      if (opening > 0) return;
      onStrayPage(page);
      void page.close().catch(() => undefined);
    });
    await prepare(context);
    const pid = await prepareBrowser(context.browser());
    return { context, pid, gone };
  };

  const ensure = (): Promise<Running> => {
    running ??= start();
    return running;
  };

  return {
    started: async () => {
      await ensure();
    },
    openPage: async () => {
      const { context } = await ensure();
      const first = unused;
      unused = undefined;
      if (first && !first.isClosed()) return first;
      opening += 1;
      try {
        return await context.newPage();
      } finally {
        opening -= 1;
      }
    },
    close: async () => {
      const current = await running?.catch(() => undefined);
      // Closing a Chromium that is dying already fails; then its end is all there is to wait for.
      await current?.context.close().catch(() => undefined);
      await current?.gone;
    },
    kill: async () => {
      const current = await running?.catch(() => undefined);
      if (!current) return;
      if (current.pid === undefined) await current.context.close();
      else process.kill(current.pid, 'SIGKILL');
      await current.gone;
    },
  };
}

/** Refuses every permission and returns the browser's process id. */
async function prepareBrowser(browser: Browser | null): Promise<number | undefined> {
  if (!browser) return undefined;
  const session = await browser.newBrowserCDPSession();
  for (const name of refusedPermissions) {
    await session
      .send('Browser.setPermission', { permission: { name }, setting: 'denied' })
      .catch(() => undefined);
  }
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.find(({ type }) => type === 'browser')?.id;
}
