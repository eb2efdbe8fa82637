/** Printing through a hidden window: HTML in, PDF or paper out. */
import { randomId } from '../db/crypto.ts';
import { printOutcome } from './print-outcome.ts';
import type { Printing } from './services.ts';
import { createPrintWindow } from './window.ts';

export interface PrintingHost {
  readonly printing: Printing;
  /** Answers the hidden window's request for its page, app://print/<id>. */
  serve(url: string): Response;
}

/** Papers carry their fonts and styles inside; they may load nothing and run nothing. */
const paperPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

export function createPrintingHost(): PrintingHost {
  const pages = new Map<string, string>();

  const withPage = async <Value>(
    html: string,
    work: (contents: Electron.WebContents) => Promise<Value>,
  ): Promise<Value> => {
    const id = randomId();
    pages.set(id, html);
    const window = createPrintWindow();
    try {
      await window.loadURL(`app://print/${id}`);
      return await work(window.webContents);
    } finally {
      pages.delete(id);
      window.destroy();
    }
  };

  return {
    printing: {
      toPdf: (html) =>
        withPage(html, async (contents) => {
          const pdf = await contents.printToPDF({ preferCSSPageSize: true, printBackground: true });
          return new Uint8Array(pdf);
        }),
      print: (html, { isLandscape = false } = {}) =>
        withPage(
          html,
          (contents) =>
            new Promise<boolean>((resolve, reject) => {
              contents.print(
                { silent: false, printBackground: true, landscape: isLandscape },
                (done, reason) => {
                  try {
                    resolve(printOutcome(done, reason));
                  } catch (error) {
                    reject(error instanceof Error ? error : new Error(String(error)));
                  }
                },
              );
            }),
        ),
    },
    serve: (url) => {
      const html = pages.get(new URL(url).pathname.slice(1));
      if (html === undefined) return new Response('', { status: 404 });
      return new Response(html, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': paperPolicy },
      });
    },
  };
}
