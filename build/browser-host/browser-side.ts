/** Chromium's half of the host: opens, drives and closes the windows the program asks for. */
import type { BrowserContext, Page } from '@playwright/test';
import type { Peer } from './channel.ts';
import { createSurface, type Surface } from './chromium.ts';
import { type DeskPage, openDeskPage } from './desk-page.ts';
import type { BrowserCalls, HostRecord, ProgramCalls } from './protocol.ts';
import { routeRequests } from './routes.ts';
import { toProgramUrl } from './urls.ts';

type WindowCalls = Pick<
  BrowserCalls,
  | 'openWindow'
  | 'navigate'
  | 'closeWindow'
  | 'deliver'
  | 'evaluate'
  | 'printToPdf'
  | 'showWindow'
  | 'setBounds'
>;

export interface BrowserSide {
  readonly calls: WindowCalls;
  /** Pages of the windows that are not hidden for printing, oldest first. */
  pages(): Page[];
  /** The next window that opens, or the first one there is. */
  firstPage(): Promise<Page>;
  started(): Promise<void>;
  close(): Promise<void>;
  kill(): Promise<void>;
}

export interface BrowserSideOptions {
  readonly executablePath: string;
  readonly headless: boolean;
  readonly record: (record: HostRecord) => void;
  /** The program's side; asked for late, because both halves start together. */
  readonly program: () => Peer<ProgramCalls>;
}

export function createBrowserSide({
  executablePath,
  headless,
  record,
  program,
}: BrowserSideOptions): BrowserSide {
  const windows = new Map<number, DeskPage>();
  const idOfPage = new Map<Page, number>();
  const waitingForFirst: ((page: Page) => void)[] = [];

  const prepare = (context: BrowserContext): Promise<void> =>
    routeRequests(context, {
      serve: (request) => program().call('request', request),
      isExpected: (page, url) => windows.get(idOfPage.get(page) ?? -1)?.expects(url) ?? false,
      mayNavigate: async (page, url, isMainFrame) => {
        const windowId = idOfPage.get(page);
        return (
          windowId !== undefined && (await program().call('mayNavigate', { windowId, url, isMainFrame }))
        );
      },
      refused: (kind, url) => record({ kind, detail: url }),
    });
  const onStrayPage = (page: Page): void =>
    record({ kind: 'refused-window', detail: toProgramUrl(page.url()) });
  const makeSurface = (hidden: boolean): Surface =>
    createSurface({ executablePath, headless: hidden, prepare, onStrayPage });

  const visible = makeSurface(headless);
  // Papers are printed where no screen is needed, also while the window is on one.
  const hidden = headless ? visible : makeSurface(true);

  const windowOf = (windowId: number): DeskPage => {
    const found = windows.get(windowId);
    if (!found) throw new Error(`Window ${windowId} is closed`);
    return found;
  };

  const calls: WindowCalls = {
    openWindow: async (options) => {
      // A window is often created hidden and shown when it has something to show: the first one is the desk.
      const isPrinting = options.hidden && windows.size > 0;
      const page = await (isPrinting ? hidden : visible).openPage();
      idOfPage.set(page, options.windowId);
      const opened = await openDeskPage(
        page,
        { ...options, hidden: isPrinting },
        program(),
        headless || isPrinting,
      );
      windows.set(options.windowId, opened);
      page.once('close', () => {
        windows.delete(options.windowId);
        idOfPage.delete(page);
      });
      if (!isPrinting) for (const tell of waitingForFirst.splice(0)) tell(page);
    },
    navigate: ({ windowId, url }) => windowOf(windowId).navigate(url),
    closeWindow: async ({ windowId }) => await windows.get(windowId)?.close(),
    deliver: async (input) => await windows.get(input.windowId)?.deliver(input),
    evaluate: ({ windowId, code }) => windowOf(windowId).evaluate(code),
    printToPdf: (input) => windowOf(input.windowId).printToPdf(input),
    showWindow: async ({ windowId }) => {
      const shown = windowOf(windowId);
      if (shown.hidden && !headless) throw new Error('A window made for printing cannot be shown');
      await shown.show();
    },
    setBounds: async ({ windowId, bounds }) => await windows.get(windowId)?.setBounds(bounds),
  };

  const pages = (): Page[] =>
    [...windows.values()].filter((window) => !window.hidden).map(({ page }) => page);

  const both = async (act: (surface: Surface) => Promise<void>): Promise<void> => {
    await act(visible);
    if (hidden !== visible) await act(hidden);
  };

  return {
    calls,
    pages,
    firstPage: async () =>
      pages()[0] ??
      (await new Promise<Page>((resolve) => {
        waitingForFirst.push(resolve);
      })),
    started: () => visible.started(),
    close: () => both((surface) => surface.close()),
    kill: () => both((surface) => surface.kill()),
  };
}
