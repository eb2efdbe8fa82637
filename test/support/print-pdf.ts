/** A PdfPrinter for tests and development: headless Chromium, offline, one browser for the whole process. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import type { PdfPrinter } from '../../electron/documents/pdf.ts';

export type TestPrinter = {
  readonly print: PdfPrinter;
  /** A chart as PNG, as the window draws it (renderer/ui/chartPicture.ts). */
  readonly draw: (svg: string) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
};

const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** Starts Chromium; close it when done. Looks at CHROMIUM_PATH, the usual places, then Playwright's own. */
export async function openTestPrinter(): Promise<TestPrinter> {
  const executablePath = process.env.CHROMIUM_PATH ?? chromiumPaths.find((path) => existsSync(path));
  const browser: Browser = await chromium.launch({
    args: chromiumFlags,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  let last: Promise<unknown> = Promise.resolve();
  return {
    // One page for all papers, so one after another.
    print: (html) => {
      const printed = last.then(async () => {
        await page.setContent(html, { waitUntil: 'load' });
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        return new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      });
      last = printed.catch(() => undefined);
      return printed;
    },
    draw: async (svg) => {
      const drawing = await browser.newPage({ deviceScaleFactor: 3 });
      await drawing.setContent(`<body style="margin:0">${svg}`);
      const png = await drawing.locator('svg').screenshot();
      await drawing.close();
      return new Uint8Array(png);
    },
    close: () => browser.close(),
  };
}
