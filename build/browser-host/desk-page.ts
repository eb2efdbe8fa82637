/** One window of the program in Chromium: its page, its preload's world, its documents. */
import type { CDPSession, Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import type { Peer } from './channel.ts';
import { toPrintParameters } from './print-parameters.ts';
import type { BrowserCalls, ProgramCalls, WindowOptions } from './protocol.ts';
import { lastPartMark, morePartsMark, partLength, splitMessage } from './parts.ts';
import { chromiumOrigin } from './urls.ts';
import type { WorldNames } from './worlds/page-world.ts';
import { pageWorldSource, preloadWorldSource } from './worlds/source.ts';

type CallInput<Name extends keyof BrowserCalls> = Parameters<BrowserCalls[Name]>[0];

export interface DeskPage {
  readonly page: Page;
  readonly hidden: boolean;
  /** The address the program is loading now, without its fragment. */
  expects(url: string): boolean;
  navigate(url: string): Promise<void>;
  deliver(input: CallInput<'deliver'>): Promise<void>;
  evaluate(code: string): Promise<unknown>;
  printToPdf(input: CallInput<'printToPdf'>): Promise<Uint8Array>;
  show(): Promise<void>;
  setBounds(bounds: CallInput<'setBounds'>['bounds']): Promise<void>;
  close(): Promise<void>;
}

/** The preload runs in pages of this origin only. */
const deskOrigin = chromiumOrigin('app://desk/');

/** @param headless whether this page's Chromium draws on no screen */
export async function openDeskPage(
  page: Page,
  options: WindowOptions,
  program: Peer<ProgramCalls>,
  headless: boolean,
): Promise<DeskPage> {
  const { windowId } = options;
  const cdp = await page.context().newCDPSession(page);
  const mark = randomBytes(12).toString('hex');
  const names: WorldNames = {
    toPage: `to-page-${mark}`,
    toPreload: `to-preload-${mark}`,
    binding: `toNode${mark}`,
    receiver: `fromNode${mark}`,
    origin: deskOrigin,
    partLength,
    morePartsMark,
    lastPartMark,
  };
  const world = `preload-${mark}`;
  let currentUrl = page.url();
  let expected: string | undefined;
  let closing = false;
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const mainFrameId = frameTree.frame.id;

  watchDocuments();
  await cdp.send('Page.enable');
  await cdp.send('Runtime.enable');
  if (options.preload !== null) {
    await cdp.send('Runtime.addBinding', { name: names.binding, executionContextName: world });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldSource(names) });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldSource(names, options.preload),
      worldName: world,
    });
  }
  if (!options.javascript) await cdp.send('Emulation.setScriptExecutionDisabled', { value: true });
  page.on('close', () => {
    if (!closing) program.post('windowGone', { windowId });
  });
  // The preload's world holds the page back; what it was about to do decides.
  page.on('dialog', (dialog) => {
    const isLeaving = dialog.type() === 'beforeunload';
    const answered = isLeaving && (closing || expected !== undefined) ? dialog.accept() : dialog.dismiss();
    void answered.catch(() => undefined);
    if (isLeaving && !closing && expected === undefined) program.post('closeAsked', { windowId });
  });
  page.on('crash', () => program.post('rendererGone', { windowId }));
  page.on('load', () => {
    page.title().then(
      (title) => program.post('titleChanged', { windowId, title }),
      () => undefined,
    );
  });
  await resize({ width: options.width, height: options.height });

  /** Chromium reports in order: a document's contexts, its messages, its address, its end. */
  function watchDocuments(): void {
    const documents = new Map<number, string>();
    /** First parts of messages whose last part is still to come. */
    const begun = new Map<number, string>();
    const forget = (context: number, document: string): void => {
      documents.delete(context);
      begun.delete(context);
      program.post('documentGone', { windowId, document });
    };
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === world) documents.set(context.id, context.uniqueId);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      const document = documents.get(executionContextId);
      if (document !== undefined) forget(executionContextId, document);
    });
    cdp.on('Runtime.executionContextsCleared', () => {
      for (const [context, document] of documents) forget(context, document);
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const document = documents.get(executionContextId);
      if (name !== names.binding || document === undefined) return;
      const message = (begun.get(executionContextId) ?? '') + payload.slice(1);
      if (payload.startsWith(morePartsMark)) {
        begun.set(executionContextId, message);
        return;
      }
      begun.delete(executionContextId);
      program.post('message', { windowId, document, url: currentUrl, message });
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      currentUrl = `${frame.url}${frame.urlFragment ?? ''}`;
      program.post('navigated', { windowId, url: currentUrl, sameDocument: false });
    });
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== mainFrameId) return;
      currentUrl = url;
      program.post('navigated', { windowId, url, sameDocument: true });
    });
    cdp.on('Page.domContentEventFired', () => program.post('domReady', { windowId }));
  }

  async function resize({ width, height }: { width?: number; height?: number }): Promise<void> {
    if (width === undefined || height === undefined) return;
    if (headless) await page.setViewportSize({ width, height });
    else await setWindowBounds(cdp, { width, height });
  }

  return {
    page,
    hidden: options.hidden,
    expects: (url) => expected !== undefined && withoutFragment(url) === expected,
    navigate: async (url) => {
      expected = withoutFragment(url);
      try {
        await page.goto(url, { waitUntil: 'load' });
      } finally {
        expected = undefined;
      }
    },
    deliver: async ({ document, message, packed }) => {
      const parts = splitMessage(message);
      await Promise.all(
        parts.map((part, index) =>
          cdp.send('Runtime.evaluate', {
            uniqueContextId: document,
            expression: `${names.receiver}(${JSON.stringify(part)}, ${index === parts.length - 1}, ${packed})`,
            silent: true,
          }),
        ),
      );
    },
    evaluate: async (code) => {
      const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
        expression: code,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as unknown;
    },
    printToPdf: async ({ options: print }) => {
      const { data } = await cdp.send('Page.printToPDF', toPrintParameters(print));
      return Buffer.from(data, 'base64');
    },
    show: () => page.bringToFront(),
    setBounds: async (bounds) => {
      await resize(bounds);
      if (bounds.state && !headless) await setWindowBounds(cdp, { windowState: bounds.state });
    },
    close: async () => {
      closing = true;
      await page.close();
    },
  };
}

async function setWindowBounds(
  cdp: CDPSession,
  bounds: {
    width?: number;
    height?: number;
    windowState?: 'normal' | 'minimized' | 'maximized' | 'fullscreen';
  },
): Promise<void> {
  const { windowId } = await cdp.send('Browser.getWindowForTarget');
  await cdp.send('Browser.setWindowBounds', { windowId, bounds });
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '');
}
