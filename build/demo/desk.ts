/** One desk of the demo: the program in its own folder, driven through its own window. */
import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract.ts';
import { errorText } from '../../shared/errors.ts';
import type { DeskBridge } from '../../shared/rpc.ts';
import { launchBrowserHost } from '../browser-host/launch.ts';
import { mainBundle } from '../bundles.ts';
import { moveWindowClock } from '../window-clock.ts';

/** Answers of the system's dialogs, in the order they will be asked for. */
interface Dialogs {
  answerSave(path: string): void;
  answerOpen(path: string): void;
}

export interface DemoDesk {
  readonly dialogs: Dialogs;
  /** Calls one procedure over the window's own bridge; throws its Chinese sentence when it is refused. */
  call<Name extends ProcedureName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** Goes to a screen by its path and waits until it has stopped changing; with `paper`, until its preview is there. */
  show(path: string, paper?: boolean): Promise<void>;
  /** Chooses a bundle on the exchange screen, as an officer does, and unfolds the first change of its preview. */
  showPreview(path: string): Promise<void>;
  /** Chooses one of the views that a screen offers. */
  chooseView(name: string): Promise<void>;
  /** Brings a heading to the top. */
  scrollTo(heading: string): Promise<void>;
  /** Presses the button of that name. */
  press(button: string): Promise<void>;
  /** A picture of the window as it stands, at 1366 × 768; in `folder` when it is not to go with the others. */
  picture(name: string, folder?: string): Promise<void>;
  close(): Promise<void>;
}

export interface DemoDeskOptions {
  /** The program's data folder: what is in it stays there for the next start. */
  readonly folder: string;
  /** When the story happens: ISO 8601 with the time zone. */
  readonly clock: string;
  readonly executablePath: string;
  /** Where pictures go. */
  readonly screens: string;
  /** Their kind; png when left out. */
  readonly pictures?: 'png' | 'webp';
}

/** A step of the demo went wrong. `message` is one Chinese sentence. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}

const viewport = { width: 1366, height: 768 };

export async function openDemoDesk(options: DemoDeskOptions): Promise<DemoDesk> {
  mkdirSync(options.folder, { recursive: true });
  const host = await launchBrowserHost({
    mainEntry: mainBundle,
    userDataDir: options.folder,
    args: [`--desk-clock=${options.clock}`],
    headless: true,
    executablePath: options.executablePath,
  });
  try {
    const page = await host.firstWindow();
    await page.waitForFunction(() => 'desk' in globalThis && document.querySelector('#root > *') !== null);
    await page.setViewportSize(viewport);
    await moveWindowClock(page, options.clock);
    await settle(page);
    const show: DemoDesk['show'] = async (path, paper = false) => {
      const title = await page.title();
      await page.evaluate((hash) => {
        location.hash = hash;
      }, path);
      // The old screen stays until the new one can be drawn; a screen of the same name keeps the title.
      await page
        .waitForFunction((before) => document.title !== before, title, { timeout: 3000 })
        .catch(() => undefined);
      if (paper) await page.locator('iframe').first().waitFor({ timeout: 15_000 });
      await settle(page);
      if (await page.getByText('没有这个页面').count()) throw new DemoError(`窗口里没有 ${path} 这个页面。`);
    };
    const press: DemoDesk['press'] = async (button) => {
      await page.getByRole('button', { name: button }).first().click();
      await settle(page);
    };
    return {
      dialogs: {
        answerSave: (path) => host.dialogs.answerSave(path),
        answerOpen: (path) => host.dialogs.answerOpen(path),
      },
      call: (name, input) => callDesk(page, name, input),
      show,
      chooseView: async (name) => {
        await page.getByText(name).first().click();
        await settle(page);
      },
      press,
      scrollTo: async (heading) => {
        await page
          .getByRole('heading', { name: heading })
          .evaluate((element) => element.scrollIntoView({ block: 'start' }));
        await settle(page);
      },
      showPreview: async (path) => {
        host.dialogs.answerOpen(path);
        await show('/exchange');
        await press('导入数据包');
        await page.getByText('尚未写入任何内容').waitFor({ timeout: 15_000 });
        await page.locator('.ant-collapse-header').first().click();
      },
      picture: async (name, folder = options.screens) => {
        await settle(page);
        if (options.pictures === 'webp') await saveWebp(page, join(folder, `${name}.webp`));
        else await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
      },
      close: () => host.close(),
    };
  } catch (error) {
    await host.kill();
    throw error;
  }
}

/** A quarter of what the same picture takes as PNG. */
async function saveWebp(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  await session.detach();
  writeFileSync(path, Buffer.from(data, 'base64'));
}

async function callDesk<Name extends ProcedureName>(
  page: Page,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const sent: readonly [string, unknown] = [name, input];
  const reply = await page.evaluate(
    ([procedure, value]) =>
      (globalThis as unknown as { readonly desk: DeskBridge }).desk.call(procedure, value),
    sent,
  );
  if (!reply.ok) throw new DemoError(`${name}：${errorText(reply.error.code, reply.error.details)}`);
  return reply.value as OutputOf<Name>;
}

/** Waits until nothing in the document has changed for a moment; a screen that never rests is taken as it is. */
async function settle(page: Page): Promise<void> {
  await page.locator('.desk-loading').waitFor({ state: 'detached', timeout: 15_000 });
  await page.evaluate(
    ({ quietMs, patienceMs }) =>
      new Promise<void>((done) => {
        let timer = setTimeout(done, quietMs);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, quietMs);
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        setTimeout(done, patienceMs);
      }),
    { quietMs: 350, patienceMs: 6000 },
  );
}
