/** Starts the small program of test/fixtures/host in the browser host. */
import type { Page } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserHost, launchBrowserHost, type LaunchOptions } from '../../build/browser-host/launch.ts';

const folder = resolve(import.meta.dirname, '../fixtures/host');

/** What the fixture's preload exposes. */
export interface FixtureWindow {
  readonly host: Record<string, (...args: unknown[]) => unknown> & {
    call(name: string, ...args: unknown[]): Promise<unknown>;
  };
}

export interface Fixture {
  readonly host: BrowserHost;
  readonly page: Page;
  readonly userDataDir: string;
  /** Asks the main process through the page, as the program's own screens do. */
  ask<Answer = unknown>(name: string, ...args: readonly unknown[]): Promise<Answer>;
  /** Everything that happened in the main process, also after its window was gone. */
  events(): string[];
  /** Waits until `event` has happened. */
  happened(event: string): Promise<void>;
  /** Ends the program if it still runs, and removes its folder. */
  dispose(): Promise<void>;
}

/** Long enough for a machine that does many things at once. */
export const launchTimeoutMs = 180_000;

export function fixtureMain(name = 'main.js'): { readonly mainEntry: string; readonly appPath: string } {
  return { mainEntry: join(folder, name), appPath: folder };
}

export async function startFixture(
  args: readonly string[] = [],
  folderToUse?: string,
  options: Partial<LaunchOptions> = {},
): Promise<Fixture> {
  const userDataDir = folderToUse ?? mkdtempSync(join(tmpdir(), 'host-fixture-'));
  const eventsFile = join(userDataDir, 'events.txt');
  rmSync(eventsFile, { force: true });
  const host = await launchBrowserHost({
    ...fixtureMain(),
    userDataDir,
    args: [...args, `--events-file=${eventsFile}`],
    env: { FIXTURE_MARK: 'from the test' },
    headless: true,
    ...options,
  });
  const page = await host.firstWindow();
  const events = (): string[] => readFileSync(eventsFile, 'utf8').trim().split('\n');
  const happened = async (event: string): Promise<void> => {
    const deadline = Date.now() + 60_000;
    while (!events().includes(event)) {
      if (Date.now() > deadline) throw new Error(`'${event}' did not happen:\n${events().join('\n')}`);
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
  };
  await happened('loaded');
  return {
    host,
    page,
    userDataDir,
    ask: async <Answer>(name: string, ...args: readonly unknown[]): Promise<Answer> =>
      (await page.evaluate(
        async ([name, args]) => await (window as unknown as FixtureWindow).host.call(name, ...args),
        [name, args] as const,
      )) as Answer,
    events,
    happened,
    dispose: async () => {
      await host.kill();
      rmSync(userDataDir, { recursive: true, force: true });
    },
  };
}
